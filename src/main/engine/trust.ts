/** Whom TLS trusts: the authorities of a task's own file, or those of Node and of this computer. */
import { X509Certificate } from 'node:crypto';
import { getCACertificates, rootCertificates, setDefaultCACertificates } from 'node:tls';
import { pemCertificates } from './certificate/chain.ts';

/**
 * Adds the authorities of this computer (a company's inspection proxy among them) to Node's own, for the whole process.
 * Node keeps one such list; a program does this once, at its start. Takes about 0.1 s.
 */
export function trustSystemAuthorities(): void {
  setDefaultCACertificates([...new Set([...getCACertificates('default'), ...getCACertificates('system')])]);
}

/** Node's own authorities alone, as PEM. */
export function bundledAuthorities(): string {
  return rootCertificates.join('\n');
}

/** The trusted certificates with that subject, as Node spells it. */
export type Authorities = (subject: string) => readonly X509Certificate[];

/** Without a PEM, the default ones. */
export function authoritiesOf(caPem: string | undefined): Authorities {
  const bySubject = indexed(caPem === undefined ? getCACertificates('default') : pemCertificates(caPem));
  return (subject) => bySubject.get(subject) ?? [];
}

type Index = ReadonlyMap<string, readonly X509Certificate[]>;

/** Hundreds of certificates take some 20 ms to parse; Node hands out the same list every time. */
const indexes = new WeakMap<readonly string[], Index>();

function indexed(pems: readonly string[]): Index {
  const known = indexes.get(pems);
  if (known) return known;
  const parsed = pems.map((pem) => new X509Certificate(pem));
  const index = Map.groupBy(parsed, ({ subject }) => subject);
  indexes.set(pems, index);
  return index;
}
