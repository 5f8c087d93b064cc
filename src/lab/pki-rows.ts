/** The lab's certificates as data: authorities, and what they signed. Dates are days from now. */

/** Valid from and until, in days from now. */
export type Days = readonly [from: number, until: number];

/** Of a certificate's key; RSA by the bits of its modulus. */
export type KeyKind = 'EC' | 1024 | 2048;

export interface AuthoritySpec {
  /** Absent: a root. */
  issuer?: string;
  days?: Days;
  key?: KeyKind;
  /** False: its certificate says that it is none. */
  isAuthority?: false;
  /** So many authorities may stand below it. */
  pathLength?: number;
  /** The only domain it may vouch for. */
  permits?: string;
  /** As its subject has it. Default: after the lab. */
  organization?: string;
}

export const AUTHORITIES = {
  /** The one authority that the lab's tasks trust. */
  root: {},
  intermediate: { issuer: 'root' },
  expiredIntermediate: { issuer: 'root', days: [-60, -2] },
  noAuthority: { issuer: 'root', isAuthority: false },
  lastAuthority: { issuer: 'root', pathLength: 0 },
  /** One more than the path allows. */
  belowLast: { issuer: 'lastAuthority' },
  constrained: { issuer: 'root', permits: 'allowed.test' },
  weakIntermediate: { issuer: 'root', key: 1024 },
  /** A root that nobody trusts. */
  stranger: {},
  /** Another one, as a product makes it that opens TLS on the way. */
  inspector: { organization: 'mitmproxy' },
} satisfies Record<string, AuthoritySpec>;

export type AuthorityName = keyof typeof AUTHORITIES;

export interface LeafSpec {
  /** `self`: signed by its own key. Default: intermediate. */
  issuer?: AuthorityName | 'self';
  days?: Days;
  /** Host names and addresses it is good for. Default: every name of the lab. */
  names?: readonly string[];
  /** What the server sends: the chain below the root, the root as well, or the leaf alone. Default: chain. */
  sends?: 'chain' | 'withRoot' | 'leaf';
  key?: KeyKind;
  /** For TLS servers where nothing else is said. */
  purpose?: 'server' | 'client' | 'mail' | 'ocsp';
  /** What its key may do. Default: sign. */
  usage?: 'sign' | 'signRevocations';
  /** Signed with this digest. Default: SHA-256. */
  digest?: 'SHA-1';
  /** Has a critical extension that nobody knows. */
  riddle?: true;
  /** A bit of its signature is not what its issuer has made. */
  tampered?: true;
}

const LONG_AGO: Days = [-60, -2];
const OTHER_NAME = ['other.example'];

export const LEAVES = {
  good: {},
  goodRsa: { key: 2048 },
  expired: { days: LONG_AGO },
  notYetValid: { days: [2, 60] },
  expiredIntermediate: { issuer: 'expiredIntermediate' },
  wrongHost: { names: OTHER_NAME },
  expiredWrongHost: { days: LONG_AGO, names: OTHER_NAME },
  selfSigned: { issuer: 'self' },
  unknownRoot: { issuer: 'stranger' },
  unknownRootSent: { issuer: 'stranger', sends: 'withRoot' },
  inspected: { issuer: 'inspector' },
  missingIntermediate: { sends: 'leaf' },
  wrongPurpose: { purpose: 'mail' },
  wrongUsage: { usage: 'signRevocations' },
  byNoAuthority: { issuer: 'noAuthority' },
  longPath: { issuer: 'belowLast' },
  outsideConstraint: { issuer: 'constrained' },
  insideConstraint: { issuer: 'constrained', names: ['good.allowed.test'] },
  riddle: { riddle: true },
  tampered: { tampered: true },
  weakKey: { key: 1024 },
  weakIntermediate: { issuer: 'weakIntermediate' },
  weakDigest: { digest: 'SHA-1' },
  expiredWrongPurpose: { days: LONG_AGO, purpose: 'mail' },
  weakWrongHost: { key: 1024, names: OTHER_NAME },
  allAtOnce: { issuer: 'stranger', days: LONG_AGO, names: OTHER_NAME, purpose: 'mail' },
  client: { purpose: 'client' },
  otherClient: { purpose: 'client' },
  strangerClient: { purpose: 'client', issuer: 'stranger' },
  expiredClient: { purpose: 'client', days: LONG_AGO },
  /** OCSP responders that their authority has put in charge. */
  responder: { purpose: 'ocsp' },
  expiredResponder: { purpose: 'ocsp', days: LONG_AGO },
  strangerResponder: { purpose: 'ocsp', issuer: 'stranger' },
} satisfies Record<string, LeafSpec>;

export type LeafName = keyof typeof LEAVES;
