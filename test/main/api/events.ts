/** What a test hears of the events, from the moment it listens. */
import type { ApiEvent, Bridge, Run } from '../../../src/shared/api.ts';

export interface Heard {
  readonly all: readonly ApiEvent[];
  /** Resolves with the first event that matches, heard already or to come. */
  first<E extends ApiEvent>(matches: (event: ApiEvent) => event is E): Promise<E>;
  first(matches: (event: ApiEvent) => boolean): Promise<ApiEvent>;
  /** Resolves when the run has ended. */
  end(runId: string): Promise<Run>;
  stop(): void;
}

export function hear(bridge: Bridge): Heard {
  const all: ApiEvent[] = [];
  const waiting = new Set<() => void>();
  const stop = bridge.onEvent((event) => {
    all.push(event);
    for (const look of waiting) look();
  });
  const first = (matches: (event: ApiEvent) => boolean): Promise<ApiEvent> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = all.find(matches);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return {
    all,
    first: first as Heard['first'],
    async end(runId) {
      const event = await first(
        (heard) => heard.type === 'run' && heard.run.id === runId && heard.run.state !== 'running',
      );
      return (event as ApiEvent & { type: 'run' }).run;
    },
    stop,
  };
}
