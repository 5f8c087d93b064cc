/** The verdict, situation by situation: what the steps have seen, and the one place and cause it comes to. */
import { describe, expect, test } from 'vitest';
import { findingOf } from '../../../src/main/diagnose/findings.ts';
import { verdictOf } from '../../../src/main/diagnose/verdict.ts';
import {
  type Cause,
  type Connection,
  type ConnectionOutcome,
  DIAGNOSIS_STEPS,
  type DnsFacts,
  type DnsOutcome,
  type Place,
  type Seen,
} from '../../../src/shared/diagnosis.ts';
import { sayNote, sayVerdict } from '../../../src/shared/diagnosis-text.ts';
import { type Evidence, emptyTimings, type Phase, type TransferResult } from '../../../src/shared/result.ts';
import { causeTexts } from '../../../src/shared/texts/diagnose.ts';
import { LANGUAGES } from '../../../src/shared/texts/text.ts';
import type { TlsExamination } from '../../../src/shared/tls-examination.ts';
import { failedResult, sampleResult } from '../../support/sample-result.ts';

const V4 = '198.51.100.7';
const V6 = '2001:db8::7';

const os = (name: string): Evidence => ({ source: 'os', name, detail: name });
const check = (name: string): Evidence => ({ source: 'check', name, detail: name });
const dns = (outcome: DnsOutcome, addresses = [V4], change: Partial<DnsFacts> = {}): DnsFacts => ({
  host: 'files.test',
  servers: ['192.0.2.53'],
  ofTask: false,
  outcome,
  addresses: outcome === 'addresses' ? addresses : [],
  ...change,
});
const second = (outcome: DnsOutcome, addresses = [V4]): DnsFacts =>
  dns(outcome, addresses, { servers: ['203.0.113.53'] });
const tried = (...outcomes: ConnectionOutcome[]): Connection[] =>
  outcomes.map((outcome, index) => ({ address: `198.51.100.${index + 7}`, port: 443, outcome, ms: 12 }));
const tried6 = (...outcomes: ConnectionOutcome[]): Connection[] =>
  tried(...outcomes).map((one, index) => ({ ...one, address: `2001:db8::${index + 7}` }));

const ok = (change: Partial<TransferResult> = {}): TransferResult => sampleResult('1', change);
const curlOk = (change: Partial<TransferResult> = {}): TransferResult =>
  sampleResult('2', { kernel: 'curl', ...change });
const fails = (
  code: number,
  phase: Phase,
  evidence: Evidence[] = [],
  change: Partial<TransferResult> = {},
): TransferResult =>
  failedResult('1', code, {
    phase,
    evidence,
    tls: null,
    httpStatus: code < 600 ? code : null,
    ...change,
  });
const examined = (result: TransferResult): TlsExamination => ({
  result,
  versions: [],
  clientCertificate: 'none',
});

const online: Seen = {
  computer: { families: [4, 6], ways: [4, 6], own: false },
  proxy: { url: null, from: null, unusable: false },
  hosts: { host: 'files.test', addresses: [] },
};
const named: Seen = { ...online, dns: dns('addresses'), secondDns: second('addresses') };
const open: Seen = { ...named, ipv4: tried('open') };
const good: Seen = { ...open, tls: examined(ok()), transfer: ok(), curl: curlOk() };
const noName = fails(600, 'resolve', [{ source: 'dns', name: 'ENOTFOUND', detail: '' }]);
const dnsLate = fails(722, 'resolve', [check('DNS_LIMIT')]);
const silentWay = fails(601, 'connect', [check('CONNECT_TIMEOUT')]);
const refusal = fails(601, 'connect', [os('ECONNREFUSED')]);
const proxied: Seen['proxy'] = { url: 'http://proxy.test:3128', from: 'task', unusable: false };
const expired = fails(610, 'secure', [{ source: 'openssl', name: 'CERT_HAS_EXPIRED', detail: '' }]);
const there = '2024-01-01T00:00:00.000+00:00';
const here = '2026-11-24T00:00:00.000+00:00';

type Situation = [title: string, seen: Seen, place: Place, cause: Cause];

const SITUATIONS: readonly Situation[] = [
  ['all is well', good, 'none', 'fine'],
  ['only curl can do the task', { ...good, transfer: undefined }, 'none', 'fine'],
  ['no curl here', { ...good, curl: undefined }, 'none', 'fine'],
  [
    'an internal name that the other DNS does not know',
    { ...good, secondDns: second('noName') },
    'none',
    'fine',
  ],
  [
    'offline, and the target is this computer',
    { ...good, computer: { families: [], ways: [], own: true } },
    'none',
    'fine',
  ],
  [
    'no IPv6 on this computer',
    { ...good, computer: { families: [4], ways: [4], own: false } },
    'none',
    'fine',
  ],
  [
    'TLS is inspected, and it works',
    { ...good, tls: examined(ok({ evidence: [check('TLS_INSPECTED')] })) },
    'none',
    'fine',
  ],

  [
    'no interface has an address',
    { ...online, computer: { families: [], ways: [], own: false }, dns: dns('silent'), transfer: dnsLate },
    'computer',
    'noNetwork',
  ],
  [
    'no default route',
    { ...online, computer: { families: [4], ways: [], own: false }, dns: dns('silent'), transfer: dnsLate },
    'computer',
    'noRoute',
  ],
  [
    'the proxy setting of the system is broken',
    {
      ...online,
      proxy: { url: null, from: 'system', unusable: true },
      transfer: fails(721, 'proxy', [check('PROXY_UNKNOWN')]),
    },
    'computer',
    'proxySetting',
  ],
  [
    'the system forbids the connection',
    { ...named, ipv4: tried('local'), transfer: fails(721, 'connect', [os('EACCES')]) },
    'computer',
    'localFirewall',
  ],
  [
    'this program alone does not get out',
    { ...named, ipv4: tried('silent'), transfer: silentWay, curl: curlOk() },
    'computer',
    'localFirewall',
  ],
  ['no such engine', { transfer: fails(649, 'preflight', [], { side: 'probe' }) }, 'computer', 'localSetup'],
  [
    'an old entry in the hosts file',
    {
      ...open,
      hosts: { host: 'files.test', addresses: ['192.0.2.99'] },
      ipv4: tried('silent'),
      transfer: silentWay,
    },
    'computer',
    'hostsFile',
  ],
  [
    'the clock is years behind',
    { ...open, tls: examined(expired), transfer: expired, clock: { here, there, validThere: true } },
    'computer',
    'clockWrong',
  ],
  [
    'curl trusts the server, we do not',
    { ...open, tls: examined(fails(623, 'secure')), transfer: fails(623, 'secure'), curl: curlOk() },
    'computer',
    'trustDiffers',
  ],
  [
    'we trust the server, curl does not',
    { ...good, curl: fails(623, 'secure', [], { kernel: 'curl' }) },
    'computer',
    'curlTrust',
  ],

  [
    'DNS is down here, the other answers',
    { ...online, dns: dns('silent'), secondDns: second('addresses'), transfer: dnsLate },
    'network',
    'dnsDown',
  ],
  [
    'DNS refuses here, the other answers',
    { ...online, dns: dns('refused'), secondDns: second('addresses'), transfer: fails(600, 'resolve') },
    'network',
    'dnsDown',
  ],
  [
    'no DNS answers at all',
    { ...online, dns: dns('silent'), secondDns: second('silent'), transfer: dnsLate },
    'network',
    'dnsSilent',
  ],
  [
    'DNS is down here, and no other is asked',
    { ...online, dns: dns('silent'), transfer: dnsLate },
    'network',
    'dnsSilent',
  ],
  [
    'the name is hidden here',
    { ...online, dns: dns('noName'), secondDns: second('addresses'), transfer: noName },
    'network',
    'dnsFilters',
  ],
  [
    'the name leads into this network',
    {
      ...open,
      dns: dns('addresses', ['10.0.0.1']),
      tls: examined(fails(624, 'secure')),
      transfer: fails(624, 'secure'),
    },
    'network',
    'dnsRedirects',
  ],
  [
    'a sign-in page by redirect',
    {
      ...open,
      transfer: ok({
        protocol: 'http',
        remoteAddress: '10.0.0.1',
        redirects: [
          { from: 'http://files.test/a', to: 'http://login.test/', status: 302, timings: emptyTimings() },
        ],
      }),
    },
    'network',
    'captivePortal',
  ],
  [
    'HTTP 511',
    { ...open, transfer: fails(511, 'response', [], { httpStatus: 511 }) },
    'network',
    'captivePortal',
  ],
  [
    "an interceptor's certificate",
    {
      ...open,
      tls: examined(fails(623, 'secure', [check('TLS_INSPECTED')])),
      transfer: fails(623, 'secure', [check('TLS_INSPECTED')]),
    },
    'network',
    'interceptor',
  ],
  [
    'the proxy does not answer',
    {
      ...online,
      proxy: proxied,
      ipv4: tried('silent'),
      transfer: fails(601, 'connect', [check('CONNECT_TIMEOUT'), check('AT_PROXY')]),
    },
    'network',
    'proxyDown',
  ],
  [
    'the proxy refuses the host',
    { ...open, proxy: proxied, transfer: fails(403, 'proxy', [], { httpStatus: 403 }) },
    'network',
    'proxyRefuses',
  ],
  [
    'nothing outside answers',
    { ...named, secondDns: second('silent'), ipv4: tried('silent', 'silent'), transfer: silentWay },
    'network',
    'noWayOut',
  ],
  [
    'it works, DNS is slow',
    { ...good, transfer: ok({ timings: { ...emptyTimings(), dns: 4000, total: 4100 } }) },
    'network',
    'slowDns',
  ],

  [
    'no answer from any address, and the network is good',
    { ...named, ipv4: tried('silent', 'silent'), transfer: silentWay },
    'way',
    'silent',
  ],
  [
    'no answer, and no other DNS was asked',
    { ...named, secondDns: undefined, ipv4: tried('silent'), transfer: silentWay },
    'way',
    'silent',
  ],
  [
    'a router knows no way',
    { ...named, ipv4: tried('unreachable'), transfer: fails(601, 'connect', [os('EHOSTUNREACH')]) },
    'way',
    'unreachable',
  ],
  ['IPv6 alone does not get through', { ...good, ipv6: tried6('silent') }, 'way', 'ipv6Broken'],
  [
    'IPv6 does not get through, and the task wants it',
    { ...open, ipv6: tried6('silent'), transfer: silentWay },
    'way',
    'ipv6Broken',
  ],
  [
    'IPv4 does not get through',
    { ...named, ipv4: tried('silent'), ipv6: tried6('open'), transfer: silentWay },
    'way',
    'ipv4Broken',
  ],
  [
    'the handshake is never answered',
    {
      ...open,
      tls: examined(fails(638, 'secure', [check('TLS_TIMEOUT')])),
      transfer: fails(638, 'secure', [check('TLS_TIMEOUT')]),
    },
    'way',
    'tlsStalls',
  ],
  [
    'reset for us, not for curl',
    { ...open, transfer: fails(609, 'transfer', [os('ECONNRESET')]), curl: curlOk() },
    'way',
    'unsteady',
  ],
  [
    'good for us, reset for curl',
    { ...good, curl: fails(609, 'transfer', [], { kernel: 'curl' }) },
    'way',
    'unsteady',
  ],
  [
    'reset for both',
    {
      ...open,
      transfer: fails(609, 'transfer', [os('ECONNRESET')], { side: 'network' }),
      curl: fails(609, 'transfer'),
    },
    'way',
    'byCode',
  ],
  [
    'the content differs',
    {
      ...open,
      transfer: fails(632, 'verify', [], { md5: 'aa' }),
      curl: fails(632, 'verify', [], { md5: 'bb' }),
    },
    'way',
    'contentAltered',
  ],
  [
    'the data port of FTP is not answered',
    { ...open, transfer: ftpFails('data', [check('CONNECT_TIMEOUT')]) },
    'way',
    'ftpDataBlocked',
  ],
  [
    'it works, and receives slowly',
    { ...good, transfer: ok({ bytes: 60_000, timings: { ...emptyTimings(), receive: 9000, total: 9100 } }) },
    'way',
    'slowWay',
  ],
  [
    'it works, and connects slowly',
    { ...good, transfer: ok({ timings: { ...emptyTimings(), connect: 2500, total: 2600 } }) },
    'way',
    'slowWay',
  ],

  ['refused', { ...named, ipv4: tried('refused'), transfer: refusal }, 'server', 'refused'],
  [
    'refused by one address, no answer from the other',
    { ...named, ipv4: tried('silent', 'refused'), transfer: silentWay },
    'server',
    'refused',
  ],
  [
    'one of two addresses is down',
    { ...named, ipv4: tried('silent', 'open'), transfer: silentWay },
    'server',
    'addressDown',
  ],
  [
    'one of two addresses is down, and another was taken',
    { ...good, ipv4: tried('open', 'refused') },
    'server',
    'addressDown',
  ],
  ['IPv6 alone is refused', { ...good, ipv6: tried6('refused') }, 'server', 'ipv6Broken'],
  [
    'the certificate has expired, the clock is right',
    {
      ...open,
      tls: examined(expired),
      transfer: expired,
      curl: fails(610, 'secure'),
      clock: { here, there: here, validThere: false },
    },
    'server',
    'certificateExpired',
  ],
  [
    'the certificate has expired, and so it has by the time of the server',
    { ...open, tls: examined(expired), transfer: expired, clock: { here, there, validThere: false } },
    'server',
    'certificateExpired',
  ],
  [
    'another name in the certificate',
    { ...open, tls: examined(fails(611, 'secure')), transfer: fails(611, 'secure') },
    'server',
    'certificateName',
  ],
  [
    'an authority that nobody knows',
    {
      ...open,
      tls: examined(fails(623, 'secure')),
      transfer: fails(623, 'secure'),
      curl: fails(623, 'secure'),
    },
    'server',
    'certificateAuthority',
  ],
  ['503', { ...open, transfer: fails(503, 'response'), curl: fails(503, 'response') }, 'server', 'busy'],
  ['500', { ...open, transfer: fails(500, 'response') }, 'server', 'serverError'],
  [
    '403 for us, 200 for curl',
    { ...open, transfer: fails(403, 'response'), curl: curlOk() },
    'server',
    'tellsApart',
  ],
  [
    '200 for us, 403 for curl',
    { ...good, curl: fails(403, 'response', [], { kernel: 'curl' }) },
    'server',
    'tellsApart',
  ],
  [
    'the zone is broken',
    { ...online, dns: dns('failed'), secondDns: second('failed'), transfer: fails(600, 'resolve') },
    'server',
    'zoneBroken',
  ],
  [
    'the data port of FTP is refused',
    { ...open, transfer: ftpFails('data', [os('ECONNREFUSED')]) },
    'server',
    'ftpDataRefused',
  ],
  [
    'no answer to the request',
    { ...open, transfer: fails(613, 'response', [], { side: 'server' }) },
    'server',
    'byCode',
  ],
  [
    'it works, the server takes its time',
    { ...good, transfer: ok({ timings: { ...emptyTimings(), wait: 8000, total: 8100 } }) },
    'server',
    'slowServer',
  ],

  [
    'both say that there is no such name',
    { ...online, dns: dns('noName'), secondDns: second('noName'), transfer: noName },
    'task',
    'nameUnknown',
  ],
  [
    'there is no such name, says the only one',
    { ...online, dns: dns('noName'), transfer: noName },
    'task',
    'nameUnknown',
  ],
  [
    'a name without an address',
    { ...online, dns: dns('noAddress'), secondDns: second('noAddress'), transfer: fails(600, 'resolve') },
    'task',
    'noAddress',
  ],
  [
    'no address of the wanted family',
    { ...open, transfer: fails(600, 'resolve', [{ source: 'dns', name: 'ENODATA', detail: '' }]) },
    'task',
    'noAddress',
  ],
  [
    'the DNS of the task is down',
    {
      ...online,
      dns: dns('silent', [], { ofTask: true }),
      secondDns: second('addresses'),
      transfer: dnsLate,
    },
    'task',
    'dnsOfTask',
  ],
  [
    'an address to go out from that is not here',
    { ...named, ipv4: tried('local'), transfer: fails(721, 'connect', [os('EADDRNOTAVAIL')]) },
    'task',
    'localAddress',
  ],
  [
    'a header that we cannot send, and curl can',
    { ...open, transfer: fails(663, 'request', [check('INTERNAL')], { side: 'probe' }), curl: curlOk() },
    'computer',
    'byCode',
  ],
  [
    'no URL',
    { transfer: fails(606, 'preflight', [check('URL_INVALID')], { side: 'task' }) },
    'task',
    'taskSettings',
  ],
  [
    'the proxy wants a password',
    { ...open, proxy: proxied, transfer: fails(407, 'proxy', [], { httpStatus: 407 }) },
    'task',
    'proxyCredentials',
  ],
  ['404', { ...open, transfer: fails(404, 'response'), curl: fails(404, 'response') }, 'task', 'notFound'],
  ['401', { ...open, transfer: fails(401, 'response') }, 'task', 'credentials'],
  [
    '530 of FTP',
    { ...open, transfer: ftpFails('login', [{ source: 'ftp', name: '530', detail: '' }], 618) },
    'task',
    'credentials',
  ],
  [
    'a client certificate is wanted',
    { ...open, tls: examined(fails(612, 'secure')), transfer: fails(612, 'secure') },
    'task',
    'clientCertificate',
  ],
  [
    'MD5 differs, and both got the same',
    {
      ...open,
      transfer: fails(632, 'verify', [], { md5: 'aa' }),
      curl: fails(632, 'verify', [], { md5: 'aa' }),
    },
    'task',
    'contentStale',
  ],

  ['an upload that was not sent', { ...open, tls: examined(ok()) }, 'none', 'held'],
  [
    'an upload that was not sent, and the certificate is no good',
    { ...open, tls: examined(fails(611, 'secure')) },
    'server',
    'certificateName',
  ],
  [
    'an upload that was not sent, to a closed port',
    { ...named, ipv4: tried('refused') },
    'server',
    'refused',
  ],
  ['the time was over', { ...online }, 'none', 'undecided'],
];

function ftpFails(step: 'data' | 'login', evidence: Evidence[], code = 601): TransferResult {
  return fails(code, step === 'data' ? 'request' : 'login', evidence, {
    protocol: 'ftp',
    ftp: {
      steps: [{ step, state: 'failed', ms: 3, detail: '' }],
      passive: 'EPSV',
      dataAddress: V4,
      dataPort: 20_000,
      sessionReused: null,
      transcript: [],
    },
  });
}

describe('a verdict', () => {
  test.each(SITUATIONS)('%s', (_title, seen, place, cause) => {
    const verdict = verdictOf(seen);
    expect({ place: verdict.place, cause: verdict.cause }).toEqual({ place, cause });
    const transfer = seen.transfer ?? seen.curl;
    expect(verdict.works).toBe(transfer ? transfer.outcome === 'ok' : null);
    // Each reason is what its step shows, and there is one for whatever is said.
    for (const { step, note } of verdict.reasons) expect(findingOf(step, seen)?.note).toEqual(note);
    if (cause !== 'undecided') expect(verdict.reasons.length).toBeGreaterThan(0);
    for (const language of LANGUAGES) {
      const said = sayVerdict(verdict, language);
      expect(JSON.stringify(said)).not.toMatch(/\{\w+\}|undefined|NaN/);
      expect(said.next.length).toBeGreaterThan(0);
    }
  });

  test('every cause has its situation', () => {
    const met = new Set(SITUATIONS.map(([, , , cause]) => cause));
    expect(Object.keys(causeTexts).filter((cause) => !met.has(cause as Cause))).toEqual([]);
  });

  test('the address is the way it is written in the sentence', () => {
    const note = findingOf('ipv6', { ipv6: tried6('refused') })!.note;
    expect(sayNote(note, 'en')).toBe(`${V6} port 443 refuses the connection.`);
    expect(DIAGNOSIS_STEPS.every((step) => findingOf(step, {}) === null)).toBe(true);
  });
});
