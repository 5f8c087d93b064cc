/** Programs of this computer that cases need besides the lab itself. */
import { findCurl } from '../main/engine/curl/find.ts';
import { StepFailure } from '../main/engine/failure.ts';
import type { Fault } from './faults.ts';

/** Variables that say where programs are. */
export type Environment = Parameters<typeof findCurl>[0];

/** Cases whose program is not there, and why. */
export async function missingPrograms(
  faults: readonly Fault[],
  env: Environment,
): Promise<Map<string, string>> {
  const byCurl = faults.filter(({ task }) => task.kernel === 'curl');
  const problem = byCurl.length ? await problemWithCurl(env) : null;
  return new Map(problem === null ? [] : byCurl.map(({ id }) => [id, problem]));
}

async function problemWithCurl(env: Environment): Promise<string | null> {
  try {
    await findCurl(env);
    return null;
  } catch (error) {
    if (error instanceof StepFailure) return error.evidence.map(({ detail }) => detail).join('; ');
    throw error;
  }
}
