/** Is this the certificate of the server we meant, and is it good? All that speaks against it, and what was overlooked on purpose. */
import type { X509Certificate } from 'node:crypto';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { Evidence } from '../../../shared/result.ts';
import { type DefectKind, defectKind } from '../../classify/certificate.ts';
import { check } from '../../classify/facts.ts';
import { authoritiesOf } from '../trust.ts';
import { type Expected, expectedFindings, nobodyExpected } from './expected.ts';
import { inspectionNotes } from './inspection.ts';
import { DEFAULT_LEVEL, SECURITY_LEVELS, type Strength, strengthFindings } from './strength.ts';

/** What a task wants of the certificates of its server. */
export interface CertificateRules {
  strength: Strength;
  /** The strength is the task's own choice: what the TLS library thinks of it does not count. */
  ownStrength: boolean;
  /** Defects of these kinds are noted, and no failure. */
  ignore: readonly DefectKind[];
  expected: Expected;
}

export const plainRules: CertificateRules = {
  strength: SECURITY_LEVELS[DEFAULT_LEVEL]!,
  ownStrength: false,
  ignore: [],
  expected: nobodyExpected,
};

export interface Question {
  /** As the server sent it, leaf first; not empty. */
  sent: readonly X509Certificate[];
  /** The one defect that the TLS library reports; null: it finds the chain good. */
  verdict: Evidence | null;
  /** The name the certificate must carry. */
  host: string;
  /** The task's own authorities; undefined: the default ones. */
  caPem: string | undefined;
  rules: CertificateRules;
  now: Date;
}

export interface Judgement {
  /** Empty: the certificate is accepted. */
  failures: Evidence[];
  /** Defects that the task ignores, and signs of somebody on the way. */
  notes: Evidence[];
}

export async function judge(question: Question): Promise<Judgement> {
  const { sent, host, rules, caPem } = question;
  const leaf = sent[0]!;
  const defects = [...(await chainDefects(question)), ...hostDefects(leaf, host)];
  const isIgnored = (defect: Evidence): boolean => rules.ignore.some((kind) => kind === defectKind(defect));
  return {
    failures: [...defects.filter((d) => !isIgnored(d)), ...expectedFindings(leaf, rules.expected)],
    notes: [
      ...inspectionNotes(sent, caPem === undefined),
      ...defects.filter(isIgnored).map((d) => {
        return check('DEFECT_IGNORED', `${defectKind(d)}: ${d.name}, ${d.detail}`);
      }),
    ],
  };
}

/** A chain that the library finds good is only looked at for what BoringSSL or the task's rules see in another way. */
async function chainDefects({ sent, verdict, caPem, rules, now }: Question): Promise<Evidence[]> {
  if (!verdict && !strengthFindings(sent, rules.strength).length) return [];
  // Loaded only here: few need the ASN.1 library.
  const { chainDefects } = await import('./defects.ts');
  return chainDefects({ ...rules, sent, trusts: authoritiesOf(caPem), now }, verdict);
}

/** What Node's check of names wants to have. */
const legacies = new WeakMap<X509Certificate, PeerCertificate>();

function hostDefects(leaf: X509Certificate, host: string): Evidence[] {
  const legacy = legacies.get(leaf) ?? leaf.toLegacyObject();
  legacies.set(leaf, legacy);
  const misnamed = checkServerIdentity(host, legacy);
  return misnamed ? [check('ERR_TLS_CERT_ALTNAME_INVALID', misnamed.message)] : [];
}
