/** What authorities say of their certificates: OCSP answers and revocation lists, true and false ones, made in memory. */
import './reflect.ts';
import { createHash, KeyObject, sign, type webcrypto } from 'node:crypto';
import {
  BasicOCSPResponse,
  CertID,
  CertStatus,
  id_pkix_ocsp_basic,
  id_pkix_ocsp_nonce,
  OCSPRequest,
  OCSPResponse,
  OCSPResponseStatus,
  ResponderID,
  ResponseBytes,
  ResponseData,
  RevokedInfo,
  SingleResponse,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  Certificate,
  CRLReason,
  CRLReasons,
  DistributionPointName,
  Extension,
  GeneralName,
  IssuingDistributionPoint,
  id_ce_deltaCRLIndicator,
  id_ce_issuingDistributionPoint,
} from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';

/** A certificate, and what signs with its key. */
export interface Signer {
  certificate: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}

/** What holds from when until when. */
export interface Period {
  from: Date;
  until: Date;
}

export interface OcspStatement extends Period {
  /** Whom it is about. */
  id: CertID;
  status: 'good' | 'revoked' | 'unknown';
  /** As in the request; null: none. */
  nonce: Uint8Array | null;
  by: Signer;
  /** Whether the certificate of the signer comes along. */
  sends: boolean;
  /** A bit of the signature is wrong. */
  damaged: boolean;
}

const SHA1 = '1.3.14.3.2.26';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const ECDSA_SHA256 = '1.2.840.10045.4.3.2';

/** How OCSP names a certificate; the digest is the choice of whoever names it. */
export function certId(
  certificate: x509.X509Certificate,
  issuer: x509.X509Certificate,
  digest: 'sha1' | 'sha256',
): CertID {
  const { tbsCertificate } = AsnConvert.parse(issuer.rawData, Certificate);
  const hash = (bytes: ArrayBuffer): OctetString =>
    new OctetString(createHash(digest).update(Buffer.from(bytes)).digest());
  return new CertID({
    hashAlgorithm: new AlgorithmIdentifier({
      algorithm: digest === 'sha1' ? SHA1 : SHA256,
      parameters: null,
    }),
    issuerNameHash: hash(AsnConvert.serialize(tbsCertificate.subject)),
    issuerKeyHash: hash(tbsCertificate.subjectPublicKeyInfo.subjectPublicKey),
    serialNumber: AsnConvert.parse(certificate.rawData, Certificate).tbsCertificate.serialNumber,
  });
}

/** What a request asks for. */
export interface OcspAsked {
  id: CertID;
  nonce: Uint8Array | null;
}

/** null: it is no OCSP request. */
export function readRequest(der: Uint8Array): OcspAsked | null {
  try {
    const { tbsRequest } = AsnConvert.parse(der, OCSPRequest);
    const nonce = tbsRequest.requestExtensions?.find(({ extnID }) => extnID === id_pkix_ocsp_nonce);
    return {
      id: tbsRequest.requestList[0]!.reqCert,
      nonce: nonce ? new Uint8Array(nonce.extnValue.buffer) : null,
    };
  } catch {
    return null;
  }
}

export function ocspResponse(statement: OcspStatement): Buffer {
  const { by, nonce } = statement;
  const { tbsCertificate } = AsnConvert.parse(by.certificate.rawData, Certificate);
  const data = new ResponseData({
    responderID: new ResponderID({ byName: tbsCertificate.subject }),
    producedAt: statement.from,
    responses: [
      new SingleResponse({
        certID: statement.id,
        certStatus: statusOf(statement),
        thisUpdate: statement.from,
        nextUpdate: statement.until,
      }),
    ],
    ...(nonce && {
      responseExtensions: [new Extension({ extnID: id_pkix_ocsp_nonce, extnValue: new OctetString(nonce) })],
    }),
  });
  const signature = sign(
    'sha256',
    Buffer.from(AsnConvert.serialize(data)),
    KeyObject.from(by.keys.privateKey as never),
  );
  if (statement.damaged) signature[signature.length - 1]! ^= 1;
  const basic = new BasicOCSPResponse({
    tbsResponseData: data,
    signatureAlgorithm: new AlgorithmIdentifier({ algorithm: ECDSA_SHA256 }),
    signature: new Uint8Array(signature).buffer,
    ...(statement.sends && { certs: [AsnConvert.parse(by.certificate.rawData, Certificate)] }),
  });
  return respond(OCSPResponseStatus.successful, basic);
}

/** The responder does not want to answer. */
export function ocspRefusal(status: keyof typeof OCSPResponseStatus): Buffer {
  return respond(OCSPResponseStatus[status]);
}

function respond(responseStatus: OCSPResponseStatus, basic?: BasicOCSPResponse): Buffer {
  const responseBytes =
    basic &&
    new ResponseBytes({
      responseType: id_pkix_ocsp_basic,
      response: new OctetString(AsnConvert.serialize(basic)),
    });
  return Buffer.from(AsnConvert.serialize(new OCSPResponse({ responseStatus, responseBytes })));
}

function statusOf({ status, from }: OcspStatement): CertStatus {
  if (status === 'good') return new CertStatus({ good: null });
  if (status === 'unknown') return new CertStatus({ unknown: null });
  const reason = new CRLReason(CRLReasons.keyCompromise);
  return new CertStatus({ revoked: new RevokedInfo({ revocationTime: from, revocationReason: reason }) });
}

export interface ListStatement extends Period {
  /** Whose list it is. */
  issuer: x509.X509Certificate;
  /** Serial numbers, hex. */
  revoked: readonly string[];
  /** Whose key signs it. */
  by: Signer;
  /** It is for certificates of authorities alone, or for all others. */
  about: 'all' | 'authorities' | 'leaves';
  /** The address of the one part of the list that it is; absent: it is all of it. */
  point?: string;
  /** It only says what is new since another one. */
  delta: boolean;
}

export async function revocationList(statement: ListStatement): Promise<Buffer> {
  const { issuer, by, about, point } = statement;
  const extensions: x509.Extension[] = [];
  if (about !== 'all' || point !== undefined) {
    const place = point === undefined ? undefined : new GeneralName({ uniformResourceIdentifier: point });
    const scope = new IssuingDistributionPoint({
      ...(place && { distributionPoint: new DistributionPointName({ fullName: [place] }) }),
      onlyContainsCACerts: about === 'authorities',
      onlyContainsUserCerts: about === 'leaves',
    });
    extensions.push(new x509.Extension(id_ce_issuingDistributionPoint, true, AsnConvert.serialize(scope)));
  }
  // INTEGER 1: the number of the list it goes on from.
  if (statement.delta)
    extensions.push(new x509.Extension(id_ce_deltaCRLIndicator, true, Uint8Array.of(2, 1, 1)));
  const list = await x509.X509CrlGenerator.create({
    issuer: issuer.subject,
    thisUpdate: statement.from,
    nextUpdate: statement.until,
    entries: statement.revoked.map((serialNumber) => ({
      serialNumber,
      revocationDate: statement.from,
      reason: x509.X509CrlReason.keyCompromise,
    })),
    extensions,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    signingKey: by.keys.privateKey,
  });
  return Buffer.from(list.rawData);
}
