/** Which part of a transfer that works takes so long that a person would call it slow. */
import type { TransferResult } from '../../shared/result.ts';

export type SlowPart = 'dns' | 'connect' | 'wait' | 'receive';

/** ms beyond which a step is felt; a round trip to the other side of the world is 0.3 s. */
const LIMITS = { dns: 1000, connect: 1000, wait: 3000 } as const;
/** Less than this is slow for any network of today; it says something of content that takes a while alone. */
const SLOW_KBPS = 50;
const LEAST_RECEIVE_MS = 2000;

/** The first one in the order they happen; null: none. */
export function slowPart({ timings, outcome, bytes }: TransferResult): SlowPart | null {
  if (outcome !== 'ok') return null;
  const step = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).find((part) => timings[part] > LIMITS[part]);
  if (step) return step;
  const { receive } = timings;
  return receive > LEAST_RECEIVE_MS && bytes / 1024 / (receive / 1000) < SLOW_KBPS ? 'receive' : null;
}
