/** The verdict: where the fault is, out of what the steps have seen. Pure. */
import type { DiagnosisStepName, DiagnosisVerdict, Place, Seen } from '../../shared/diagnosis.ts';
import type { Side } from '../../shared/result.ts';
import { findingOf } from './findings.ts';
import { CONNECT, type Rule, rulesOfFailure, rulesOfSuccess } from './rules.ts';
import { Sight } from './sight.ts';

const PLACE_OF_SIDE: Record<Side, Place> = {
  none: 'none',
  probe: 'computer',
  network: 'way',
  server: 'server',
  task: 'task',
};

const ALL: readonly DiagnosisStepName[] = ['dns', ...CONNECT, 'tls', 'transfer', 'curl', 'ftp'];

export function verdictOf(seen: Seen): DiagnosisVerdict {
  const s = new Sight(seen);
  const rules = s.works ? rulesOfSuccess : rulesOfFailure;
  const { cause, place, shows } = rules.find(({ when }) => when(s)) ?? otherwise(s);
  return {
    place,
    cause,
    works: s.works,
    reasons: shows.flatMap((step) => {
      const note = findingOf(step, seen)?.note;
      return note ? [{ step, note }] : [];
    }),
    code: s.code,
    family: s.failure?.family ?? null,
  };
}

function otherwise(s: Sight): Omit<Rule, 'when'> {
  if (s.failure) return { cause: 'byCode', place: PLACE_OF_SIDE[s.failure.side], shows: ALL };
  if (s.works) return { cause: 'fine', place: 'none', shows: ALL };
  const reached = s.opens();
  return { cause: reached ? 'held' : 'undecided', place: 'none', shows: ALL };
}
