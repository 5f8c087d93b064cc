/**
 * The rules of the verdict, as tables that are tried in order: what stands nearer to this computer, and what only a comparison can show,
 * comes before what the code of the failure says by itself.
 */
import type { Cause, DiagnosisStepName, Place } from '../../shared/diagnosis.ts';
import { findingOf } from './findings.ts';
import type { Sight } from './sight.ts';
import { slowPart } from './slow.ts';

export interface Rule {
  cause: Cause;
  place: Place;
  /** The steps that show it, in the order of the argument. */
  shows: readonly DiagnosisStepName[];
  when: (s: Sight) => boolean;
}

export const CONNECT = ['ipv4', 'ipv6'] as const;
const BAD_REQUEST_CODES = [400, 405, 406, 408, 409, 411, 412, 413, 414, 415, 416, 417, 422, 426, 428, 431];

/** Before the way there is looked at: this computer, its proxy, the name. */
const nearRules: readonly Rule[] = [
  {
    cause: 'proxySetting',
    place: 'computer',
    shows: ['proxy', 'transfer'],
    when: (s) => s.seen.proxy?.unusable === true,
  },
  {
    cause: 'taskSettings',
    place: 'task',
    shows: ['transfer'],
    when: (s) => s.failedIn('preflight') && s.failure?.side !== 'probe',
  },
  { cause: 'localSetup', place: 'computer', shows: ['transfer'], when: (s) => s.failedIn('preflight') },
  {
    cause: 'noNetwork',
    place: 'computer',
    shows: ['computer', 'dns', ...CONNECT],
    when: (s) => {
      const { computer } = s.seen;
      return computer !== undefined && !computer.own && !computer.families.length && !s.opens();
    },
  },
  {
    cause: 'noRoute',
    place: 'computer',
    shows: ['computer', 'dns', ...CONNECT],
    when: (s) => {
      const { computer } = s.seen;
      if (!computer || computer.own || computer.ways.length > 0 || s.opens()) return false;
      return s.failedIn('resolve', 'connect', 'proxy') || s.noneOpens();
    },
  },

  {
    cause: 'proxyCredentials',
    place: 'task',
    shows: ['proxy', 'transfer'],
    when: (s) => s.viaProxy && s.codeIs(407),
  },
  {
    cause: 'proxyDown',
    place: 'network',
    shows: ['proxy', 'dns', ...CONNECT, 'transfer'],
    when: (s) => s.viaProxy && (s.hasEvidence('AT_PROXY') || s.noneOpens()) && s.failure?.httpStatus == null,
  },
  {
    cause: 'proxyRefuses',
    place: 'network',
    shows: ['proxy', ...CONNECT, 'transfer'],
    when: (s) => s.viaProxy && s.failedIn('proxy'),
  },
];

const unresolved = (s: Sight): boolean =>
  !s.hostsEntry && s.works !== true && s.seen.dns !== undefined && !s.dnsIs('addresses');
const dnsDead = (s: Sight): boolean => unresolved(s) && s.dnsIs('silent', 'refused', 'failed');
const BOTH_DNS = ['dns', 'secondDns'] as const;

const nameRules: readonly Rule[] = [
  {
    cause: 'dnsOfTask',
    place: 'task',
    shows: BOTH_DNS,
    when: (s) => dnsDead(s) && s.seen.dns?.ofTask === true && !s.secondDnsIs('failed'),
  },
  {
    cause: 'zoneBroken',
    place: 'server',
    shows: BOTH_DNS,
    when: (s) => dnsDead(s) && s.secondDnsIs('failed'),
  },
  { cause: 'dnsDown', place: 'network', shows: BOTH_DNS, when: (s) => dnsDead(s) && s.getsOut },
  { cause: 'zoneBroken', place: 'server', shows: BOTH_DNS, when: (s) => unresolved(s) && s.dnsIs('failed') },
  { cause: 'dnsSilent', place: 'network', shows: ['computer', ...BOTH_DNS], when: dnsDead },
  {
    cause: 'dnsFilters',
    place: 'network',
    shows: BOTH_DNS,
    when: (s) => unresolved(s) && s.secondDnsIs('addresses'),
  },
  { cause: 'nameUnknown', place: 'task', shows: BOTH_DNS, when: (s) => unresolved(s) && s.dnsIs('noName') },
  {
    cause: 'noAddress',
    place: 'task',
    shows: [...BOTH_DNS, 'transfer'],
    when: (s) => unresolved(s) || (s.failedIn('resolve') && s.dnsIs('addresses') && s.hasEvidence('ENODATA')),
  },
];

/** What another machine than the server has answered. */
const impostorRules: readonly Rule[] = [
  { cause: 'captivePortal', place: 'network', shows: ['dns', 'transfer'], when: (s) => s.ledToPortal },
  {
    cause: 'dnsRedirects',
    place: 'network',
    shows: [...BOTH_DNS, ...CONNECT, 'tls', 'transfer'],
    when: (s) => s.failure !== null && s.dnsLeadsInside,
  },
  {
    cause: 'interceptor',
    place: 'network',
    shows: ['tls', 'transfer'],
    when: (s) => s.failedIn('secure', 'proxy') && s.hasEvidence('TLS_INSPECTED'),
  },
];

const unconnected = (s: Sight): boolean =>
  s.failedIn('connect') || (s.failure === null && s.works === null && s.noneOpens());
const WAY = ['dns', 'secondDns', ...CONNECT, 'transfer'] as const;

const connectRules: readonly Rule[] = [
  {
    cause: 'localAddress',
    place: 'task',
    shows: [...CONNECT, 'transfer'],
    when: (s) => s.failedIn('connect') && s.hasEvidence('EADDRNOTAVAIL'),
  },
  {
    // Not out at all, or not out for this program.
    cause: 'localFirewall',
    place: 'computer',
    shows: [...CONNECT, 'transfer', 'curl'],
    when: (s) => unconnected(s) && s.noneOpens() && (s.connections('local') > 0 || s.curlGetsThrough),
  },
  {
    cause: 'hostsFile',
    place: 'computer',
    shows: ['hosts', 'dns', ...CONNECT, 'transfer'],
    when: (s) => {
      const { hosts, dns } = s.seen;
      const others = dns?.addresses.filter((address) => !hosts?.addresses.includes(address)) ?? [];
      return unconnected(s) && s.hostsEntry && others.length > 0;
    },
  },
  ...oneFamilyBroken(unconnected),
  { cause: 'addressDown', place: 'server', shows: WAY, when: (s) => unconnected(s) && s.someDown },
  {
    cause: 'refused',
    place: 'server',
    shows: WAY,
    when: (s) => unconnected(s) && s.noneOpens() && s.connections('refused') > 0,
  },
  {
    cause: 'unreachable',
    place: 'way',
    shows: WAY,
    when: (s) => unconnected(s) && s.noneOpens() && s.connections('unreachable') > 0,
  },
  {
    cause: 'noWayOut',
    place: 'network',
    shows: ['computer', ...WAY],
    when: (s) => unconnected(s) && s.noneOpens() && s.secondDnsIs('silent') && s.isOutside,
  },
  { cause: 'silent', place: 'way', shows: WAY, when: (s) => unconnected(s) && s.noneOpens() },
];

const differs = (s: Sight): boolean => s.curlGetsThrough;
const TRUST_CODES = [610, 611, 623, 624, 625, 634, 647, 648];

/** By comparison of the two programs, before what the one that failed says by itself. */
const kernelRules: readonly Rule[] = [
  {
    cause: 'trustDiffers',
    place: 'computer',
    shows: ['tls', 'transfer', 'curl'],
    when: (s) => differs(s) && s.codeIs(...TRUST_CODES),
  },
  {
    cause: 'tellsApart',
    place: 'server',
    shows: ['transfer', 'curl'],
    when: (s) => differs(s) && s.failure?.family === 'http',
  },
  {
    cause: 'contentAltered',
    place: 'way',
    shows: ['transfer', 'curl'],
    when: (s) => s.sums === 'different',
  },
  {
    cause: 'unsteady',
    place: 'way',
    shows: [...CONNECT, 'transfer', 'curl'],
    when: (s) => differs(s) && !s.failedIn('verify'),
  },
];

const FURTHER = ['tls', 'clock', 'transfer', 'curl'] as const;

const tlsRules: readonly Rule[] = [
  {
    cause: 'clockWrong',
    place: 'computer',
    shows: ['tls', 'clock'],
    when: ({ seen: { clock } }) => findingOf('clock', { clock })?.state === 'failed',
  },
  {
    cause: 'tlsStalls',
    place: 'way',
    shows: [...CONNECT, 'tls', 'transfer'],
    when: (s) => s.failedIn('secure') && s.hasEvidence('TLS_TIMEOUT') && s.opens() && !s.viaProxy,
  },
];

const codeRules: readonly [codes: readonly number[], cause: Cause, place: Place][] = [
  [[610], 'certificateExpired', 'server'],
  [[611, 648], 'certificateName', 'server'],
  [[623], 'certificateAuthority', 'server'],
  [[612, 641, 651], 'clientCertificate', 'task'],
  [[401, 403, 618, 619], 'credentials', 'task'],
  [[404, 410, 614, 617], 'notFound', 'task'],
  [BAD_REQUEST_CODES, 'byCode', 'task'],
  [[429, 503, 622], 'busy', 'server'],
];

const answerRules: readonly Rule[] = [
  ...codeRules.map(
    ([codes, cause, place]): Rule => ({
      cause,
      place,
      shows: [...CONNECT, ...FURTHER, 'ftp'],
      when: (s) => s.codeIs(...codes),
    }),
  ),
  {
    cause: 'serverError',
    place: 'server',
    shows: [...CONNECT, ...FURTHER],
    when: (s) => s.failure?.family === 'http' && (s.code ?? 0) >= 500,
  },
  {
    cause: 'ftpDataRefused',
    place: 'server',
    shows: ['ftp', 'transfer', 'curl'],
    when: (s) => s.codeIs(601) && s.ftpStep === 'data' && s.hasEvidence('ECONNREFUSED'),
  },
  {
    cause: 'ftpDataBlocked',
    place: 'way',
    shows: ['ftp', 'transfer', 'curl'],
    when: (s) => s.codeIs(601) && (s.ftpStep === 'data' || s.ftpStep === 'command'),
  },
  {
    cause: 'contentStale',
    place: 'task',
    shows: ['transfer', 'curl'],
    when: (s) => s.codeIs(632) && s.sums === 'same',
  },
];

/** It works, and something is worth knowing all the same. */
const worksRules: readonly Rule[] = [
  ...oneFamilyBroken(() => true),
  { cause: 'addressDown', place: 'server', shows: [...CONNECT, 'transfer'], when: (s) => s.someDown },
  {
    cause: 'tellsApart',
    place: 'server',
    shows: ['transfer', 'curl'],
    when: (s) => s.curlFails && s.seen.curl?.family === 'http',
  },
  {
    cause: 'curlTrust',
    place: 'computer',
    shows: ['tls', 'transfer', 'curl'],
    when: (s) => s.curlFails && TRUST_CODES.includes(s.seen.curl?.code ?? 0),
  },
  { cause: 'unsteady', place: 'way', shows: ['transfer', 'curl'], when: (s) => s.curlFails },
  { cause: 'slowDns', place: 'network', shows: ['dns', 'transfer'], when: slowIn('dns') },
  { cause: 'slowWay', place: 'way', shows: [...CONNECT, 'transfer'], when: slowIn('connect') },
  { cause: 'slowServer', place: 'server', shows: [...CONNECT, 'transfer'], when: slowIn('wait') },
  { cause: 'slowWay', place: 'way', shows: [...CONNECT, 'transfer'], when: slowIn('receive') },
];

/** Where it is refused, the server does not listen there; where nobody answers, it is on the way. */
function oneFamilyBroken(within: Rule['when']): Rule[] {
  const families = [
    { cause: 'ipv6Broken', broken: 6, good: 4 },
    { cause: 'ipv4Broken', broken: 4, good: 6 },
  ] as const;
  return families.flatMap(({ cause, broken, good }): Rule[] => {
    const when: Rule['when'] = (s) => within(s) && s.opens(good) && s.noneOpens(broken);
    const shows = [...CONNECT, 'transfer'] as const;
    return [
      { cause, place: 'server', shows, when: (s) => when(s) && s.connections('refused', broken) > 0 },
      { cause, place: 'way', shows, when },
    ];
  });
}

function slowIn(part: ReturnType<typeof slowPart>): Rule['when'] {
  return ({ seen: { transfer } }) => transfer !== undefined && slowPart(transfer) === part;
}

/** For a transfer that works. */
export const rulesOfSuccess: readonly Rule[] = [...impostorRules, ...worksRules];

/** For one that fails, or was not sent. */
export const rulesOfFailure: readonly Rule[] = [
  ...nearRules,
  ...nameRules,
  ...impostorRules,
  ...connectRules,
  ...tlsRules,
  ...kernelRules,
  ...answerRules,
];
