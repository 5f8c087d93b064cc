/** What was seen, in the words that the rules of the verdict ask in. */
import type { Connection, ConnectionOutcome, DnsOutcome, Seen } from '../../shared/diagnosis.ts';
import type { TransferResult } from '../../shared/result.ts';
import { scopeOf } from '../engine/scope.ts';
import { isAboutTls } from './findings.ts';

export class Sight {
  readonly seen: Seen;
  /** By our engine; where that cannot do the task, by curl. */
  readonly transfer: TransferResult | undefined;
  /** The failure that is to be explained: of the transfer, or, where nothing was sent, of the steps before it. */
  readonly failure: TransferResult | null;

  constructor(seen: Seen) {
    this.seen = seen;
    const { tls } = seen;
    const transfer = seen.transfer ?? seen.curl;
    this.transfer = transfer;
    if (transfer) this.failure = transfer.outcome === 'failed' ? transfer : null;
    else this.failure = tls && isAboutTls(tls.result) ? tls.result : null;
  }

  /** null: it was not tried. */
  get works(): boolean | null {
    const { transfer } = this;
    return transfer && transfer.outcome !== 'canceled' ? transfer.outcome === 'ok' : null;
  }

  get code(): number | null {
    return this.failure?.code ?? null;
  }

  codeIs(...codes: number[]): boolean {
    return this.code !== null && codes.includes(this.code);
  }

  /** Failed in that phase of the first hop: behind a redirect it is another host that the steps have not looked at. */
  failedIn(...phases: TransferResult['phase'][]): boolean {
    return (
      this.failure !== null && phases.includes(this.failure.phase) && this.failure.redirects.length === 0
    );
  }

  hasEvidence(name: string | RegExp): boolean {
    const { tls } = this.seen;
    const all = [...(this.failure?.evidence ?? []), ...(tls?.result.evidence ?? [])];
    return all.some((one) => (typeof name === 'string' ? one.name === name : name.test(one.name)));
  }

  dnsIs(...outcomes: DnsOutcome[]): boolean {
    const { dns } = this.seen;
    return dns !== undefined && outcomes.includes(dns.outcome);
  }

  secondDnsIs(...outcomes: DnsOutcome[]): boolean {
    const { secondDns } = this.seen;
    return secondDns !== undefined && outcomes.includes(secondDns.outcome);
  }

  /** The other DNS has answered, so there is a way out of this network. */
  get getsOut(): boolean {
    return this.secondDnsIs('addresses', 'noName', 'noAddress', 'failed');
  }

  get hostsEntry(): boolean {
    return (this.seen.hosts?.addresses.length ?? 0) > 0;
  }

  get viaProxy(): boolean {
    return typeof this.seen.proxy?.url === 'string';
  }

  connections(outcome: ConnectionOutcome, family?: 4 | 6): number {
    return this.#tried(family).filter((one) => one.outcome === outcome).length;
  }

  /** At least one was tried, and none opens. */
  noneOpens(family?: 4 | 6): boolean {
    const tried = this.#tried(family);
    return tried.length > 0 && tried.every(({ outcome }) => outcome !== 'open');
  }

  opens(family?: 4 | 6): boolean {
    return this.connections('open', family) > 0;
  }

  /** Both an address that takes a connection and one that does not, of one family. */
  get someDown(): boolean {
    return ([4, 6] as const).some((family) => {
      const tried = this.#tried(family);
      return this.opens(family) && tried.some(({ outcome }) => outcome !== 'open');
    });
  }

  #tried(family?: 4 | 6): Connection[] {
    const { ipv4 = [], ipv6 = [] } = this.seen;
    return family === 4 ? ipv4 : family === 6 ? ipv6 : [...ipv4, ...ipv6];
  }

  /** The target is beyond this network. */
  get isOutside(): boolean {
    return this.#tried().some(({ address }) => scopeOf(address) === 'public');
  }

  /** This DNS gives addresses of a narrower network alone, the other one public ones. */
  get dnsLeadsInside(): boolean {
    const { dns, secondDns } = this.seen;
    const here = dns?.addresses ?? [];
    const there = secondDns?.addresses ?? [];
    const isPublic = (address: string): boolean => scopeOf(address) === 'public';
    return here.length > 0 && there.length > 0 && !here.some(isPublic) && there.every(isPublic);
  }

  /** The first answer was a redirect to another host over plain HTTP, at an address inside a network, though the name is a public one. */
  get ledToPortal(): boolean {
    const { transfer, dns } = this.seen;
    if (transfer?.httpStatus === 511) return true;
    const [hop] = transfer?.redirects ?? [];
    if (!hop?.from.startsWith('http:') || !dns?.addresses.length) return false;
    const hostOf = (url: string): string => URL.parse(url)?.hostname ?? '';
    const elsewhere = hostOf(hop.to) !== hostOf(hop.from);
    const inside = transfer?.remoteAddress && scopeOf(transfer.remoteAddress) !== 'public';
    return Boolean(elsewhere && inside && dns.addresses.every((address) => scopeOf(address) === 'public'));
  }

  /** curl got through, and we did not; where we could not even try (663), that is no finding about the way. */
  get curlGetsThrough(): boolean {
    return this.failure !== null && !this.codeIs(663) && this.seen.curl?.outcome === 'ok';
  }

  /** We got through, and curl did not; what curl itself lacks is no finding. */
  get curlFails(): boolean {
    const { curl } = this.seen;
    return this.works === true && curl?.outcome === 'failed' && curl.code !== 663;
  }

  /** The last answer of FTP that refused. */
  get ftpStep(): string | null {
    return this.failure?.ftp?.steps.find(({ state }) => state === 'failed')?.step ?? null;
  }

  /** Both programs have a sum of the whole content. */
  get sums(): 'same' | 'different' | null {
    const { transfer, curl } = this.seen;
    for (const sum of ['md5', 'sha256'] as const) {
      const [ours, theirs] = [transfer?.[sum], curl?.[sum]];
      if (ours && theirs) return ours === theirs ? 'same' : 'different';
    }
    return null;
  }
}
