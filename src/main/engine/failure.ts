/** How a step says that it cannot go on: with evidence. Inside the engine only; at its edge there is data. */
import type { Evidence, Phase } from '../../shared/result.ts';
import type { Circumstances } from '../classify/facts.ts';

export class StepFailure extends Error {
  readonly evidence: readonly Evidence[];
  /** Where it was seen, when that was one of several connections: it is judged by what that one saw. */
  place: { phase: Phase; circumstances: Circumstances } | null = null;

  constructor(...evidence: Evidence[]) {
    super(evidence.map((e) => `${e.name}: ${e.detail}`).join('; '));
    this.name = 'StepFailure';
    this.evidence = evidence;
  }
}

/** An errno as evidence: `connect ECONNREFUSED 127.0.0.1:80`. */
export function errnoEvidence(error: NodeJS.ErrnoException, detail?: string): Evidence {
  return {
    source: 'os',
    name: error.code ?? error.name,
    detail: detail ?? [error.syscall, error.message].filter(Boolean).join(': '),
  };
}
