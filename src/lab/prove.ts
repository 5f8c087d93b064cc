/** The proof of the classification: one real transfer per case, against the lab's servers, by the real engine. */
import { join } from 'node:path';
import { systemClock } from '../main/engine/clock.ts';
import { transfer } from '../main/engine/transfer.ts';
import type { Evidence, Phase, TransferResult } from '../shared/result.ts';
import { transferElsewhere } from './elsewhere.ts';
import { FAULTS, type Fault } from './faults.ts';
import { startLab } from './lab.ts';
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
  onResult?: (result: TransferResult) => Promise<void>;
  /** Of the results. */
  runId?: string;
  /** Cases at the same time. Most of them wait for a server. */
  concurrency?: number;
  /** Where programs are that cases need. Default: that of this process. */
  env?: Environment;
  /** Cancels what is still running; canceled cases are not ok. */
  signal?: AbortSignal;
}

/** Proofs in the order of FAULTS. */
export async function prove(options: ProveOptions = {}): Promise<Proof[]> {
  const { only, onCase, onResult, concurrency = 8, env = process.env } = options;
  const context = {
    runId: options.runId ?? 'lab',
    signal: options.signal ?? new AbortController().signal,
    clock: systemClock,
    env,
  };
  const faults = FAULTS.filter((fault) => !only || only.includes(fault.code));
  const lab = await startLab(
    faults.map((fault) => fault.id),
    env,
  );
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
        const skipped = lab.skipped.get(fault.id);
        const proof = skipped === undefined ? await proven(fault) : notShown(fault, skipped);
        proofs[index] = proof;
        onCase?.(proof);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  };
  try {
    const byCurl = ([, { task }]: [number, Fault]): boolean => task.kernel === 'curl';
    const all = [...faults.entries()];
    // To start many programs takes a computer's time: not while other cases have short limits.
    await showAll(all.filter((one) => !byCurl(one)));
    await showAll(all.filter(byCurl));
    return proofs;
  } finally {
    await lab.close();
  }
}

function proofOf(fault: Fault, { code, phase, evidence }: TransferResult): Proof {
  const ok = code === fault.code && (fault.phase === undefined || phase === fault.phase);
  return { code: fault.code, case: fault.id, got: code, phase, ok, evidence };
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
