/** The numbers other tools would have shown for the same failure. */
import { findCode } from '../../shared/codes.ts';
import type { Evidence, NativeCodes } from '../../shared/result.ts';

/** What curl makes of a proxy that refuses a tunnel: with an HTTP status, and with SOCKS. */
const CURLE_RECV_ERROR = 56;
const CURLE_PROXY = 97;

/** From the table; where a code stands for several native ones, the evidence picks. An HTTP status has none (curl ends with 0). */
export function nativeCodes(code: number, evidence: readonly Evidence[]): NativeCodes {
  const row = findCode(code);
  const exit = evidence.find((e) => e.source === 'curl')?.name;
  if (!row)
    return { curl: Number(exit ?? (evidence.some((e) => e.name === 'AT_PROXY') ? CURLE_RECV_ERROR : 0)) };
  const socks = evidence.some((e) => e.name.startsWith('SOCKS_')) ? CURLE_PROXY : undefined;
  const curl = Number(exit ?? socks ?? row.native.curl[0]);
  const wininet = row.native.wininet[0];
  return {
    ...(Number.isInteger(curl) && { curl }),
    ...(wininet !== undefined && { wininet }),
  };
}
