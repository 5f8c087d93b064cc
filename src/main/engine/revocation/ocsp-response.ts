/** The answer of an OCSP responder (RFC 6960 section 4.2), and whether it may be believed. */
import { createHash, X509Certificate } from 'node:crypto';
import { isSame, nameOf } from '../certificate/chain.ts';
import {
  bitsOf,
  type Der,
  DerError,
  der,
  elements,
  extensionsOf,
  Fields,
  inside,
  oidOf,
  plain,
  readDer,
  TAG,
  timeOf,
} from './der.ts';
import { certificateId, NONCE_ID } from './ocsp-request.ts';
import { type CertificateParts, partsOf } from './parts.ts';
import { DIGESTS, isIssuedBy, isSignedBy, type Signed } from './signature.ts';
import { freshness, reasonOf, type Status, type Unusable } from './status.ts';

export interface OcspQuestion {
  certificate: X509Certificate;
  /** Who signed the certificate. */
  issuer: X509Certificate;
  /** What the request had; null: nobody asked (a stapled answer). */
  nonce: Buffer | null;
  now: Date;
}

/** What the answer says of the certificate, if it is one to be believed. */
export function readOcspResponse(bytes: Buffer, question: OcspQuestion): Status | Unusable {
  try {
    return judge(bytes, question);
  } catch (error) {
    if (error instanceof DerError)
      return { problem: 'MALFORMED', detail: `it is no OCSP response: ${error.message}` };
    throw error;
  }
}

const RESPONSE_STATUS = [
  'successful',
  'malformedRequest',
  'internalError',
  'tryLater',
  '4',
  'sigRequired',
  'unauthorized',
];
const SUCCESSFUL = 0;
const BASIC = '1.3.6.1.5.5.7.48.1.1';

function judge(bytes: Buffer, question: OcspQuestion): Status | Unusable {
  const outer = new Fields(readDer(bytes));
  const status = outer.take(TAG.enumerated).content[0] ?? -1;
  if (status !== SUCCESSFUL) {
    return { problem: 'REFUSED', detail: `the responder answers ${RESPONSE_STATUS[status] ?? status}` };
  }
  const body = new Fields(readDer(outer.take(inside(0)).content));
  const type = oidOf(body.takeAny());
  if (type !== BASIC) return { problem: 'MALFORMED', detail: `an answer of an unknown type, ${type}` };
  const answer = readBasic(body.take(TAG.octetString).content);

  const signer = signerOf(answer, question);
  if ('problem' in signer) return signer;
  if (!isSignedBy(answer.signed, signer.publicKey)) {
    return { problem: 'SIGNATURE', detail: `the signature is not that of ${nameOf(signer.subject)}` };
  }
  return statusFrom(answer, nameOf(signer.subject), question);
}

interface BasicAnswer {
  signed: Signed;
  /** A name ([1]) or the hash of a key ([2]). */
  responder: Der;
  producedAt: Date;
  singles: Der[];
  nonce: Buffer | null;
  /** Sent along, to find the signer among them. */
  certificates: X509Certificate[];
}

function readBasic(bytes: Buffer): BasicAnswer {
  const fields = new Fields(readDer(bytes));
  const tbs = fields.take(TAG.sequence);
  const algorithm = fields.take(TAG.sequence);
  const signature = bitsOf(fields.take(TAG.bitString));
  const sent = fields.takeIf(inside(0));

  const data = new Fields(tbs);
  data.takeIf(inside(0));
  const responder = data.take(inside(1), inside(2));
  const producedAt = timeOf(data.take(TAG.generalizedTime));
  const singles = elements(data.take(TAG.sequence).content);
  const extensions = data.takeIf(inside(1));
  const nonce =
    extensions && extensionsOf(readDer(extensions.content)).find(({ id }) => id === NONCE_ID)?.value;
  return {
    signed: { data: tbs.bytes, algorithm, signature },
    responder,
    producedAt,
    singles,
    nonce: nonce ?? null,
    certificates: sent ? elements(readDer(sent.content, TAG.sequence).content).map(certificateOf) : [],
  };
}

function certificateOf({ bytes }: Der): X509Certificate {
  try {
    return new X509Certificate(bytes);
  } catch (error) {
    throw new DerError(`a certificate in it: ${(error as Error).message}`);
  }
}

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

/** The issuer itself, or one that the issuer has put in charge (RFC 6960 section 4.2.2.2). */
function signerOf(
  { responder, certificates }: BasicAnswer,
  { issuer, now }: OcspQuestion,
): X509Certificate | Unusable {
  const signer = [issuer, ...certificates].find((certificate) => isNamed(certificate, responder));
  const refuse = (detail: string): Unusable => ({ problem: 'SIGNER', detail });
  if (!signer) return refuse('who signed it is neither the issuer of the certificate nor sent along');
  if (isSame(signer, issuer)) return signer;

  const who = `it is signed by ${nameOf(signer.subject)}, `;
  if (!isIssuedBy(signer, issuer)) {
    return refuse(`${who}whom ${nameOf(issuer.subject)} has not put in charge`);
  }
  if (!partsOf(signer).purposes?.includes(OCSP_SIGNING))
    return refuse(`${who}whose certificate is not for signing OCSP`);
  if (now < new Date(signer.validFrom) || now > new Date(signer.validTo)) {
    return refuse(`${who}whose certificate is valid from ${signer.validFrom} to ${signer.validTo}`);
  }
  return signer;
}

function isNamed(certificate: X509Certificate, responder: Der): boolean {
  const { subject, key } = partsOf(certificate);
  if (responder.tag === inside(1)) return responder.content.equals(subject);
  return readDer(responder.content, TAG.octetString).content.equals(createHash('sha1').update(key).digest());
}

/** An answer without a next one is made for the moment. */
const MAX_AGE_MS = 10 * 86_400_000;

function statusFrom(answer: BasicAnswer, responder: string, question: OcspQuestion): Status | Unusable {
  const parts = partsOf(question.certificate);
  const issuer = partsOf(question.issuer);
  const single = answer.singles.find((each) => isAbout(each, parts, issuer));
  if (!single) return { problem: 'OTHER', detail: 'it is about other certificates' };

  const fields = new Fields(single);
  fields.take(TAG.sequence);
  const kind = fields.take(plain(0), inside(1), plain(2));
  const thisUpdate = timeOf(fields.take(TAG.generalizedTime));
  const next = fields.takeIf(inside(0));
  const nextUpdate = next && timeOf(readDer(next.content));
  const revoked = kind.tag === inside(1) ? revocationOf(kind) : null;
  const status: Status = { revoked, responder, producedAt: answer.producedAt, thisUpdate, nextUpdate };
  // What was revoked stays so, however old the answer.
  if (revoked) return status;

  const { nonce } = question;
  if (nonce && answer.nonce && !answer.nonce.equals(der(TAG.octetString, nonce))) {
    return { problem: 'NONCE', detail: 'it is the answer to another question (another nonce)' };
  }
  const old = freshness(status, question.now, MAX_AGE_MS);
  if (old) return old;
  return kind.tag === plain(2)
    ? { problem: 'UNKNOWN', detail: `${responder} does not know the certificate` }
    : status;
}

/** The responder chooses the hash. */
function isAbout(single: Der, certificate: CertificateParts, issuer: CertificateParts): boolean {
  const id = new Fields(new Fields(single).take(TAG.sequence));
  const digest = DIGESTS[oidOf(elements(id.take(TAG.sequence).content)[0])];
  if (!digest) return false;
  const { nameHash, keyHash, serial } = certificateId(digest, certificate, issuer);
  return (
    id.take(TAG.octetString).content.equals(nameHash) &&
    id.take(TAG.octetString).content.equals(keyHash) &&
    id.take(TAG.integer).content.equals(serial)
  );
}

/** RevokedInfo ::= SEQUENCE { GeneralizedTime, [0] CRLReason OPTIONAL } */
function revocationOf(info: Der): Status['revoked'] {
  const fields = new Fields(info, inside(1));
  const at = timeOf(fields.take(TAG.generalizedTime));
  const reason = fields.takeIf(inside(0));
  return { at, reason: reason ? reasonOf(readDer(reason.content, TAG.enumerated)) : null };
}
