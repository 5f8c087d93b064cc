/** The proof of the classification: one real transfer per case, against the lab's servers, by the real engine. */
import { join } from 'node:path';
import { systemClock } from '../main/engine/clock.ts';
import { transfer } from '../main/engine/transfer.ts';
import { proves } from '../shared/lab.ts';
import type { Evidence, Phase, Progress, TransferResult } from '../shared/result.ts';
import { transferElsewhere } from './elsewhere.ts';
import { FAULTS, type Fault } from './faults.ts';
import { type Lab, startLab } from './lab.ts';
import type { Environment } from './needs.ts';

export interface Proof {
  /** What the case must end with. */
  code: number;
  case: string;
  /** What it did end with; null when canceled. */
  got: number | null;
  phase: Phase;
  /** The code is the one, and the phase too where the case names one. */
  ok: boolean;
  /** Why it could not be shown on this computer. Such a case is neither ok nor wrong. */
  skipped?: string;
  evidence: Evidence[];
}

export interface ProveOptions {
  /** Only cases of these codes. */
  only?: readonly number[];
  /** Called as each case ends; the order is the order of ending. */
  onCase?: (proof: Proof) => void;
  /** The whole result of each case, before `onCase`; awaited. */
  onResult?: (result: TransferResult) => void | Promise<void>;
  onProgress?: (progress: Progress) => void;
  /** Of the results. */
  runId?: string;
  /** Cases at the same time. Most of them wait for a server. */
  concurrency?: number;
  /** Where programs are that cases need. Default: that of this process. */
  env?: Environment;
  /** Cancels what is still running; canceled cases are not ok, and those that had not begun are no proofs. */
  signal?: AbortSignal;
}

/** By a lab of its own. Proofs in the order of FAULTS. */
export async function prove({ only, ...options }: ProveOptions = {}): Promise<Proof[]> {
  const faults = FAULTS.filter((fault) => !only || only.includes(fault.code));
  const lab = await startLab(
    faults.map((fault) => fault.id),
    options.env,
  );
  try {
    return await proveIn(lab, options);
  } finally {
    await lab.close();
  }
}

/** All cases of this lab, one transfer each. */
export async function proveIn(lab: Lab, options: Omit<ProveOptions, 'only'> = {}): Promise<Proof[]> {
  const { onCase, onResult, onProgress, concurrency = 8, env = process.env } = options;
  const context = {
    runId: options.runId ?? 'lab',
    signal: options.signal ?? new AbortController().signal,
    clock: systemClock,
    env,
    onProgress,
  };
  const run = async (id: string): Promise<TransferResult> => {
    const environment = lab.environment(id);
    if (!environment) return transfer(lab.task(id), context);
    const file = join(lab.folder, `${id}.json`);
    const result = await transferElsewhere(lab.task(id), { environment, file, signal: context.signal });
    return { ...result, runId: context.runId };
  };
  const proofs: Proof[] = [];
  const proven = async (fault: Fault): Promise<Proof> => {
    const result = await run(fault.id);
    await onResult?.(result);
    return proofOf(fault, result);
  };
  const showAll = async (cases: [index: number, fault: Fault][]): Promise<void> => {
    const left = cases.values();
    const worker = async (): Promise<void> => {
      for (const [index, fault] of left) {
        if (context.signal.aborted) return;
        const skipped = lab.skipped.get(fault.id);
        const proof = skipped === undefined ? await proven(fault) : notShown(fault, skipped);
        proofs[index] = proof;
        onCase?.(proof);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  };
  const byCurl = ([, { task }]: [number, Fault]): boolean => task.kernel === 'curl';
  const all = [...FAULTS.filter(({ id }) => lab.ids.includes(id)).entries()];
  // To start many programs takes a computer's time: not while other cases have short limits.
  await showAll(all.filter((one) => !byCurl(one)));
  await showAll(all.filter(byCurl));
  // Cases that had not begun when it was canceled leave gaps.
  return proofs.filter(Boolean);
}

function proofOf(fault: Fault, result: TransferResult): Proof {
  const { code, phase, evidence } = result;
  return { code: fault.code, case: fault.id, got: code, phase, ok: proves(fault, result), evidence };
}

function notShown({ id, code, phase = 'preflight' }: Fault, skipped: string): Proof {
  return { code, case: id, got: null, phase, ok: false, skipped, evidence: [] };
}

/** The transfer codes (600 and above) that have cases here and whose cases are all ok, as far as they could be shown. */
export function provenCodes(proofs: readonly Proof[]): number[] {
  const shown = proofs.filter((proof) => proof.skipped === undefined);
  const codes = new Set(shown.filter((proof) => proof.code >= 600).map((proof) => proof.code));
  for (const proof of shown) if (!proof.ok) codes.delete(proof.code);
  return [...codes].sort((a, b) => a - b);
}
