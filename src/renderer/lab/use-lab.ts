/** The lab as screens see it. Apart from its provider, which shows results, and results know the lab. */
import { createContext, use } from 'react';
import type { Proof } from './proof.ts';

export interface LabActions {
  /** All cases, or those of these codes. */
  prove(codes?: number[]): void;
  cancel(): void;
  /** Runs the case and opens its result. */
  showMe(id: string): void;
  /** Opens a result that is stored. */
  openResult(id: string): void;
  /** The case that is being shown. */
  showing: string | null;
}

/** Apart from each other: ticks come many times a second, and not everyone who shows a case wants to hear them. */
export const LabActionsContext = createContext<LabActions | null>(null);
export const ProofContext = createContext<Proof | null>(null);

export function useLab(): LabActions {
  const value = use(LabActionsContext);
  if (!value) throw new Error('useLab outside of LabProvider');
  return value;
}

export function useProof(): Proof {
  const value = use(ProofContext);
  if (!value) throw new Error('useProof outside of LabProvider');
  return value;
}
