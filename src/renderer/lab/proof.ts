/** A proof of the lab's cases, as a pure reducer: from the press of the button to its last tick, and what it comes to. */
import type { ApiError, ApiEvent, Run } from '../../shared/api.ts';
import { CODES } from '../../shared/codes.ts';
import { type LabCase, type LabRun, proves } from '../../shared/lab.ts';
import type { TransferResult } from '../../shared/result.ts';

/** What a case ended with. */
export type Tick = Pick<TransferResult, 'id' | 'code' | 'phase' | 'outcome'>;

export interface Proof {
  stage: 'idle' | 'starting' | 'running' | 'canceling' | 'finished';
  run: Run | null;
  /** Cases of this run. */
  cases: ReadonlySet<string>;
  /** By case; those of earlier runs stay until they are run anew. */
  ticks: ReadonlyMap<string, Tick>;
  /** Cases that cannot be shown on this computer, and why. */
  skipped: ReadonlyMap<string, string>;
  error: ApiError | null;
  /** Events that came before the answer which names the run. */
  early: readonly ApiEvent[];
}

export type ProofAction =
  | { type: 'start' }
  | { type: 'started'; begun: LabRun }
  | { type: 'refused'; error: ApiError }
  | { type: 'cancel' }
  | { type: 'events'; events: readonly ApiEvent[] }
  /** What the host knows of a run that was begun before this page was loaded, or of ours after a broken line. */
  | { type: 'caughtUp'; run: Run; results: readonly TransferResult[] };

export const noProof: Proof = {
  stage: 'idle',
  run: null,
  cases: new Set(),
  ticks: new Map(),
  skipped: new Map(),
  error: null,
  early: [],
};

export function isProving({ stage }: Proof): boolean {
  return stage === 'starting' || stage === 'running' || stage === 'canceling';
}

export function reduceProof(proof: Proof, action: ProofAction): Proof {
  switch (action.type) {
    case 'start':
      return { ...proof, stage: 'starting', run: null, cases: new Set(), error: null, early: [] };
    case 'started': {
      const { run, cases, skipped } = action.begun;
      const ticks = new Map([...proof.ticks].filter(([id]) => !cases.includes(id)));
      const reasons = new Map([...proof.skipped, ...skipped.map((one) => [one.case, one.reason] as const)]);
      const stage = proof.stage === 'canceling' ? 'canceling' : 'running';
      const begun = { ...proof, stage, cases: new Set(cases), ticks, skipped: reasons, early: [] } as const;
      return withEvents(withRun(begun, run), proof.early);
    }
    case 'refused':
      return { ...proof, stage: proof.run ? 'running' : 'idle', error: action.error, early: [] };
    case 'cancel':
      return isProving(proof) ? { ...proof, stage: 'canceling' } : proof;
    case 'events':
      if (proof.run) return withEvents(proof, action.events);
      return isProving(proof) ? { ...proof, early: [...proof.early, ...action.events] } : proof;
    case 'caughtUp': {
      const { run, results } = action;
      if (proof.run ? proof.run.id !== run.id : proof.stage !== 'idle') return proof;
      const ticks = new Map([...proof.ticks, ...results.map((result) => [result.task, result] as const)]);
      return withRun({ ...proof, stage: 'running', cases: new Set(run.tasks), ticks }, run);
    }
  }
}

/** One copy for many events: a thousand results come in half a minute. */
function withEvents(proof: Proof, events: readonly ApiEvent[]): Proof {
  const id = proof.run?.id;
  const run = events.findLast((event) => event.type === 'run' && event.run.id === id);
  const results = events.flatMap((event) =>
    event.type === 'result' && event.result.runId === id ? [event.result] : [],
  );
  if (!proof.run || (!run && !results.length)) return proof;
  const ticks = new Map([...proof.ticks, ...results.map((result) => [result.task, result] as const)]);
  return withRun({ ...proof, ticks }, run?.type === 'run' ? run.run : proof.run);
}

function withRun(proof: Proof, run: Run): Proof {
  return { ...proof, run, stage: run.state === 'running' ? proof.stage : 'finished' };
}

export type CaseState = 'idle' | 'running' | 'proven' | 'differs' | 'skipped';

/** Of one case. A canceled attempt says nothing. */
export function caseState(one: LabCase, { ticks, skipped, cases, stage }: Proof): CaseState {
  if (skipped.has(one.id)) return 'skipped';
  const tick = ticks.get(one.id);
  if (tick && tick.outcome !== 'canceled') return proves(one, tick) ? 'proven' : 'differs';
  return cases.has(one.id) && stage !== 'finished' ? 'running' : 'idle';
}

export interface Standing {
  code: number;
  /** Of those that can be shown, all are ok: `proven`. */
  state: CaseState;
  ok: number;
  differ: number;
  skipped: number;
  /** Cases that can be shown. */
  total: number;
}

export interface Summary {
  /** One for each code that has cases, by number. */
  codes: Standing[];
  ok: number;
  differ: number;
  skipped: number;
  total: number;
  /** Of the 70. */
  proven: number;
}

export function summaryOf(cases: readonly LabCase[], proof: Proof): Summary {
  const standings = new Map<number, Standing & { states: Set<CaseState> }>();
  for (const one of cases) {
    const standing = standings.get(one.code) ?? {
      ...{ code: one.code, state: 'idle' as CaseState, ok: 0, differ: 0, skipped: 0, total: 0 },
      states: new Set<CaseState>(),
    };
    standings.set(one.code, standing);
    const state = caseState(one, proof);
    standing.states.add(state);
    if (state === 'skipped') standing.skipped += 1;
    else standing.total += 1;
    if (state === 'proven') standing.ok += 1;
    if (state === 'differs') standing.differ += 1;
  }
  const codes = [...standings.values()]
    .map(({ states, ...standing }): Standing => ({ ...standing, state: together(states) }))
    .sort((a, b) => a.code - b.code);
  const sum = (of: (standing: Standing) => number): number => codes.reduce((all, one) => all + of(one), 0);
  const proven = new Set(codes.filter(({ state }) => state === 'proven').map(({ code }) => code));
  return {
    codes,
    ok: sum(({ ok }) => ok),
    differ: sum(({ differ }) => differ),
    skipped: sum(({ skipped }) => skipped),
    total: sum(({ total }) => total),
    proven: CODES.filter(({ code }) => proven.has(code)).length,
  };
}

/** One that differs counts for more than all that do not; what cannot be shown counts only where nothing else is. */
function together(states: ReadonlySet<CaseState>): CaseState {
  const order: CaseState[] = ['differs', 'running', 'idle', 'proven', 'skipped'];
  return order.find((state) => states.has(state)) ?? 'idle';
}
