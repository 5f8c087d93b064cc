/** What a server of the lab needs for TLS as its script describes it. */
import {
  createSecureContext,
  createServer,
  DEFAULT_CIPHERS,
  type SecureContext,
  type Server,
  type TLSSocketOptions,
} from 'node:tls';
import type { LeafName, Pki } from '../pki.ts';
import type { OcspSpec, TlsSpec } from '../script.ts';
import { stapled } from './status.ts';

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
    ...(await pki.leaf(leaf, spec.announces)),
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
    ...(spec.staple !== undefined && { server: stapler(spec.staple, leaf, pki) }),
  };
}

/** Never listens: it is whom Node asks for the OCSP answer. */
function stapler(spec: OcspSpec | string, leaf: LeafName, pki: Pki): Server {
  return createServer().on('OCSPRequest', async (_certificate, _issuer, answer) => {
    answer(null, typeof spec === 'string' ? Buffer.from(spec) : await stapled(spec, leaf, pki));
  });
}

/** The public option would print a warning, and who runs the lab knows what is weak in it. */
function setGroup({ context }: SecureContext, pem: string): void {
  (context as { setDHParam(pem: string): unknown }).setDHParam(pem);
}
