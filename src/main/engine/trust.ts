/** Whom TLS trusts: the authorities of a task's own file, or those of Node and of this computer. */
import { X509Certificate } from 'node:crypto';
import { getCACertificates, rootCertificates, setDefaultCACertificates } from 'node:tls';
import { pemCertificates } from './certificate/chain.ts';

/**
 * Adds the authorities of this computer (a company's inspection proxy among them) to Node's own, for the whole process.
 * Node keeps one such list; a program does this once, at its start. Takes some 60 ms.
 */
export function trustSystemAuthorities(): void {
  const known = getCACertificates('default');
  const contents = new Set<string>();
  const each = [...known, ...getCACertificates('system')].filter((pem) => {
    const content = contentOf(pem);
    return !contents.has(content) && contents.add(content);
  });
  // To set them takes 10 ms.
  if (each.length !== known.length) setDefaultCACertificates(each);
  // Now, so that it is in no transfer's time.
  addedAuthorities();
}

/** The same certificate is often written in another way: other lines, text around it. To parse hundreds takes too long. */
function contentOf(pem: string): string {
  const [, base64 = pem] = /-----BEGIN [^-]+-----([^-]+)-----END/.exec(pem) ?? [];
  return base64.replace(/\s+/g, '');
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

/** Those of the default ones that are not Node's: somebody put them on this computer. */
export function addedAuthorities(): Authorities {
  const all = getCACertificates('default');
  let added = addedTo.get(all);
  if (!added) {
    const bundled = new Set(rootCertificates);
    added = all.filter((pem) => !bundled.has(pem));
    addedTo.set(all, added);
  }
  const bySubject = indexed(added);
  return (subject) => bySubject.get(subject) ?? [];
}

type Index = ReadonlyMap<string, readonly X509Certificate[]>;

/** Hundreds of certificates take some 20 ms to parse; Node hands out the same list every time. */
const indexes = new WeakMap<readonly string[], Index>();
const addedTo = new WeakMap<readonly string[], readonly string[]>();

function indexed(pems: readonly string[]): Index {
  const known = indexes.get(pems);
  if (known) return known;
  const parsed = pems.map((pem) => new X509Certificate(pem));
  const index = Map.groupBy(parsed, ({ subject }) => subject);
  indexes.set(pems, index);
  return index;
}
