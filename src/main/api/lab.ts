/** Handlers of the fault lab: its servers by switch, and runs of its cases. Everything listens on loopback alone. */
import type { ServerCases } from '../../lab/kinds.ts';
import type { Lab } from '../../lab/lab.ts';
import type { ApiEvent, Run } from '../../shared/api.ts';
import type { LabRun, LabServer, LabServerName } from '../../shared/lab.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { localStamp } from '../engine/clock.ts';
import type { ApiDeps } from './deps.ts';
import { ApiFailure } from './failure.ts';
import type { Handlers } from './handlers.ts';
import type { Runs } from './runs.ts';

/** Cases that run side by side: most of them wait for a time limit. */
const CONCURRENCY = 8;
/** A server that was forgotten ends after this. */
const SERVING_MS = 60 * 60_000;

export interface LabHandlersDeps extends Pick<ApiDeps, 'lab' | 'clock' | 'report'> {
  schedules: Pick<ApiDeps['schedules'], 'clock'>;
  runs: Runs;
  language(): Language;
  emit(event: ApiEvent): void;
}

type LabHandlers = Pick<Handlers, Extract<keyof Handlers, `lab.${string}`>>;

/** A server that is on, or on its way there. */
interface Serving {
  lab: Promise<Lab>;
  endsAt: string;
  forget(): void;
}

export function labHandlers(deps: LabHandlersDeps): { handlers: LabHandlers; close(): Promise<void> } {
  const { lab, clock, schedules, runs, language, emit, report } = deps;
  const on = new Map<LabServerName, Serving>();

  async function start({ name, ids }: ServerCases): Promise<void> {
    if (on.has(name)) return;
    const starting = lab.start(ids);
    on.set(name, {
      lab: starting,
      endsAt: localStamp(new Date(clock.wallTime().getTime() + SERVING_MS)),
      forget: schedules.clock.wake(SERVING_MS, () => void stop(name).then(tell).catch(report)),
    });
    try {
      await starting;
    } catch (error) {
      on.get(name)?.forget();
      on.delete(name);
      throw error;
    }
  }

  async function stop(name: LabServerName): Promise<void> {
    const serving = on.get(name);
    if (!serving) return;
    on.delete(name);
    serving.forget();
    await (await serving.lab).close();
  }

  async function list(): Promise<LabServer[]> {
    return Promise.all(
      (await lab.servers()).map(async ({ name, ids, codes, login }): Promise<LabServer> => {
        const serving = on.get(name);
        const served = await serving?.lab.catch(() => null);
        return {
          name,
          cases: ids.length,
          codes,
          serving:
            serving && served
              ? {
                  addresses: served.ids.map((id) => ({ case: id, url: served.address(id) })),
                  dnsServer: served.dnsServer,
                  caFile: served.caFile,
                  login,
                  endsAt: serving.endsAt,
                }
              : null,
        };
      }),
    );
  }

  async function tell(): Promise<LabServer[]> {
    const servers = await list();
    emit({ type: 'lab', servers });
    return servers;
  }

  /** The lab of a run is its own, and ends with it. */
  async function prove(ids: readonly string[]): Promise<LabRun> {
    const own = await lab.start(ids);
    const skipped = own.ids.flatMap((id) => {
      const reason = own.skipped.get(id);
      return reason === undefined ? [] : [{ case: id, reason }];
    });
    const cases = own.ids.filter((id) => !own.skipped.has(id));
    const run = await closingUnlessBegun(own, () =>
      runs.start(
        cases.map((id) => own.task(id)),
        CONCURRENCY,
        'lab',
        (options) => lab.prove(own, options).finally(() => own.close()),
      ),
    );
    return { run, cases, skipped };
  }

  return {
    handlers: {
      'lab.cases': () => lab.cases(),
      'lab.servers': list,
      async 'lab.switch'({ server, on: wanted }) {
        const chosen = (await lab.servers()).filter(({ name }) => server === undefined || name === server);
        await Promise.all(chosen.map((one) => (wanted ? start(one) : stop(one.name))));
        return tell();
      },
      async 'lab.prove'({ cases, codes }) {
        const all = await lab.cases();
        const unknown = cases?.find((id) => !all.some((one) => one.id === id));
        if (unknown !== undefined) {
          throw new ApiFailure('NOT_FOUND', say(hostTexts.noSuchCase, language(), { id: unknown }));
        }
        const wanted = all.filter(
          ({ id, code }) => (!cases || cases.includes(id)) && (!codes || codes.includes(code)),
        );
        return prove(wanted.map(({ id }) => id));
      },
    },
    async close() {
      await Promise.allSettled([...on.keys()].map(stop));
    },
  };
}

async function closingUnlessBegun(own: Lab, begin: () => Run): Promise<Run> {
  try {
    return begin();
  } catch (error) {
    await own.close();
    throw error;
  }
}
