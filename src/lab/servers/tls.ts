/** What a server of the lab needs for TLS as its script describes it. */
import { createSecureContext, DEFAULT_CIPHERS, type SecureContext, type TLSSocketOptions } from 'node:tls';
import type { Pki } from '../pki.ts';
import type { TlsSpec } from '../script.ts';

/** 1024 bits, as old servers have it: the second Oakley group (RFC 2409 section 6.2). */
const WEAK_GROUP = `-----BEGIN DH PARAMETERS-----
MIGHAoGBAP//////////yQ/aoiFowjTExmKLgNwc0SkCTgiKZ8x0Agu+pjsTmyJR
Sgh5jjQE3e+VGbPNOkMbMCsKbfJfFDdP4TVtbVHCReSFtXZiXn7G9ExC6aY37WsL
/1y29Aa37e44a/taiZ+lrp8kEXxLH+ZJKGZR7OZTgf//////////AgEC
-----END DH PARAMETERS-----
`;

export async function serverTls(spec: TlsSpec, pki: Pki): Promise<TLSSocketOptions> {
  const { leaf, alpn, minVersion, maxVersion, ciphers = DEFAULT_CIPHERS, clients } = spec;
  const secureContext = createSecureContext({
    ...(await pki.leaf(leaf)),
    ca: pki.rootCertificate,
    minVersion,
    maxVersion,
    ecdhCurve: spec.curves,
    ciphers: spec.weak ? `${ciphers}:@SECLEVEL=0` : ciphers,
  });
  if (spec.weakGroup) setGroup(secureContext, WEAK_GROUP);
  return {
    secureContext,
    ...(alpn && { ALPNProtocols: [...alpn] }),
    requestCert: clients !== undefined,
    rejectUnauthorized: clients === 'required',
  };
}

/** The public option would print a warning, and who runs the lab knows what is weak in it. */
function setGroup({ context }: SecureContext, pem: string): void {
  (context as { setDHParam(pem: string): unknown }).setDHParam(pem);
}
