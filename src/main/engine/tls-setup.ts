/** What TLS needs of a task, made ready before the clock starts: authorities, our own certificate, versions, algorithms, rules. */
import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import {
  createSecureContext,
  DEFAULT_CIPHERS,
  getCACertificates,
  type SecureContext,
  type SecureVersion,
} from 'node:tls';
import type { Evidence } from '../../shared/result.ts';
import type { Task } from '../../shared/task.ts';
import { type CheckName, check } from '../classify/facts.ts';
import { pemCertificates } from './certificate/chain.ts';
import { nobodyExpected } from './certificate/expected.ts';
import { type CertificateRules, plainRules } from './certificate/judge.ts';
import { DEFAULT_LEVEL, SECURITY_LEVELS } from './certificate/strength.ts';
import { type ClientFiles, readClientIdentity } from './client-identity.ts';
import { tryEngine } from './engine-trial.ts';
import { errnoEvidence, StepFailure } from './failure.ts';
import { isExhausted } from './handles.ts';
import { type OwnLists, readListFile } from './revocation/file.ts';
import { cipherList, curveList, securityLevel, unknownCiphers, unknownCurves } from './tls-algorithms.ts';
import { bundledAuthorities } from './trust.ts';

/** What a handshake needs, as `secure` takes it. */
export interface PeerSetup {
  context: SecureContext;
  /** PEM of the task's own authorities; undefined: the default ones. */
  caPem: string | undefined;
  rules: CertificateRules;
  /** Shortest Diffie-Hellman group. */
  minDhBits: number;
}

/** For the server; `proxy` for a proxy, which neither gets our certificate nor is the one that the task describes. */
export interface TlsSetup extends PeerSetup {
  proxy: PeerSetup;
  /** `machine`: this computer's own is to be shown, and there is none. */
  clientCertificate: 'none' | 'machine' | 'sent';
  notes: Evidence[];
  /** Revocation lists of the task; null: none. */
  ownLists: OwnLists | null;
}

/** What a setup was made of: the default authorities, our own identity, the files of the task as they were. */
interface Ingredients {
  authorities: readonly string[];
  machine: ClientFiles | null;
  /** Path, age and size of each; null: one of them cannot be looked at. */
  files: string | null;
}

/** Making a setup takes longer than a small transfer, and a run makes many attempts of one task. */
const made = new WeakMap<Task['tls'], Ingredients & { setup: TlsSetup }>();

/** Throws a StepFailure (646, 649, 656, 650, 657, 659, 660, 651, 652). `machine`: the identity of this computer. */
export async function tlsSetup(
  task: Task,
  signal: AbortSignal,
  machine: ClientFiles | null = null,
): Promise<TlsSetup> {
  const { tls } = task;
  const authorities = getCACertificates('default');
  const files = stampsOf(filesOf(tls, machine));
  const known = made.get(tls);
  const same = known?.authorities === authorities && known.machine === machine && known.files === files;
  if (known && same) return known.setup;
  const setup = await makeSetup(task, signal, machine);
  // An engine is tried each time.
  if (files !== null && tls.engine === undefined) made.set(tls, { authorities, machine, files, setup });
  return setup;
}

function filesOf(
  { caFile, issuerFile, crlFile, clientCert }: Task['tls'],
  machine: ClientFiles | null,
): string[] {
  const client = clientCert && 'machine' in clientCert ? machine : clientCert;
  const identity = !client ? [] : 'pfx' in client ? [client.pfx] : [client.cert, client.key];
  return [caFile, issuerFile, crlFile, ...identity].filter((file) => file !== undefined);
}

function stampsOf(files: readonly string[]): string | null {
  const stamps = files.map((file) => {
    const found = statSync(file, { throwIfNoEntry: false });
    return found ? `${file} ${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}` : null;
  });
  return stamps.includes(null) ? null : stamps.join('\n');
}

async function makeSetup(task: Task, signal: AbortSignal, machine: ClientFiles | null): Promise<TlsSetup> {
  try {
    // Without authorities: to load those of Node takes longer than all the rest.
    createSecureContext({ ca: [] });
  } catch (error) {
    throw new StepFailure(check('TLS_LIBRARY', (error as Error).message));
  }
  const { tls } = task;
  const notes: Evidence[] = [];
  if (tls.engine !== undefined) notes.push(await tryEngine(tls.engine, signal));
  const caPem = authoritiesOf(task);
  const issuers = tls.issuerFile === undefined ? [] : readCertificates('ISSUER_FILE', tls.issuerFile);
  const ownLists = tls.crlFile === undefined ? null : readListFile(tls.crlFile);
  const client = clientOf(task, machine, notes);
  const algorithms = algorithmsOf(task, notes);
  const rules = rulesOf(task);
  const common = { ca: caPem, allowPartialTrustChain: true, ...algorithms };
  const minDhBits = Math.max(1, rules.strength.keyBits);
  try {
    const plain = createSecureContext(common);
    const context = client.identity ? createSecureContext({ ...common, ...client.identity }) : plain;
    return {
      context,
      caPem,
      rules: {
        ...rules,
        ignore: tls.ignore.filter((kind) => kind !== 'client'),
        expected: {
          issuers: issuers.map((pem) => new X509Certificate(pem)),
          fingerprint: tls.fingerprint?.replaceAll(':', '').toLowerCase() ?? null,
          pins: [tls.pin ?? []].flat(),
        },
      },
      minDhBits,
      proxy: { context: plain, caPem, rules, minDhBits },
      clientCertificate: client.state,
      notes,
      ownLists,
    };
  } catch (error) {
    throw new StepFailure(check('CIPHERS', (error as Error).message));
  }
}

/** PEM of the authorities the task wants; undefined: the default ones, with those of this computer. */
function authoritiesOf({ tls }: Task): string | undefined {
  if (tls.caFile !== undefined) return readCertificates('CA_FILE', tls.caFile).join('\n');
  return tls.useSystemCa ? undefined : bundledAuthorities();
}

/** Node takes a file without any certificate in it silently, so it is read and parsed here. */
function readCertificates(name: CheckName, file: string): string[] {
  try {
    const certificates = pemCertificates(readFileSync(file, 'utf8'));
    if (!certificates.length) throw new Error('no PEM certificate in it');
    for (const pem of certificates) new X509Certificate(pem);
    return certificates;
  } catch (error) {
    if (isExhausted(error)) throw new StepFailure(errnoEvidence(error));
    throw new StepFailure(check(name, `${file}: ${(error as Error).message}`));
  }
}

interface Client {
  identity: ReturnType<typeof readClientIdentity> | null;
  state: TlsSetup['clientCertificate'];
}

function clientOf({ tls }: Task, machine: ClientFiles | null, notes: Evidence[]): Client {
  const { clientCert } = tls;
  if (!clientCert) return { identity: null, state: 'none' };
  const files = 'machine' in clientCert ? machine : clientCert;
  if (!files) return { identity: null, state: 'machine' };
  try {
    return { identity: readClientIdentity(files), state: 'sent' };
  } catch (error) {
    if (!(error instanceof StepFailure) || !tls.ignore.includes('client')) throw error;
    notes.push(check('DEFECT_IGNORED', `client: ${error.evidence[0]!.detail}`));
    return { identity: null, state: 'none' };
  }
}

interface Algorithms {
  minVersion: SecureVersion | undefined;
  maxVersion: SecureVersion | undefined;
  ciphers: string | undefined;
  ecdhCurve: string | undefined;
}

const VERSIONS: readonly SecureVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const isOld = (version: SecureVersion | undefined): boolean => version === 'TLSv1' || version === 'TLSv1.1';

/** Throws a StepFailure (652). */
function algorithmsOf({ tls }: Task, notes: Evidence[]): Algorithms {
  const { maxVersion } = tls;
  // Node's own least is TLS 1.2: who allows only less means that.
  const minVersion = tls.minVersion ?? (isOld(maxVersion) ? maxVersion : undefined);
  if (minVersion && maxVersion && VERSIONS.indexOf(minVersion) > VERSIONS.indexOf(maxVersion)) {
    throw new StepFailure(check('CIPHERS', `minVersion ${minVersion} is above maxVersion ${maxVersion}`));
  }
  const ciphers = tls.ciphers === undefined ? undefined : cipherList(tls.ciphers);
  const curves = tls.curves === undefined ? undefined : curveList(tls.curves);
  const unknown = [...unknownCiphers(tls.ciphers ?? ''), ...unknownCurves(tls.curves ?? '')];
  if (unknown.length) {
    throw new StepFailure(
      check('CIPHERS', `the TLS library of this program does not know ${unknown.join(', ')}`),
    );
  }
  const level = lowerLevel(tls, minVersion, notes);
  return {
    minVersion,
    maxVersion,
    ciphers: level === null ? ciphers : `${ciphers ?? DEFAULT_CIPHERS}:@SECLEVEL=${level}`,
    ecdhCurve: curves,
  };
}

/** BoringSSL has no levels, and refuses a list that names one. */
const HAS_LEVELS = process.versions.openssl !== '0.0.0';

/** The level of security that OpenSSL must be brought down to for what the task wants; null: the one it has will do. */
function lowerLevel(
  { ciphers = '', minKeyBits = SECURITY_LEVELS[DEFAULT_LEVEL]!.keyBits }: Task['tls'],
  minVersion: SecureVersion | undefined,
  notes: Evidence[],
): number | null {
  if (!HAS_LEVELS || securityLevel(ciphers) !== null) return null;
  if (isOld(minVersion)) {
    const detail = `${minVersion} needs OpenSSL at security level 0, where weak signatures are allowed in the handshake`;
    notes.push(check('SECURITY_LOWERED', detail));
    return 0;
  }
  const level = SECURITY_LEVELS.findLastIndex(({ keyBits }) => keyBits <= minKeyBits);
  return level < DEFAULT_LEVEL ? level : null;
}

/** Without what is meant for the server alone. */
function rulesOf({ tls }: Task): CertificateRules {
  const level = securityLevel(tls.ciphers ?? '');
  const strength = (level === null ? undefined : SECURITY_LEVELS[level]) ?? plainRules.strength;
  return {
    ...plainRules,
    expected: nobodyExpected,
    strength: { ...strength, keyBits: tls.minKeyBits ?? strength.keyBits },
    ownStrength: level !== null || tls.minKeyBits !== undefined,
  };
}
