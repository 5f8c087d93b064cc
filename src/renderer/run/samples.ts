/** The points of the live speed line: as many as a small chart can show, however long the transfer takes. */
import type { Progress } from '../../shared/result.ts';

export interface SpeedSample {
  /** ms since the start of the attempt. */
  at: number;
  speedKBps: number;
}

export const MAX_SAMPLES = 300;

/** When there are too many, two neighbours become one of their mean speed. */
export function addSample(samples: readonly SpeedSample[], progress: Progress): SpeedSample[] {
  const next = { at: progress.elapsedMs, speedKBps: progress.speedKBps };
  const all = [...samples, next];
  return all.length > MAX_SAMPLES ? halve(all) : all;
}

function halve(samples: readonly SpeedSample[]): SpeedSample[] {
  const halved: SpeedSample[] = [];
  for (let i = 0; i < samples.length; i += 2) {
    const first = samples[i]!;
    const second = samples[i + 1] ?? first;
    halved.push({ at: second.at, speedKBps: (first.speedKBps + second.speedKBps) / 2 });
  }
  return halved;
}
