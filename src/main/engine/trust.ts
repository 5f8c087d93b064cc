/** Whom TLS trusts when a task names no CA file of its own. */
import { getCACertificates, rootCertificates, setDefaultCACertificates } from 'node:tls';

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
