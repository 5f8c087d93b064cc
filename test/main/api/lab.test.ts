/** Servers of the lab that are on: they end by themselves after their time, and with the program. */
import { expect, test } from 'vitest';
import { CASES, SERVERS } from '../../../src/lab/kinds.ts';
import { startLab } from '../../../src/lab/lab.ts';
import { proveIn } from '../../../src/lab/prove.ts';
import { labHandlers } from '../../../src/main/api/lab.ts';
import type { Runs } from '../../../src/main/api/runs.ts';
import { systemClock } from '../../../src/main/engine/clock.ts';
import type { ApiEvent } from '../../../src/shared/api.ts';
import { LAB_SERVERS } from '../../../src/shared/lab.ts';

function open() {
  const alarms: { ms: number; ring: () => void; canceled: boolean }[] = [];
  const heard: ApiEvent[] = [];
  let told: (() => void) | undefined;
  const lab = labHandlers({
    lab: {
      cases: async () => CASES,
      servers: async () => SERVERS,
      start: (ids) => startLab(ids),
      prove: (started, options) => proveIn(started, options),
    },
    clock: systemClock,
    schedules: {
      clock: {
        now: () => new Date(),
        wake(ms, ring) {
          const alarm = { ms, ring, canceled: false };
          alarms.push(alarm);
          return () => {
            alarm.canceled = true;
          };
        },
      },
    },
    runs: {} as Runs,
    language: () => 'en',
    emit(event) {
      heard.push(event);
      told?.();
    },
    report: (error) => {
      throw error;
    },
  });
  const next = (): Promise<void> =>
    new Promise((resolve) => {
      told = resolve;
    });
  return { ...lab, alarms, heard, next };
}

test('a server that was forgotten ends after an hour, and it is told', async () => {
  const { handlers, alarms, heard, next, close } = open();
  const all = await handlers['lab.switch']({ server: 'dead', on: true });
  const [server] = all.filter(({ serving }) => serving);
  expect(alarms).toMatchObject([{ ms: 3_600_000 }]);
  const silent = server!.serving!.addresses.find(({ case: id }) => id === 'accept-silent')!.url;
  const told = next();
  alarms[0]!.ring();
  await told;
  expect(heard.at(-1)).toMatchObject({ type: 'lab' });
  expect((await handlers['lab.servers'](null)).every(({ serving }) => !serving)).toBe(true);
  await expect(fetch(silent)).rejects.toThrow();
  await close();
});

test('the end of the program ends them all, and their alarms', async () => {
  const { handlers, alarms, close } = open();
  await handlers['lab.switch']({ server: 'handshake', on: true });
  await handlers['lab.switch']({ server: 'handshake', on: true });
  expect(alarms).toHaveLength(1);
  await close();
  expect(alarms[0]!.canceled).toBe(true);
  expect((await handlers['lab.servers'](null)).every(({ serving }) => !serving)).toBe(true);
});

test('every case that has servers belongs to one of them', () => {
  expect(SERVERS.map(({ name }) => name)).toEqual([...LAB_SERVERS]);
  const served = SERVERS.flatMap(({ ids }) => ids);
  expect(new Set(served).size).toBe(served.length);
  for (const { ids, codes } of SERVERS) expect(ids.length * codes.length).toBeGreaterThan(0);
});
