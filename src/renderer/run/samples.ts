/** The points of the live speed line: as many as a small chart can show, however long the transfer takes. */
import type { Progress } from '../../shared/result.ts';

export interface SpeedSample {
  /** ms since the start of the attempt. The speed is that of the time since the sample before. */
  at: number;
  speedKBps: number;
}

export const MAX_SAMPLES = 300;

/** When there are too many, the two neighbours that cover the shortest time become one, so that the whole line stays even. */
export function addSample(samples: readonly SpeedSample[], progress: Progress): SpeedSample[] {
  const all = [...samples, { at: progress.elapsedMs, speedKBps: progress.speedKBps }];
  if (all.length <= MAX_SAMPLES) return all;

  const startOf = (index: number): number => all[index - 1]?.at ?? 0;
  let shortest = 0;
  for (let index = 1; index < all.length - 1; index += 1) {
    const span = all[index + 1]!.at - startOf(index);
    if (span < all[shortest + 1]!.at - startOf(shortest)) shortest = index;
  }
  all.splice(shortest, 2, merged(startOf(shortest), all[shortest]!, all[shortest + 1]!));
  return all;
}

/** The mean by time: what moved in both spans stays the same. */
function merged(start: number, first: SpeedSample, second: SpeedSample): SpeedSample {
  const whole = second.at - start;
  if (whole <= 0) return second;
  const moved = first.speedKBps * (first.at - start) + second.speedKBps * (second.at - first.at);
  return { at: second.at, speedKBps: moved / whole };
}
