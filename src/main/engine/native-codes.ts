/** The numbers other tools would have shown for the same failure. */
import { findCode } from '../../shared/codes.ts';
import type { Evidence, NativeCodes } from '../../shared/result.ts';

/** From the table; where a code stands for several native ones, the evidence picks. An HTTP status has none (curl ends with 0). */
export function nativeCodes(code: number, evidence: readonly Evidence[]): NativeCodes {
  const row = findCode(code);
  if (!row) return { curl: 0 };
  const curl = Number(evidence.find((e) => e.source === 'curl')?.name ?? row.native.curl[0]);
  const wininet = row.native.wininet[0];
  return {
    ...(Number.isInteger(curl) && { curl }),
    ...(wininet !== undefined && { wininet }),
  };
}
