/** The server's certificate chain: every defect as a piece of evidence of its own, and a summary for the result. */
import { X509Certificate } from 'node:crypto';
import { checkServerIdentity, getCACertificates, type TLSSocket } from 'node:tls';
import type { CertificateSummary, Evidence } from '../../../shared/result.ts';

/** Not more certificates than this are followed. */
const MAX_CHAIN = 10;

const NOT_TRUSTED = /^(UNABLE_TO_|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_UNTRUSTED)/;
const OUT_OF_DATE = /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/;

/**
 * The chain of a secured socket, leaf first, as far as it leads. To be called once for a socket: in Node 24 the first
 * reading empties the socket, and a second one finds no certificate at all.
 */
export function readChain(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let certificate = socket.getPeerX509Certificate();
  while (certificate && chain.length < MAX_CHAIN) {
    const { fingerprint256 } = certificate;
    if (chain.some((seen) => seen.fingerprint256 === fingerprint256)) break;
    chain.push(certificate);
    certificate = certificate.issuerCertificate;
  }
  return chain;
}

export interface CertificateQuestion {
  socket: TLSSocket;
  chain: readonly X509Certificate[];
  /** The name the certificate must carry. */
  host: string;
  /** The task's own authorities; without it, the default ones. */
  caPem: string | undefined;
  now: Date;
}

/**
 * OpenSSL reports one defect of a chain, whichever it met last. The dates, the name and the root are therefore looked at
 * again here.
 */
export function certificateDefects({ socket, chain, host, caPem, now }: CertificateQuestion): Evidence[] {
  const leaf = chain[0];
  if (!leaf)
    return [{ source: 'openssl', name: 'NO_PEER_CERTIFICATE', detail: 'the server showed no certificate' }];

  const verdict = verifyResult(socket);
  const defects: Evidence[] = [];
  const add = (name: string, detail: string): void => {
    if (!defects.some((defect) => defect.name === name)) defects.push({ source: 'openssl', name, detail });
  };

  for (const certificate of chain) {
    const from = new Date(certificate.validFrom);
    const to = new Date(certificate.validTo);
    const dates = `${nameOf(certificate.subject)}: valid from ${from.toISOString()} to ${to.toISOString()}`;
    if (to < now) add('CERT_HAS_EXPIRED', dates);
    else if (from > now) add('CERT_NOT_YET_VALID', dates);
  }

  const misnamed = checkServerIdentity(host, leaf.toLegacyObject());
  if (misnamed) add('ERR_TLS_CERT_ALTNAME_INVALID', misnamed.message);

  if (verdict && NOT_TRUSTED.test(verdict.name)) {
    add(verdict.name, `${verdict.detail}; issued by ${nameOf(chain.at(-1)!.issuer)}`);
  } else if (verdict && OUT_OF_DATE.test(verdict.name)) {
    // A date hides what OpenSSL thinks of the root.
    if (!endsInTrust(chain.at(-1)!, caPem)) {
      add('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', `no trusted authority named ${nameOf(chain.at(-1)!.issuer)}`);
    }
    add(verdict.name, verdict.detail);
  } else if (verdict) {
    add(verdict.name, verdict.detail);
  }
  return defects;
}

export function chainSummary(chain: readonly X509Certificate[]): CertificateSummary[] {
  return chain.map((certificate) => ({
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  }));
}

/**
 * What the verification of the chain said. `authorizationError` is only a code, and one of them, UNSPECIFIED, stands for
 * several findings; the sentence behind it is to be had from the handle alone.
 */
function verifyResult(socket: TLSSocket): { name: string; detail: string } | null {
  const handle = (socket as unknown as { _handle?: { verifyError?: () => NodeJS.ErrnoException | null } })
    ._handle;
  const error = handle?.verifyError?.();
  if (error) return { name: error.code ?? 'UNSPECIFIED', detail: error.message };
  const code = socket.authorizationError as unknown as string | null;
  return code && code !== 'ERR_TLS_CERT_ALTNAME_INVALID'
    ? { name: String(code), detail: String(code) }
    : null;
}

function endsInTrust(top: X509Certificate, caPem: string | undefined): boolean {
  const authorities = caPem ? pemCertificates(caPem) : getCACertificates('default');
  return authorities.some((pem) => {
    const authority = new X509Certificate(pem);
    if (authority.fingerprint256 === top.fingerprint256) return true;
    return authority.subject === top.issuer && top.verify(authority.publicKey);
  });
}

export function pemCertificates(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

/** "CN=example.org, O=Example" from OpenSSL's lines. */
function nameOf(distinguishedName: string): string {
  return distinguishedName.split('\n').join(', ');
}
