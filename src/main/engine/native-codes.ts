/** The numbers other tools would have shown for the same failure. */
import { findCode } from '../../shared/codes.ts';
import type { Evidence, NativeCodes } from '../../shared/result.ts';

/** From the table; where a code stands for several native ones, the evidence picks. An HTTP status has none (curl ends with 0). */
export function nativeCodes(code: number, evidence: readonly Evidence[]): NativeCodes {
  const row = findCode(code);
  // curl reports an HTTP status as a success, except where a proxy refuses the tunnel with it.
  if (!row) return { curl: evidence.some((e) => e.name === 'AT_PROXY') ? 56 : 0 };
  const curl = Number(evidence.find((e) => e.source === 'curl')?.name ?? row.native.curl[0]);
  const wininet = row.native.wininet[0];
  return {
    ...(Number.isInteger(curl) && { curl }),
    ...(wininet !== undefined && { wininet }),
  };
}
