/** The lab's certificates, made in memory at first use from rows of data. Their keys are worth nothing: nobody trusts the root. */
import './reflect.ts';
import { createHash, type webcrypto, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';
import {
  AUTHORITIES,
  type AuthorityName,
  type AuthoritySpec,
  type Days,
  type KeyKind,
  LEAVES,
  type LeafName,
  type LeafSpec,
} from './pki-rows.ts';

export { AUTHORITIES, type AuthorityName, LEAVES, type LeafName } from './pki-rows.ts';

/** PEM texts, as `node:tls` takes them. */
export interface ServerIdentity {
  cert: string;
  key: string;
}

export interface Pki {
  /** PEM of the root that the lab's tasks trust. */
  readonly rootCertificate: string;
  /** PEM of that authority alone. */
  authority(name: AuthorityName): Promise<string>;
  /** Made at the first call for that name. With what it announces it is another certificate of the same number. */
  leaf(name: LeafName, announced?: Announced): Promise<ServerIdentity>;
  /** Who may sign statements, or is what they are about. */
  issued(name: CertificateName): Promise<Issued>;
}

export type CertificateName = AuthorityName | LeafName;

/** Addresses where the status of a certificate can be had, as it names them. */
export interface Announced {
  ocsp?: string;
  list?: string;
  /** Named in the certificate of its authority. */
  authorityList?: string;
}

export interface Issued {
  certificate: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
  /** From itself up to and including its root. */
  chain: x509.X509Certificate[];
}

interface Subject {
  name: string;
  days: Days;
  /** Hex. */
  serial: string;
  /** Its kind, or one that is there. */
  key: KeyKind | webcrypto.CryptoKeyPair;
  issuer?: Issued;
  digest?: 'SHA-1';
  extensions: x509.Extension[];
}

const LAB_NAMES = ['lab.test', '*.lab.test', 'localhost', '127.0.0.1', '::1'];
const LONG: Days = [-1, 365];
const DAY_MS = 86_400_000;
const PURPOSES = {
  server: '1.3.6.1.5.5.7.3.1',
  client: '1.3.6.1.5.5.7.3.2',
  mail: '1.3.6.1.5.5.7.3.4',
  ocsp: '1.3.6.1.5.5.7.3.9',
} as const;
/** Of nobody: a UUID of our own (ITU-T X.667). */
const RIDDLE = '2.25.139573842119283';
const DER_NULL = Uint8Array.of(5, 0);

/** `now` is the moment that days are counted from. */
export async function createPki(now: Date = new Date()): Promise<Pki> {
  const authorities = new Map<string, Promise<Issued>>();
  const leaves = new Map<string, Promise<Issued>>();
  const serials = new Map<CertificateName, string>();

  const authority = (name: AuthorityName, list?: string): Promise<Issued> =>
    remember(authorities, `${name} ${list}`, () => issueAuthority(name, list));
  const leaf = (name: LeafName, announced: Announced = {}): Promise<Issued> =>
    remember(leaves, `${name} ${JSON.stringify(announced)}`, () => issueLeaf(name, announced));
  const serialOf = (name: CertificateName): string => remember(serials, name, randomSerial);

  async function issueAuthority(name: AuthorityName, list?: string): Promise<Issued> {
    const spec: AuthoritySpec = AUTHORITIES[name];
    const { KeyUsageFlags } = x509;
    return issue(now, {
      name: `CN=${spec.organization ?? 'catprobe lab'} ${name}`,
      days: spec.days ?? LONG,
      serial: serialOf(name),
      // The same authority, whatever its certificate says.
      key: list === undefined ? (spec.key ?? 'EC') : (await authority(name)).keys,
      issuer: spec.issuer ? await authority(spec.issuer as AuthorityName) : undefined,
      extensions: [
        new x509.BasicConstraintsExtension(spec.isAuthority ?? true, spec.pathLength, true),
        new x509.KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        ...(spec.permits ? [onlyDomain(spec.permits)] : []),
        ...announcements({ list }),
      ],
    });
  }

  async function issueLeaf(name: LeafName, announced: Announced): Promise<Issued> {
    const spec: LeafSpec = LEAVES[name];
    const { issuer = 'intermediate', purpose = 'server', usage = 'sign' } = spec;
    const issued = await issue(now, {
      name: `CN=catprobe lab ${name}`,
      days: spec.days ?? LONG,
      serial: serialOf(name),
      key: spec.key ?? 'EC',
      digest: spec.digest,
      issuer: issuer === 'self' ? undefined : await authority(issuer, announced.authorityList),
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(
          usage === 'sign' ? x509.KeyUsageFlags.digitalSignature : x509.KeyUsageFlags.cRLSign,
          true,
        ),
        new x509.ExtendedKeyUsageExtension([PURPOSES[purpose]]),
        new x509.SubjectAlternativeNameExtension((spec.names ?? LAB_NAMES).map(alternativeName)),
        ...(spec.riddle ? [new x509.Extension(RIDDLE, true, DER_NULL)] : []),
        ...announcements(announced),
      ],
    });
    if (spec.tampered) issued.chain[0] = tampered(issued.chain[0]!);
    return issued;
  }

  const root = await authority('root');
  return {
    rootCertificate: pemOf(root.chain),
    authority: async (name) => pemOf([(await authority(name)).certificate]),
    leaf: async (name, announced) => {
      const spec: LeafSpec = LEAVES[name];
      const { chain, keys } = await leaf(name, announced);
      return { cert: pemOf(sent(chain, spec.sends ?? 'chain')), key: await privateKeyPem(keys) };
    },
    issued: (name) => (isAuthority(name) ? authority(name) : leaf(name)),
  };
}

function isAuthority(name: CertificateName): name is AuthorityName {
  return name in AUTHORITIES;
}

function announcements({ ocsp, list }: Announced): x509.Extension[] {
  return [
    ...(ocsp ? [new x509.AuthorityInfoAccessExtension({ ocsp: [new x509.GeneralName('url', ocsp)] })] : []),
    ...(list ? [new x509.CRLDistributionPointsExtension([list])] : []),
  ];
}

/** What a task names a server's certificate by: the pin of its key, and its fingerprint. */
export function marksOf({ cert }: ServerIdentity): { pin: string; fingerprint: string } {
  const { publicKey, raw } = new X509Certificate(cert);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    pin: `sha256//${createHash('sha256').update(spki).digest('base64')}`,
    fingerprint: createHash('sha256').update(raw).digest('hex'),
  };
}

async function issue(now: Date, subject: Subject): Promise<Issued> {
  const { key } = subject;
  const keys = typeof key === 'object' ? key : await generateKeys(key);
  const issuer = subject.issuer;
  const issuerKeys = issuer?.keys ?? keys;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: subject.serial,
    subject: subject.name,
    issuer: issuer?.certificate.subject ?? subject.name,
    notBefore: new Date(now.getTime() + subject.days[0] * DAY_MS),
    notAfter: new Date(now.getTime() + subject.days[1] * DAY_MS),
    signingAlgorithm: { name: issuerKeys.privateKey.algorithm.name, hash: subject.digest ?? 'SHA-256' },
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

function generateKeys(kind: KeyKind): Promise<webcrypto.CryptoKeyPair> {
  const algorithm =
    kind === 'EC'
      ? { name: 'ECDSA', namedCurve: 'P-256' }
      : {
          name: 'RSASSA-PKCS1-v1_5',
          hash: 'SHA-256',
          modulusLength: kind,
          publicExponent: Uint8Array.of(1, 0, 1),
        };
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;
}

function onlyDomain(domain: string): x509.Extension {
  const permittedSubtrees = new GeneralSubtrees([
    new GeneralSubtree({ base: new GeneralName({ dNSName: domain }) }),
  ]);
  const constraints = AsnConvert.serialize(new NameConstraints({ permittedSubtrees }));
  return new x509.Extension(id_ce_nameConstraints, true, constraints);
}

/** The signature is what stands last. */
function tampered(certificate: x509.X509Certificate): x509.X509Certificate {
  const der = Buffer.from(certificate.rawData);
  der[der.length - 1] = der.at(-1)! ^ 1;
  return new x509.X509Certificate(der);
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

function remember<K, V>(made: Map<K, V>, key: K, make: () => V): V {
  const known = made.get(key);
  if (known !== undefined) return known;
  const making = make();
  made.set(key, making);
  return making;
}
