/** Small OpenSSL engines, built on the spot from the text below: a good one, and some that fail at one step each. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { HAS_ENGINES } from '../main/engine/engine-trial.ts';
import type { Fault } from './faults/fault.ts';

/**
 * `noStart`: its device is not there. `noDefault`: the device is taken away when somebody asks what it can do, which is what
 * happens when it becomes the default. `aborts`: it ends the process that starts it.
 */
export const ENGINES = ['good', 'noStart', 'noDefault', 'aborts'] as const;
export type EngineName = (typeof ENGINES)[number];

const SOURCE = `
#include <openssl/engine.h>
#include <openssl/objects.h>
#include <stdlib.h>

enum { GOOD, NO_START, NO_DEFAULT, ABORTS };

static int device_taken;
static int digests[] = { NID_sha256 };

static int start(ENGINE *engine) {
  if (KIND == ABORTS) abort();
  return KIND != NO_START && !device_taken;
}

/* Called without a digest it is to say which ones there are. */
static int offer(ENGINE *engine, const EVP_MD **digest, const int **ids, int id) {
  if (digest) return 0;
  *ids = digests;
  device_taken = 1;
  return 1;
}

static int bind(ENGINE *engine, const char *id) {
  if (KIND == NO_DEFAULT && !ENGINE_set_digests(engine, offer)) return 0;
  return ENGINE_set_id(engine, "catprobe-lab") && ENGINE_set_name(engine, "engine of the lab")
    && ENGINE_set_init_function(engine, start);
}

IMPLEMENT_DYNAMIC_BIND_FN(bind)
IMPLEMENT_DYNAMIC_CHECK_FN()
`;

/** Builds those that the cases name, as `{folder}/NAME.so`. The cases that cannot be shown here, and why. */
export async function buildEngines(folder: string, faults: readonly Fault[]): Promise<Map<string, string>> {
  const skipped = new Map<string, string>();
  await Promise.all(
    ENGINES.map(async (name) => {
      const named = faults.filter(({ task }) => task.tls?.engine === `{folder}/${name}.so`);
      const problem = named.length ? await buildEngine(name, join(folder, `${name}.so`)) : null;
      if (problem !== null) for (const { id } of named) skipped.set(id, problem);
    }),
  );
  return skipped;
}

/** Builds it as that file. The reason why that cannot be done here, or null. What it calls in OpenSSL is in the program that loads it. */
export async function buildEngine(name: EngineName, file: string): Promise<string | null> {
  if (!HAS_ENGINES) return 'the TLS library of this program (BoringSSL) has no engines';
  const own = join(dirname(process.execPath), '..', 'include', 'node');
  const options = ['-w', '-shared', '-fPIC', `-DKIND=${ENGINES.indexOf(name)}`, '-x', 'c', '-o', file, '-'];
  // The headers that came with this Node, or those of the system.
  const headers = existsSync(join(own, 'openssl', 'engine.h')) ? [`-I${own}`] : [];
  try {
    const compiling = promisify(execFile)('cc', [...headers, ...options]);
    compiling.child.stdin?.on('error', () => {});
    compiling.child.stdin?.end(SOURCE);
    await compiling;
    return null;
  } catch (error) {
    const { code, stderr = '' } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') return 'there is no C compiler (cc)';
    const [first = String(error)] = stderr.split('\n').filter((line) => /error/i.test(line));
    return `the C compiler cannot build an OpenSSL engine here: ${first}`;
  }
}
