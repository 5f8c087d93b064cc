/**
 * Everything that is wrong with a chain. OpenSSL reports one defect, whichever it met last, and BoringSSL has other rules for
 * keys and digests; so the whole path is looked at again here. The names are those of OpenSSL's verify codes.
 */
import type { X509Certificate } from 'node:crypto';
import type { Evidence } from '../../../shared/result.ts';
import { type DefectName, defectKind } from '../../classify/certificate.ts';
import { check } from '../../classify/facts.ts';
import type { Authorities } from '../trust.ts';
import { isSelfIssued, nameOf } from './chain.ts';
import { followPath, type Path } from './path.ts';
import { type Strength, strengthFindings } from './strength.ts';
import { usageFindings } from './usage.ts';

export interface ChainQuestion {
  /** As the server sent it, leaf first. */
  sent: readonly X509Certificate[];
  trusts: Authorities;
  strength: Strength;
  /** The strength is the task's own: what the library thinks of it does not count. */
  ownStrength: boolean;
  now: Date;
}

/** `verdict`: the one defect that the TLS library reports; null: it finds the chain good. */
export function chainDefects(question: ChainQuestion, verdict: Evidence | null): Evidence[] {
  const { sent, trusts, strength, ownStrength, now } = question;
  const path = followPath(sent, trusts, now);
  const found = [
    ...dateFindings(path, now),
    ...trustFindings(path, sent),
    ...usageFindings(path.certificates),
    ...signatureFindings(path),
    ...strengthFindings(path.certificates, strength),
  ].map(({ name, detail }) => check(name, detail));
  if (!verdict) return found;

  const kind = defectKind(verdict);
  const index = found.findIndex((defect) => defectKind(defect) === kind);
  if (index >= 0) found[index] = { ...verdict, detail: `${verdict.detail} (${found[index]!.detail})` };
  else if (kind !== 'weak' || !ownStrength) found.push(verdict);
  return found;
}

interface Found {
  name: DefectName;
  detail: string;
}

function dateFindings({ certificates }: Path, now: Date): Found[] {
  return certificates.flatMap(({ subject, validFrom, validTo }) => {
    const [from, until] = [new Date(validFrom), new Date(validTo)];
    if (from <= now && now <= until) return [];
    const name = until < now ? 'CERT_HAS_EXPIRED' : 'CERT_NOT_YET_VALID';
    return [
      { name, detail: `${nameOf(subject)}: valid from ${from.toISOString()} to ${until.toISOString()}` },
    ];
  });
}

function trustFindings({ certificates, trusted }: Path, sent: readonly X509Certificate[]): Found[] {
  if (trusted) return [];
  const top = certificates.at(-1)!;
  if (isSelfIssued(top)) {
    const alone = certificates.length === 1;
    const name = alone ? 'DEPTH_ZERO_SELF_SIGNED_CERT' : 'SELF_SIGNED_CERT_IN_CHAIN';
    return [
      { name, detail: `${nameOf(top.subject)} is self-signed, and not one of the trusted authorities` },
    ];
  }
  const name = sent.length === 1 ? 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' : 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';
  return [{ name, detail: `no trusted authority named ${nameOf(top.issuer)}` }];
}

function signatureFindings({ unsigned }: Path): Found[] {
  return unsigned.map(({ subject, issuer }) => {
    const detail = `${nameOf(subject)}: the signature is not that of ${nameOf(issuer)}`;
    return { name: 'CERT_SIGNATURE_FAILURE', detail };
  });
}
