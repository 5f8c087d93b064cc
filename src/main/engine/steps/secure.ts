/** Step "secure": the TLS handshake over an open connection, and a look at the certificate. */
import { isIP } from 'node:net';
import { connect as openTls, type SecureContext, type TLSSocket } from 'node:tls';
import type { Evidence, TlsSummary } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { type Deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import type { TlsRecords } from '../tls-records.ts';
import type { Wire } from '../wire.ts';
import { certificateDefects, chainSummary, readChain } from './certificate.ts';

export interface SecureOptions {
  wire: Wire;
  records: TlsRecords;
  /** The name the certificate must carry: the host of the URL, without brackets, or the task's own choice. */
  host: string;
  context: SecureContext;
  /** What shall be spoken inside; null: nothing is said about that. */
  alpn: 'http/1.1' | 'h2' | null;
  /** The session to go on with, where the server is ready to. */
  session?: Buffer | undefined;
  /** PEM of the task's own authorities, as they stand in `context` too. */
  caPem: string | undefined;
  limit: Deadline;
  signal: AbortSignal;
  now: Date;
}

export interface Secured {
  /** The caller owns it. */
  socket: TLSSocket;
  summary: TlsSummary;
}

/** A TLS socket with a certificate found good. Throws a StepFailure (610 to 612, 623 to 625, 631, 634, 638, 647, …). */
export async function secure(options: SecureOptions): Promise<Secured> {
  const { wire, records, host } = options;
  const socket = openTls({
    socket: wire,
    secureContext: options.context,
    servername: isIP(host) ? '' : host,
    ...(options.alpn && { ALPNProtocols: [options.alpn] }),
    ...(options.session && { session: options.session }),
    // We judge the certificate ourselves, all defects of it.
    rejectUnauthorized: false,
  });
  wire.prependListener('end', () => {
    records.endedBare = !hasEnded(socket);
  });
  await within<void>(
    options.limit,
    options.signal,
    (done, fail) => {
      const give = (error?: NodeJS.ErrnoException): void => fail(handshakeFailure(error, wire, records));
      socket.once('secureConnect', () => done());
      socket.on('error', give);
      socket.once('close', () => give());
    },
    () => socket.destroy(),
  );
  // HTTP/1.1 is what is spoken where nothing was agreed (RFC 9113 section 3.3).
  if (options.alpn === 'h2' && socket.alpnProtocol !== 'h2') {
    socket.destroy();
    throw new StepFailure(check('ALPN_REFUSED', 'the server does not agree to h2 (ALPN)'));
  }
  // A session that is gone on with was judged when it began, and shows no certificate again.
  const resumed = options.session !== undefined && socket.isSessionReused();
  const chain = resumed ? [] : readChain(socket);
  const defects = resumed
    ? []
    : certificateDefects({ socket, chain, host, caPem: options.caPem, now: options.now });
  if (defects.length) {
    socket.destroy();
    throw new StepFailure(...defects);
  }
  return {
    socket,
    summary: {
      version: socket.getProtocol() ?? '',
      cipher: socket.getCipher().standardName,
      chain: chainSummary(chain),
    },
  };
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
  const evidence: Evidence[] = [...opensslEvidence(error), ...records.evidence(), ...wire.evidence()];
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
