/** Step "secure": the TLS handshake over an open connection, and a look at the certificate. */
import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  type DetailedPeerCertificate,
  connect as openTls,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { Evidence, TlsSummary } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { chainSummary, readChain } from '../certificate/chain.ts';
import { type CertificateRules, judge, plainRules } from '../certificate/judge.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type Deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { readDirectly } from '../lane/reads.ts';
import { hiddenAlert, type TlsRecords } from '../tls-records.ts';
import { authoritiesOf } from '../trust.ts';
import type { Wire } from '../wire.ts';
import { firstWord } from './first-word.ts';

export interface SecureOptions {
  wire: Wire;
  records: TlsRecords;
  /** The name the certificate must carry: the host of the URL, without brackets, or the task's own choice. */
  host: string;
  context: SecureContext;
  /** What shall be spoken inside; null: nothing is said about that. */
  alpn?: 'http/1.1' | 'h2' | null;
  /** PEM of the task's own authorities, as they stand in `context` too. */
  caPem: string | undefined;
  /** Default: nothing special is expected, nothing ignored. */
  rules?: CertificateRules;
  /** Shortest Diffie-Hellman group. Default: Node's, 1024. */
  minDhBits?: number;
  /** Of another connection to the same server, to go on with: a certificate that was found good there is not looked at again. */
  session?: Buffer | undefined;
  /** Ask for a stapled OCSP response. */
  staple?: boolean;
  /** Asks on when the chain was judged: was it revoked meanwhile? What it returns is a failure too. */
  checkStatus?: (chain: JudgedChain) => Promise<readonly Evidence[]>;
  /** Takes what was agreed and shown, before it is judged. */
  seen?: (summary: TlsSummary) => void;
  /** Takes what is worth telling and no failure. */
  note?: (fact: Evidence) => void;
  limit: Deadline;
  signal: AbortSignal;
  now: Date;
  clock?: Clock;
}

/** A chain that was judged. */
export interface JudgedChain {
  /** What speaks against it so far. */
  against: readonly Evidence[];
  leaf: X509Certificate;
  /** From the leaf up to and with the trusted authority, as far as it leads. */
  path: readonly X509Certificate[];
  /** The OCSP response (DER) that came with it; null: none came, or none was asked for. */
  stapled: Buffer | null;
}

export interface Secured {
  /** The caller owns it. */
  socket: TLSSocket;
  summary: TlsSummary;
}

const NO_CERTIFICATE = {} as DetailedPeerCertificate;

/** A TLS socket with a certificate found good. Throws a StepFailure (610 to 612, 623 to 625, 631, 634, 638, 647, …). */
export async function secure(options: SecureOptions): Promise<Secured> {
  const { wire, records, host, alpn = null, clock = systemClock } = options;
  const startedAt = clock.now();
  const socket = openTls({
    socket: wire,
    secureContext: options.context,
    servername: isIP(host) ? '' : host,
    ...(alpn && { ALPNProtocols: [alpn] }),
    session: options.session,
    requestOCSP: options.staple ?? false,
    ...(options.minDhBits !== undefined && { minDHSize: options.minDhBits }),
    // We judge the certificate ourselves, all defects of it.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  // Node would have every certificate told in its older form, for a check of names whose outcome we do not use.
  socket.getPeerCertificate = () => NO_CERTIFICATE;
  readDirectly(socket);
  wire.prependListener('end', () => {
    records.endedBare = !hasEnded(socket);
  });
  let stapled: Buffer | null = null;
  socket.on('OCSPResponse', (response: Buffer | null) => {
    stapled = response;
  });
  await within<void>(
    options.limit,
    options.signal,
    (done, fail) => {
      const give = (error?: NodeJS.ErrnoException): void => {
        records.error ??= error ?? null;
        fail(handshakeFailure(error, wire, records));
      };
      socket.once('secureConnect', () => done());
      socket.on('error', give);
      socket.once('close', () => give());
    },
    () => socket.destroy(),
  );
  const handshakeMs = clock.now() - startedAt;
  // HTTP/1.1 is what is spoken where nothing was agreed (RFC 9113 section 3.3).
  if (alpn === 'h2' && socket.alpnProtocol !== 'h2') {
    socket.destroy();
    throw new StepFailure(check('ALPN_REFUSED', 'the server does not agree to h2 (ALPN)'));
  }
  // A session that is gone on with was judged when it began, and shows no certificate again.
  const goesOn = socket.isSessionReused();
  const chain = goesOn ? [] : readChain(socket);
  const summary: TlsSummary = {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    chain: chainSummary(chain),
    asksCertificate: false,
    revocation: null,
  };
  options.seen?.(summary);
  const against = goesOn ? [] : await look(socket, chain, options);
  const refusal = against.length ? null : await firstWord(socket, records, handshakeMs);
  summary.asksCertificate = records.asksCertificate;
  if (refusal) {
    socket.destroy();
    throw handshakeFailure(refusal.error, wire, records);
  }
  const failures = goesOn ? [] : [...against, ...(await askOn(chain, against, stapled, options))];
  if (failures.length) {
    socket.destroy();
    throw new StepFailure(...failures);
  }
  return { socket, summary };
}

/** What speaks against the certificate; nothing: it is good. */
async function look(
  socket: TLSSocket,
  sent: readonly X509Certificate[],
  options: SecureOptions,
): Promise<readonly Evidence[]> {
  const { host, caPem, now, rules = plainRules, note } = options;
  if (!sent.length)
    return [{ source: 'openssl', name: 'NO_PEER_CERTIFICATE', detail: 'the server showed no certificate' }];
  const { failures, notes } = await judge({ sent, verdict: verdictOf(socket), host, caPem, rules, now });
  for (const fact of notes) note?.(fact);
  return failures;
}

async function askOn(
  sent: readonly X509Certificate[],
  against: readonly Evidence[],
  stapled: Buffer | null,
  { caPem, now, checkStatus }: SecureOptions,
): Promise<readonly Evidence[]> {
  const leaf = sent[0];
  if (!leaf || !checkStatus) return [];
  const { followPath } = await import('../certificate/path.ts');
  const path = followPath(sent, authoritiesOf(caPem), now).certificates;
  return checkStatus({ against, leaf, path, stapled });
}

/**
 * What the library's verification of the chain said. `authorizationError` is only a code, and one of them, UNSPECIFIED, stands
 * for several findings; the sentence behind it is to be had from the handle alone.
 */
function verdictOf(socket: TLSSocket): Evidence | null {
  const handle = (socket as unknown as { _handle?: { verifyError?: () => NodeJS.ErrnoException | null } })
    ._handle;
  const error = handle?.verifyError?.();
  if (error) return { source: 'openssl', name: error.code ?? 'UNSPECIFIED', detail: error.message };
  const code = socket.authorizationError as unknown as string | null;
  return code && code !== 'ERR_TLS_CERT_ALTNAME_INVALID'
    ? { source: 'openssl', name: String(code), detail: String(code) }
    : null;
}

/** The end has come in, even if the data before it has not been read yet; no public property says that. */
function hasEnded(socket: TLSSocket): boolean {
  return (socket as unknown as { _readableState: { ended: boolean } })._readableState.ended;
}

function handshakeFailure(
  error: NodeJS.ErrnoException | undefined,
  wire: Wire,
  records: TlsRecords,
): StepFailure {
  const seen = records.evidence();
  const evidence: Evidence[] = [
    ...opensslEvidence(error),
    ...records.hello(),
    ...seen,
    ...hiddenAlert(error, seen),
    ...wire.evidence(),
  ];
  if (!evidence.length) {
    const detail = `the connection was closed during the handshake${error ? `: ${error.message}` : ''}`;
    evidence.push({ source: 'os', name: 'FIN', detail });
  }
  return new StepFailure(...evidence);
}

/** A TLS library's error by its reason; Node's own word for "the connection is gone" is the wire's to explain. */
export function opensslEvidence(error: NodeJS.ErrnoException | undefined | null): Evidence[] {
  if (!error?.code || !/^ERR_(SSL|OSSL|TLS|CRYPTO)/.test(error.code)) return [];
  const { reason, library } = error as NodeJS.ErrnoException & { reason?: string; library?: string };
  const detail = [library, reason ?? error.message].filter(Boolean).join(': ');
  return [{ source: 'openssl', name: error.code, detail }];
}
