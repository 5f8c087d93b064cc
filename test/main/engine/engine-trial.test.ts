/** OpenSSL engines are tried in processes of their own. The engines themselves are cases of the lab. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildEngine, type EngineName } from '../../../src/lab/engines.ts';
import { tryEngine } from '../../../src/main/engine/engine-trial.ts';
import { runTask } from '../../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'catprobe-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: EngineName): string => join(folder, `${name}.so`);
const problem = await buildEngine('good', file('good'));
const never = new AbortController().signal;

test('an unknown engine is refused before anything is sent, and the evidence names the field', async () => {
  const result = await runTask({ url: 'https://127.0.0.1:9/', tls: { engine: 'no-such-engine' } });
  expect(result).toMatchObject({ code: 649, phase: 'preflight', side: 'probe', remoteAddress: null });
  expect(result.evidence).toEqual([
    {
      source: 'check',
      name: 'ENGINE_UNKNOWN',
      detail: expect.stringContaining('tls.engine no-such-engine: '),
    },
  ]);
});

test('the engine comes before the files of the task', async () => {
  const tls = { engine: 'no-such-engine', caFile: '/nowhere', crlFile: '/nowhere' };
  expect(await runTask({ url: 'https://127.0.0.1:9/', tls })).toMatchObject({ code: 649 });
});

test('a canceled trial ends its process', async () => {
  const cancel = new AbortController();
  const trial = tryEngine('no-such-engine', cancel.signal);
  cancel.abort();
  await expect(trial).rejects.toBe(cancel.signal.reason);
  await expect(tryEngine('no-such-engine', AbortSignal.abort())).rejects.toThrow(/abort/i);
});

describe.skipIf(problem !== null)(`built engines${problem ? `: ${problem}` : ''}`, () => {
  test('a good one is a note in the evidence, and this process is not changed', async () => {
    expect(await tryEngine(file('good'), never)).toMatchObject({ name: 'ENGINE_TRIED' });
    // Loaded here it could not be loaded once more.
    expect(await tryEngine(file('good'), never)).toMatchObject({ name: 'ENGINE_TRIED' });
  });

  test.each<[EngineName, string]>([
    ['noStart', 'ENGINE_INIT'],
    ['aborts', 'ENGINE_INIT'],
    ['noDefault', 'ENGINE_DEFAULT'],
  ])('%s: %s', async (name, check) => {
    expect(await buildEngine(name, file(name))).toBeNull();
    await expect(tryEngine(file(name), never)).rejects.toThrow(`${check}: tls.engine ${file(name)}: `);
  });

  test('where nothing can be built, the reason is told', async () => {
    expect(await buildEngine('good', join(folder, 'missing', 'good.so'))).toMatch(
      /cannot build|no C compiler/,
    );
  });
});
