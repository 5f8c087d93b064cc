/** What is kept of the schedules from one start of the program to the next, in `schedules.json`: names of tasks and outcomes, nothing of their content. */
import { z } from 'zod';
import type { JsonFile } from '../store/json-file.ts';

export type ScheduleFile = JsonFile;

const kept = z.object({
  paused: z.boolean(),
  standing: z.enum(['ok', 'failed']).nullable(),
  last: z
    .object({
      at: z.iso.datetime({ offset: true }),
      runId: z.string(),
      state: z.enum(['ok', 'failed', 'canceled']),
      outcome: z.enum(['ok', 'failed', 'canceled']),
      code: z.number().nullable(),
    })
    .nullable(),
});

export function readKept(file: ScheduleFile, name: string): z.output<typeof kept> {
  const content = z.record(z.string(), z.unknown()).safeParse(file.read()).data ?? {};
  return kept.safeParse(content[name]).data ?? { paused: false, standing: null, last: null };
}
