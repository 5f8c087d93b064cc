/** The lab's certificates, made in memory at first use: authorities and leaves are rows of data. Nothing secret is ever written to disk. */
import './reflect.ts';
import type { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** Valid from and until, in days from now. */
type Days = readonly [from: number, until: number];

interface AuthoritySpec {
  /** Absent: a root. */
  issuer?: string;
  days?: Days;
}

export const AUTHORITIES = {
  /** The one authority that the lab's tasks trust. */
  root: {},
  intermediate: { issuer: 'root' },
  expiredIntermediate: { issuer: 'root', days: [-60, -2] },
  /** A root that nobody trusts. */
  stranger: {},
} satisfies Record<string, AuthoritySpec>;

export interface LeafSpec {
  /** `self`: signed by its own key. Default: intermediate. */
  issuer?: keyof typeof AUTHORITIES | 'self';
  days?: Days;
  /** Host names and addresses it is good for. Default: every name of the lab. */
  names?: readonly string[];
  /** What the server sends: the chain below the root, the root as well, or the leaf alone. Default: chain. */
  sends?: 'chain' | 'withRoot' | 'leaf';
}

export const LEAVES = {
  good: {},
  expired: { days: [-60, -2] },
  notYetValid: { days: [2, 60] },
  expiredIntermediate: { issuer: 'expiredIntermediate' },
  wrongHost: { names: ['other.example'] },
  expiredWrongHost: { days: [-60, -2], names: ['other.example'] },
  selfSigned: { issuer: 'self' },
  unknownRoot: { issuer: 'stranger' },
  unknownRootSent: { issuer: 'stranger', sends: 'withRoot' },
  missingIntermediate: { sends: 'leaf' },
} satisfies Record<string, LeafSpec>;

export type AuthorityName = keyof typeof AUTHORITIES;
export type LeafName = keyof typeof LEAVES;

/** PEM texts, as `node:tls` takes them. */
export interface ServerIdentity {
  cert: string;
  key: string;
}

export interface Pki {
  /** PEM of the root that the lab's tasks trust. */
  readonly rootCertificate: string;
  /** Made at the first call for that name. */
  leaf(name: LeafName): Promise<ServerIdentity>;
}

interface Issued {
  certificate: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
  /** From itself up to and including its root. */
  chain: x509.X509Certificate[];
}

type Subject = { name: string; days: Days; issuer?: Issued; extensions: x509.Extension[] };

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const LAB_NAMES = ['lab.test', '*.lab.test', 'localhost', '127.0.0.1', '::1'];
const LONG: Days = [-1, 365];
const DAY_MS = 86_400_000;
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/** `now` is the moment that days are counted from. */
export async function createPki(now: Date = new Date()): Promise<Pki> {
  const authorities = new Map<AuthorityName, Promise<Issued>>();
  const leaves = new Map<LeafName, Promise<ServerIdentity>>();

  const authority = (name: AuthorityName): Promise<Issued> =>
    remember(authorities, name, () => issueAuthority(name));

  async function issueAuthority(name: AuthorityName): Promise<Issued> {
    const spec: AuthoritySpec = AUTHORITIES[name];
    return issue(now, {
      name: `CN=catprobe lab ${name}`,
      days: spec.days ?? LONG,
      issuer: spec.issuer ? await authority(spec.issuer as AuthorityName) : undefined,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      ],
    });
  }

  async function issueLeaf(name: LeafName): Promise<ServerIdentity> {
    const spec: LeafSpec = LEAVES[name];
    const issuer = spec.issuer ?? 'intermediate';
    const { keys, chain } = await issue(now, {
      name: `CN=catprobe lab ${name}`,
      days: spec.days ?? LONG,
      issuer: issuer === 'self' ? undefined : await authority(issuer),
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
        new x509.SubjectAlternativeNameExtension((spec.names ?? LAB_NAMES).map(alternativeName)),
      ],
    });
    return { cert: pemOf(sent(chain, spec.sends ?? 'chain')), key: await privateKeyPem(keys) };
  }

  const root = await authority('root');
  return {
    rootCertificate: pemOf(root.chain),
    leaf: (name) => remember(leaves, name, () => issueLeaf(name)),
  };
}

async function issue(now: Date, subject: Subject): Promise<Issued> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const issuer = subject.issuer;
  const issuerKeys = issuer?.keys ?? keys;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    subject: subject.name,
    issuer: issuer?.certificate.subject ?? subject.name,
    notBefore: new Date(now.getTime() + subject.days[0] * DAY_MS),
    notAfter: new Date(now.getTime() + subject.days[1] * DAY_MS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: issuerKeys.privateKey,
    extensions: [
      ...subject.extensions,
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuerKeys.publicKey),
    ],
  });
  return { certificate, keys, chain: [certificate, ...(issuer?.chain ?? [])] };
}

function sent(chain: x509.X509Certificate[], what: NonNullable<LeafSpec['sends']>): x509.X509Certificate[] {
  if (what === 'withRoot' || chain.length === 1) return chain;
  return what === 'leaf' ? chain.slice(0, 1) : chain.slice(0, -1);
}

function alternativeName(name: string): { type: 'dns' | 'ip'; value: string } {
  return { type: /^[\d.]+$|:/.test(name) ? 'ip' : 'dns', value: name };
}

function pemOf(certificates: x509.X509Certificate[]): string {
  return certificates.map((certificate) => `${certificate.toString('pem')}\n`).join('');
}

async function privateKeyPem(keys: webcrypto.CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
}

/** Positive: the first bit stays clear. */
function randomSerial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

function remember<K, V>(made: Map<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const known = made.get(key);
  if (known) return known;
  const making = make();
  made.set(key, making);
  return making;
}
