/** What each step has shown, as a state and a note: worked out from what was seen, and from nothing else. */
import type {
  Connection,
  DiagnosisStepName,
  DnsFacts,
  DnsOutcome,
  Note,
  Seen,
  StepState,
} from '../../shared/diagnosis.ts';
import type { TransferResult } from '../../shared/result.ts';
import { slowPart } from './slow.ts';

export interface Finding {
  state: Extract<StepState, 'ok' | 'failed' | 'skipped'>;
  note: Note;
}

type Params = Note['params'];

const finding = (state: Finding['state'], key: Note['key'], params: Params = {}): Finding => ({
  state,
  note: { key, params },
});

/** null: the step has seen nothing that could be told. */
export function findingOf(step: DiagnosisStepName, seen: Seen): Finding | null {
  return FINDINGS[step](seen);
}

const FINDINGS: Record<DiagnosisStepName, (seen: Seen) => Finding | null> = {
  computer({ computer }) {
    if (!computer) return null;
    if (computer.own) return finding('ok', 'ownTarget');
    const families = familiesOf(computer.families);
    if (!computer.families.length) return finding('failed', 'noInterface');
    if (!computer.ways.length) return finding('failed', 'noWay', { families });
    return finding('ok', 'online', { families });
  },
  proxy({ proxy }) {
    if (!proxy) return null;
    if (proxy.unusable) return finding('failed', 'proxyUnusable');
    if (proxy.url === null) return finding('ok', 'noProxy');
    return finding('ok', proxy.from === 'task' ? 'proxyOfTask' : 'proxyOfSystem', { url: proxy.url });
  },
  hosts({ hosts }) {
    if (!hosts) return null;
    const { host, addresses } = hosts;
    return addresses.length
      ? finding('ok', 'hostsEntry', { host, addresses: addresses.join(', ') })
      : finding('ok', 'hostsNothing', { host });
  },
  dns: ({ dns }) => (dns ? ofDns(dns) : null),
  secondDns({ secondDns, dns }) {
    if (!secondDns) return null;
    const { host, servers } = secondDns;
    if (dns?.outcome === 'addresses' && (secondDns.outcome === 'noName' || secondDns.outcome === 'noAddress'))
      return finding('skipped', 'secondUnknown', { host, servers: servers.join(', ') });
    // Many networks let nobody ask outside: it says nothing of the task.
    if (secondDns.outcome === 'silent' || secondDns.outcome === 'refused')
      return finding('skipped', 'secondSilent', { servers: servers.join(', ') });
    return ofDns(secondDns);
  },
  ipv4: ({ ipv4 }) => ofConnections(ipv4),
  ipv6: ({ ipv6 }) => ofConnections(ipv6),
  tls({ tls }) {
    if (!tls) return null;
    const { result } = tls;
    if (isAboutTls(result)) return finding('failed', 'tlsFails', codeOf(result));
    if (!result.tls) return finding('failed', 'tlsElsewhere', codeOf(result));
    const inspected = result.evidence.find(({ name }) => name === 'TLS_INSPECTED');
    const params = { version: result.tls.version };
    return inspected
      ? finding('ok', 'tlsInspected', { ...params, detail: inspected.detail })
      : finding('ok', 'tlsGood', params);
  },
  clock({ clock }) {
    if (!clock) return null;
    const { here, there, validThere } = clock;
    const apart = Math.abs(Date.parse(here) - Date.parse(there));
    if (apart < CLOCK_TOLERANCE_MS)
      return finding('ok', 'clockRight', { minutes: CLOCK_TOLERANCE_MS / 60_000 });
    return finding(validThere ? 'failed' : 'ok', validThere ? 'clockDiffers' : 'clockSays', { here, there });
  },
  transfer: ({ transfer }) => ofTransfer(transfer),
  curl: ({ curl }) => ofTransfer(curl),
  ftp({ transfer }) {
    if (!transfer?.ftp) return null;
    const broken = transfer.ftp.steps.find(({ state }) => state === 'failed');
    return broken ? finding('failed', 'ftpBreaks', { ftpStep: broken.step }) : finding('ok', 'ftpWorks');
  },
};

/** Clocks differ, and a certificate is rarely a matter of minutes. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000;

const DNS_NOTES: Record<DnsOutcome, Note['key']> = {
  addresses: 'dnsAddresses',
  noName: 'dnsNoName',
  noAddress: 'dnsNoAddress',
  refused: 'dnsRefused',
  failed: 'dnsFailed',
  silent: 'dnsSilent',
};

function ofDns({ host, servers, outcome, addresses }: DnsFacts): Finding {
  return finding(outcome === 'addresses' ? 'ok' : 'failed', DNS_NOTES[outcome], {
    host,
    servers: servers.join(', ') || 'DNS',
    addresses: addresses.join(', '),
  });
}

function ofConnections(tried: readonly Connection[] | undefined): Finding | null {
  const [first] = tried ?? [];
  if (!tried || !first) return null;
  const open = tried.filter(({ outcome }) => outcome === 'open');
  const shut = tried.filter(({ outcome }) => outcome !== 'open');
  const addresses = shut.map(({ address }) => address).join(', ');
  const ms = Math.round(Math.min(...open.map((one) => one.ms)) * 10) / 10;
  if (open.length === tried.length) {
    const { address, port } = first;
    return tried.length === 1
      ? finding('ok', 'connects', { address, port, ms })
      : finding('ok', 'allConnect', { count: tried.length, ms });
  }
  if (open.length)
    return finding('failed', 'someConnect', { open: open.length, count: tried.length, addresses });
  // What most tells where it ends: an answer before none.
  const outcome = (['refused', 'local', 'unreachable', 'silent'] as const).find((one) =>
    tried.some((connection) => connection.outcome === one),
  )!;
  return finding('failed', outcome, { addresses, port: first.port });
}

function ofTransfer(result: TransferResult | undefined): Finding | null {
  if (!result || result.outcome === 'canceled') return null;
  if (result.outcome === 'failed')
    return finding('failed', 'fails', { ...codeOf(result), phase: result.phase });
  const { bytes, timings, speedKBps } = result;
  const whole = { bytes, ms: Math.round(timings.total) };
  if (!slowPart(result)) return finding('ok', 'moved', { ...whole, speed: Math.round(speedKBps) });
  const [dns, connect, wait, receive] = [timings.dns, timings.connect, timings.wait, timings.receive].map(
    Math.round,
  ) as [number, number, number, number];
  return finding('ok', 'movedSlow', { ...whole, dns, connect, wait, receive });
}

/** Codes that TLS 1.3 and HTTP may tell only after the handshake. */
const TLS_AFTERWARDS: readonly (number | null)[] = [612, 641, 642, 651, 658, 664];

export function isAboutTls({ outcome, phase, code }: TransferResult): boolean {
  return outcome === 'failed' && (phase === 'secure' || TLS_AFTERWARDS.includes(code));
}

function codeOf({ code, family }: TransferResult): Params {
  return { code: code ?? '', family: family ?? '' };
}

function familiesOf(families: readonly (4 | 6)[]): string {
  return families.map((family) => `IPv${family}`).join(', ');
}
