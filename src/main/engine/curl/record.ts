/** What a run of curl has shown besides its answer, written down for the result. */
import { X509Certificate } from 'node:crypto';
import type { Attempt } from '../attempt.ts';
import { chainSummary } from '../certificate/chain.ts';
import type { CurlRun } from './run.ts';
import type { Way } from './way.ts';

/** Where it went. */
export function recordAddress(attempt: Attempt, { trace }: CurlRun, { place, proxy }: Way): void {
  if (trace.marks.connected === undefined) return;
  const known = attempt.proxy?.resolvedBy === 'proxy' ? null : place;
  attempt.remoteAddress = known?.address ?? proxy?.address ?? null;
  attempt.remotePort = known?.port ?? proxy?.chosen.port ?? null;
}

/** What TLS agreed on with the server. */
export function recordTls(attempt: Attempt, { trace }: CurlRun, { secures, securesProxy }: Way): void {
  if (!secures || !trace.tls || trace.tls.count <= (securesProxy ? 1 : 0)) return;
  const { version, cipher } = trace.tls;
  const chain = (trace.report?.certificates ?? []).map((pem) => new X509Certificate(pem));
  // curl does not say what it was asked for.
  attempt.tls = { version, cipher, chain: chainSummary(chain), asksCertificate: false, revocation: null };
}
