/** Evidence -> code. Pure, first match wins, no I/O. The order is that of CODES.md section 2. */
import { httpStatusRow } from '../../shared/codes/http-status.ts';
import { findCode } from '../../shared/codes.ts';
import type { Evidence, Failure, Phase, Side } from '../../shared/result.ts';
import { certificateCode, isFtp } from './certificate.ts';
import { curlCode, readCurl } from './curl.ts';
import { contentRules, exchangeRules, redirectRules } from './exchange.ts';
import { type Circumstances, type Facts, find, firstMatch } from './facts.ts';
import { ftpCode } from './ftp.ts';
import { connectRules, resolveRules } from './network.ts';
import { preflightRules } from './preflight.ts';
import { atProxy, proxyCode, proxyStatus } from './proxy.ts';
import { clientIdentityRules, handshakeRules } from './tls.ts';

/** The failure that the evidence amounts to. There is always one: what fits nothing is 721, an exception of ours 663. */
export function classify(phase: Phase, evidence: readonly Evidence[], circumstances: Circumstances): Failure {
  const seen: Facts = { ...circumstances, phase, evidence };
  const curl = readCurl(seen);
  const facts = curl?.facts ?? seen;
  // Some servers only say in HTTP that they want another certificate of us.
  const identity = phase === 'verify' ? firstMatch(clientIdentityRules, facts) : undefined;
  if (identity !== undefined) {
    return { code: identity, family: 'transfer', phase: 'response', side: sideOf(identity, facts) };
  }
  const status = phase === 'verify' ? refusedStatus(facts) : undefined;
  if (status !== undefined) {
    return { code: status, family: 'http', phase: 'response', side: httpStatusRow(status).side };
  }
  const answered = proxyStatus(facts);
  if (answered !== undefined) {
    // Credentials are the task's; any other refusal is the proxy's own.
    const side = answered === 407 ? httpStatusRow(answered).side : 'network';
    return { code: answered, family: 'http', phase, side };
  }
  const code = (curl ? curlCode(curl, decide) : decide(facts)) ?? 721;
  // "The server said no" is an answer, whatever was looked at then.
  return { code, family: 'transfer', phase: code === 621 ? 'response' : phase, side: sideOf(code, facts) };
}

/** The phases in which FTP is spoken. */
const IN_SESSION: ReadonlySet<Phase> = new Set(['secure', 'login', 'request', 'response', 'transfer']);

function decide(facts: Facts): number | undefined {
  // The engine itself, ours or curl.
  if (find(facts, 'check', /^(INTERNAL|CURL_\w+)$/)) return 663;
  if (find(facts, 'check', 'SAVE_FAILED')) return 721;
  if (isFtp(facts) && IN_SESSION.has(facts.phase)) {
    const code = ftpCode(facts);
    if (code !== undefined) return code;
  }
  switch (facts.phase) {
    case 'preflight':
      return firstMatch(preflightRules, facts);
    case 'resolve':
      return firstMatch(resolveRules, facts);
    case 'connect':
      return firstMatch(connectRules, facts);
    case 'proxy':
      return proxyCode(facts);
    case 'secure':
      return certificateCode(facts) ?? firstMatch(handshakeRules, facts);
    case 'redirect':
      return firstMatch(redirectRules, facts);
    case 'verify':
      return facts.status !== null && facts.status >= 400 ? 621 : firstMatch(contentRules, facts);
    default:
      return firstMatch(exchangeRules, facts);
  }
}

/** A status of 400 and above is reported as itself; only for an upload it is 621, "the server said no". */
function refusedStatus({ status, direction }: Facts): number | undefined {
  return status !== null && status >= 400 && direction === 'download' ? status : undefined;
}

/** Usually the code says whose side it is on; for a few the evidence says it better. */
function sideOf(code: number, facts: Facts): Side {
  // A wrong name of a proxy is the task's as any name is; trouble of this computer (721) stays where it is.
  if (atProxy(facts) && code !== 600 && code !== 721) return 'network';
  if (code === 601 || code === 605) {
    if (find(facts, 'os', 'ECONNREFUSED')) return 'server';
    if (find(facts, 'dns', 'ENOTFOUND')) return 'server';
    return 'network';
  }
  if (code === 600 && find(facts, 'dns', 'ENOTFOUND')) return 'task';
  return findCode(code)?.side ?? 'probe';
}
