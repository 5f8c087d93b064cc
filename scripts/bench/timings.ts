/** Transfers one after another by the engine, beside a bulk transfer or not; prints the parts of their times as JSON: `node timings.ts QUESTION`. */
import { systemClock } from '../../src/main/engine/clock.ts';
import { transfer } from '../../src/main/engine/transfer.ts';
import type { Timings, TransferResult } from '../../src/shared/result.ts';
import { parseTask, type TaskInput } from '../../src/shared/task.ts';

export interface TimingsQuestion {
  task: TaskInput;
  count: number;
  /** Goes on all the time; null: nothing does. */
  bulk: TaskInput | null;
}

const { task, count, bulk } = JSON.parse(process.argv[2]!) as TimingsQuestion;
const over = new AbortController();

async function run(input: TaskInput): Promise<TransferResult> {
  const parsed = parseTask(input);
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('; '));
  return transfer(parsed.value, { runId: 'bench', signal: over.signal, clock: systemClock });
}

async function inBulk(input: TaskInput): Promise<void> {
  while (!over.signal.aborted) await run(input);
}

// Code that runs for the first time is slow.
for (let n = 0; n < 3; n++) await run(task);
const beside = bulk && inBulk(bulk);
const timings: Timings[] = [];
for (let n = 0; n < count; n++) {
  const result = await run(task);
  if (result.code !== 0) throw new Error(`${result.name}: ${JSON.stringify(result.evidence)}`);
  timings.push(result.timings);
}
over.abort();
await beside;
process.stdout.write(JSON.stringify(timings));
