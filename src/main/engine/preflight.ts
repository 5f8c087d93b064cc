/** What can be said about a task before anything is sent: is it possible at all, and what is needed for it. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';
import { PROTOCOLS, type Protocol } from '../../shared/result.ts';
import { type Task, withoutCredentials } from '../../shared/task.ts';
import { check } from '../classify/facts.ts';
import { pemCertificates } from './certificate/chain.ts';
import { errnoEvidence, StepFailure } from './failure.ts';
import { isExhausted } from './handles.ts';
import { bundledAuthorities } from './trust.ts';

/** Where a hop goes to. */
export interface Target {
  url: URL;
  protocol: Protocol;
  /** Without the brackets of an IPv6 literal. */
  host: string;
  port: number;
}

const DEFAULT_PORT: Record<Protocol, number> = { http: 80, https: 443, ftp: 21, ftps: 990 };

/** The target of a URL. Throws a StepFailure (606, 603). */
export function targetOf(text: string, base?: URL): Target {
  const url = parseUrl(text, base);
  const scheme = url.protocol.slice(0, -1);
  const protocol = PROTOCOLS.find((known) => known === scheme);
  if (!protocol) {
    const detail = `"${scheme}:" is not one of ${PROTOCOLS.join(', ')}`;
    throw new StepFailure(check('SCHEME_UNKNOWN', detail));
  }
  return {
    url,
    protocol,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : DEFAULT_PORT[protocol],
  };
}

function parseUrl(text: string, base?: URL): URL {
  const shown = withoutCredentials(text) || 'empty';
  try {
    const url = new URL(text, base);
    const known = PROTOCOLS.some((protocol) => url.protocol === `${protocol}:`);
    if (known && !url.hostname) throw new Error('no host');
    return url;
  } catch {
    throw new StepFailure(check('URL_INVALID', `not a valid URL: ${shown}`));
  }
}

/** Throws a StepFailure (607) when the task does not allow the protocol. */
export function allowProtocol(target: Target, task: Task): void {
  if (task.protocols.includes(target.protocol)) return;
  const detail = `the task allows ${task.protocols.join(', ')}, the URL wants ${target.protocol}`;
  throw new StepFailure(check('PROTOCOL_OFF', detail));
}

/** What TLS needs, made ready before the clock starts. */
export interface TlsSetup {
  context: SecureContext;
  caPem: string | undefined;
}

/** Throws a StepFailure (646, 657, 652). */
export function tlsSetup(task: Task): TlsSetup {
  try {
    createSecureContext();
  } catch (error) {
    throw new StepFailure(check('TLS_LIBRARY', (error as Error).message));
  }
  const caPem = authoritiesOf(task);
  try {
    const { minVersion, maxVersion } = task.tls;
    return { context: createSecureContext({ ca: caPem, minVersion, maxVersion }), caPem };
  } catch (error) {
    throw new StepFailure(check('CIPHERS', (error as Error).message));
  }
}

/** PEM of the authorities the task wants; undefined: the default ones, with those of this computer. */
function authoritiesOf({ tls }: Task): string | undefined {
  if (tls.caFile !== undefined) return readCaFile(tls.caFile);
  return tls.useSystemCa ? undefined : bundledAuthorities();
}

/** Node takes a file without any certificate in it silently, so it is read and parsed here. */
function readCaFile(file: string): string {
  try {
    const certificates = pemCertificates(readFileSync(file, 'utf8'));
    if (!certificates.length) throw new Error('no PEM certificate in it');
    for (const pem of certificates) new X509Certificate(pem);
    return certificates.join('\n');
  } catch (error) {
    if (isExhausted(error)) throw new StepFailure(errnoEvidence(error));
    throw new StepFailure(check('CA_FILE', `${file}: ${(error as Error).message}`));
  }
}

/**
 * Fields of the task that the engine has no part for yet, as paths. A task that names one is refused, never run without it.
 */
export function unsupportedFields(task: Task): string[] {
  const { request, tls, repeat } = task;
  const asked: Record<string, boolean> = {
    kernel: task.kernel === 'curl',
    'request.method': request.method?.toUpperCase() === 'CONNECT',
    // The body of a request goes by HTTP/1.1 alone.
    'request.httpVersion':
      request.httpVersion === '2' && (task.direction === 'upload' || request.body !== undefined),
    'tls.ciphers': tls.ciphers !== undefined,
    'tls.curves': tls.curves !== undefined,
    'tls.clientCert': tls.clientCert !== undefined,
    'tls.pin': tls.pin !== undefined,
    'tls.fingerprint': tls.fingerprint !== undefined,
    'tls.issuerFile': tls.issuerFile !== undefined,
    'tls.crlFile': tls.crlFile !== undefined,
    'tls.revocation': tls.revocation !== 'off',
    'tls.stapling': tls.stapling !== 'off',
    'tls.minKeyBits': tls.minKeyBits !== undefined,
    'tls.strictShutdown': tls.strictShutdown,
    'tls.engine': tls.engine !== undefined,
    'tls.ignore': tls.ignore.length > 0,
    'repeat.cron': 'cron' in repeat,
  };
  return Object.keys(asked).filter((path) => asked[path]);
}
