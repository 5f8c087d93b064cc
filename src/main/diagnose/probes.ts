/** The questions of a diagnosis that are no transfer: a name at a DNS server, a connection, the time of a server. */
import dns from 'node:dns';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Connection, ConnectionOutcome, DnsFacts, DnsOutcome } from '../../shared/diagnosis.ts';
import type { Evidence } from '../../shared/result.ts';
import { deadline, type Limits, within } from '../engine/deadline.ts';
import { StepFailure } from '../engine/failure.ts';
import { connect } from '../engine/steps/connect.ts';
import { resolve } from '../engine/steps/resolve.ts';
import { CONNECT_MS } from './small-task.ts';

export interface Probed<T> {
  facts: T;
  evidence: Evidence[];
}

const DNS_OUTCOMES: Readonly<Record<string, DnsOutcome>> = {
  ENOTFOUND: 'noName',
  ENODATA: 'noAddress',
  EREFUSED: 'refused',
  ESERVFAIL: 'failed',
  EFORMERR: 'failed',
  EBADRESP: 'failed',
  ENOTIMP: 'failed',
};

export interface DnsQuestion {
  host: string;
  /** Empty: those of this computer. */
  servers: readonly string[];
  ofTask: boolean;
  limitMs: number;
}

/** Both families side by side. Rejects when canceled. */
export async function askDns(
  { host, servers, ofTask, limitMs }: DnsQuestion,
  limits: Limits,
): Promise<Probed<DnsFacts>> {
  const ask = async (family: '4' | '6'): Promise<Evidence[] | string[]> => {
    const limit = deadline('DNS_LIMIT', `no DNS answer for ${host}`, limitMs, limits);
    return resolve(host, { servers, family, limit, signal: limits.signal }).catch(evidenceOf);
  };
  const answers = await Promise.all([ask('4'), ask('6')]);
  const addresses = answers.flat().filter((one): one is string => typeof one === 'string');
  const evidence = answers.flat().filter((one): one is Evidence => typeof one !== 'string');
  const outcomes = evidence.map(({ name }) => DNS_OUTCOMES[name] ?? 'silent');
  const outcome = addresses.length
    ? 'addresses'
    : (outcomes.find((one) => one !== 'noAddress') ?? 'noAddress');
  const shown = servers.length ? [...servers] : dns.getServers();
  // That it has no address of the other family is no finding.
  return {
    facts: { host, servers: shown, ofTask, outcome, addresses },
    evidence: addresses.length ? [] : evidence,
  };
}

const CONNECTION_OUTCOMES: Readonly<Record<string, ConnectionOutcome>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'refused',
  ETIMEDOUT: 'silent',
  CONNECT_TIMEOUT: 'silent',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
};

/** Opens and closes one. Rejects when canceled. */
export async function tryConnection(
  address: string,
  port: number,
  from: string | undefined,
  limits: Limits,
): Promise<Probed<Connection>> {
  const startedAt = limits.clock.now();
  const limit = deadline('CONNECT_TIMEOUT', `no answer from ${address} port ${port}`, CONNECT_MS, limits);
  const attempt = async (): Promise<Evidence[]> => {
    const socket = await connect({ address, port, from, limit, signal: limits.signal });
    socket.destroy();
    return [];
  };
  const evidence = await attempt().catch(evidenceOf);
  const [failure] = evidence;
  const outcome = failure ? (CONNECTION_OUTCOMES[failure.name] ?? 'local') : 'open';
  return { facts: { address, port, outcome, ms: limits.clock.now() - startedAt }, evidence };
}

/**
 * The time of an HTTPS server by its `Date` header; null: it does not say. Asked for the front page, without anything of the task: its
 * certificate is what is in doubt.
 */
export function timeOfServer(
  { host, address, port }: { host: string; address: string; port: number },
  limits: Limits,
): Promise<Date | null> {
  const limit = deadline('RESPONSE_TIMEOUT', 'the server does not say its time', CONNECT_MS, limits);
  const request = https.request({
    host: address,
    port,
    method: 'HEAD',
    path: '/',
    headers: { host: isIP(host) === 6 ? `[${host}]` : host },
    ...(isIP(host) ? {} : { servername: host }),
    rejectUnauthorized: false,
    agent: false,
  });
  return within<Date | null>(
    limit,
    limits.signal,
    (done) => {
      request.on('error', () => done(null));
      request.on('response', (response) => {
        const time = Date.parse(response.headers.date ?? '');
        response.destroy();
        done(Number.isNaN(time) ? null : new Date(time));
      });
      request.end();
    },
    () => request.destroy(),
  ).catch((error: unknown) => {
    if (error instanceof StepFailure) return null;
    throw error;
  });
}

function evidenceOf(error: unknown): Evidence[] {
  if (error instanceof StepFailure) return [...error.evidence];
  throw error;
}
