/** Name constraints: which names an authority may vouch for (RFC 5280 section 4.2.1.10). */
import type { X509Certificate } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import type { GeneralName, GeneralSubtree, Name } from '@peculiar/asn1-x509';
import { alternativeNames, asn1Of, nameConstraints } from './extensions.ts';

/** `permitted: evil.example`, the first of `names` that the constraints of `authority` do not allow; null when all are allowed. */
export function constraintBroken(certificate: X509Certificate, authority: X509Certificate): string | null {
  const constraints = nameConstraints(authority);
  if (!constraints) return null;
  const permitted = constraints.permittedSubtrees ?? [];
  const excluded = constraints.excludedSubtrees ?? [];
  for (const name of namesOf(certificate)) {
    const rules = permitted.filter(({ base }) => sameKind(base, name));
    if (rules.length && !rules.some((rule) => isWithin(name, rule)))
      return `${textOf(name)} is not permitted`;
    if (excluded.some((rule) => isWithin(name, rule))) return `${textOf(name)} is excluded`;
  }
  return null;
}

type Named = Pick<
  GeneralName,
  'dNSName' | 'iPAddress' | 'rfc822Name' | 'uniformResourceIdentifier' | 'directoryName'
>;

const KINDS = ['dNSName', 'iPAddress', 'rfc822Name', 'uniformResourceIdentifier', 'directoryName'] as const;

/** The subject is a name like any other; its common name counts as a host where there is no alternative name. */
function namesOf(certificate: X509Certificate): Named[] {
  const names: Named[] = [...(alternativeNames(certificate) ?? [])];
  const { subject } = asn1Of(certificate).tbsCertificate;
  if (subject.length) names.push({ directoryName: subject });
  const host = /^CN=(.*)$/m.exec(certificate.subject)?.[1];
  if (host && /^[\w*-]+(\.[\w-]+)+$/.test(host) && !names.some(({ dNSName }) => dNSName)) {
    names.push({ dNSName: host });
  }
  return names;
}

function sameKind(one: Named, other: Named): boolean {
  return KINDS.some((kind) => one[kind] !== undefined && other[kind] !== undefined);
}

function isWithin(name: Named, { base }: GeneralSubtree): boolean {
  if (base.dNSName !== undefined && name.dNSName) return isBelow(name.dNSName, base.dNSName);
  if (base.iPAddress && name.iPAddress) return isInNetwork(name.iPAddress, base.iPAddress);
  if (base.rfc822Name && name.rfc822Name) return isMailOf(name.rfc822Name, base.rfc822Name);
  if (base.directoryName && name.directoryName) return startsWith(name.directoryName, base.directoryName);
  if (base.uniformResourceIdentifier && name.uniformResourceIdentifier) {
    const host = URL.parse(name.uniformResourceIdentifier)?.hostname ?? '';
    return isHostOf(host, base.uniformResourceIdentifier);
  }
  return false;
}

/** Also the domain itself, and everything below an empty one. */
function isBelow(host: string, domain: string): boolean {
  const name = host.toLowerCase();
  const base = domain.toLowerCase().replace(/^\./, '');
  return base === '' || name === base || name.endsWith(`.${base}`);
}

/** With a leading dot only what is below; without one the host itself. */
function isHostOf(host: string, base: string): boolean {
  if (base.startsWith('.')) return host.toLowerCase().endsWith(base.toLowerCase());
  return host.toLowerCase() === base.toLowerCase();
}

function isMailOf(address: string, base: string): boolean {
  if (base.includes('@')) return address.toLowerCase() === base.toLowerCase();
  return isHostOf(address.slice(address.lastIndexOf('@') + 1), base);
}

/** `network`: `10.0.0.0/8`. */
function isInNetwork(address: string, network: string): boolean {
  const [start = '', prefix] = network.split('/');
  const family = isIP(start) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) !== isIP(start)) return false;
  const list = new BlockList();
  list.addSubnet(start, Number(prefix), family);
  return list.check(address, family);
}

/** The parts of a distinguished name, from its root. */
function startsWith(name: Name, base: Name): boolean {
  const parts = (of: Name): string[] =>
    of.map((part) =>
      part.map(({ type, value }) => `${type}=${value.toString().trim().toLowerCase()}`).join('+'),
    );
  const own = parts(name);
  return parts(base).every((part, index) => own[index] === part);
}

function textOf(name: Named): string {
  const kind = KINDS.find((each) => name[each] !== undefined);
  return kind === undefined || kind === 'directoryName' ? 'the subject' : String(name[kind]);
}
