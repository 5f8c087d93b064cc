/** Asks over the network whether a certificate was revoked: the OCSP responder that it names, or else the list that it names. */
import { randomBytes, type X509Certificate } from 'node:crypto';
import type { Attempt } from '../attempt.ts';
import type { Answer } from './answer.ts';
import { DerError } from './der.ts';
import { fetchFile } from './fetch.ts';
import { listsIn } from './file.ts';
import { askList, covers } from './list.ts';
import { ocspGetUrl, ocspRequest } from './ocsp-request.ts';
import { readOcspResponse } from './ocsp-response.ts';
import { type CertificateParts, partsOf } from './parts.ts';
import type { Status, Unusable } from './status.ts';

export interface LookupOptions {
  attempt: Attempt;
  certificate: X509Certificate;
  issuer: X509Certificate;
  limitMs: number;
  now: Date;
}

/** As with everything else there is one attempt, to the first address. null: the certificate names none that can be asked. */
export async function lookUp(options: LookupOptions): Promise<Answer | null> {
  const parts = partsOf(options.certificate);
  const responder = parts.ocsp.find(isHttp);
  if (responder !== undefined) {
    return { source: 'ocsp', from: responder, said: await askResponder(responder, parts, options) };
  }
  const address = parts.lists.find(isHttp);
  if (address === undefined) return null;
  return { source: 'crl', from: address, said: await fetchList(address, parts, options) };
}

function isHttp(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

/** An answer has some 2 KB, with the certificates of its signer. */
const MAX_ANSWER = 128 * 1024;
const NONCE_BYTES = 32;

async function askResponder(
  responder: string,
  parts: CertificateParts,
  options: LookupOptions,
): Promise<Status | Unusable> {
  const { attempt, certificate, issuer, limitMs, now } = options;
  const nonce = randomBytes(NONCE_BYTES);
  const request = ocspRequest(parts, partsOf(issuer), nonce);
  const get = ocspGetUrl(responder, request);
  const bytes = await fetchFile(attempt, {
    url: get ?? responder,
    accept: 'application/ocsp-response',
    content: get ? null : { type: 'application/ocsp-request', bytes: request },
    maxBytes: MAX_ANSWER,
    limitMs,
  });
  return Buffer.isBuffer(bytes) ? readOcspResponse(bytes, { certificate, issuer, nonce, now }) : bytes;
}

/** Public authorities split theirs long before that. */
const MAX_LIST = 32 * 1024 * 1024;

async function fetchList(
  url: string,
  parts: CertificateParts,
  options: LookupOptions,
): Promise<Status | Unusable> {
  const { attempt, issuer, limitMs, now } = options;
  const bytes = await fetchFile(attempt, {
    url,
    accept: 'application/pkix-crl',
    content: null,
    maxBytes: MAX_LIST,
    limitMs,
  });
  if (!Buffer.isBuffer(bytes)) return bytes;
  try {
    const list = listsIn(bytes).find((each) => covers(each, parts));
    if (!list) return { problem: 'OTHER', detail: 'it is not the list of its authority for it' };
    return askList(list, parts, issuer, now);
  } catch (error) {
    if (error instanceof DerError) return { problem: 'MALFORMED', detail: error.message };
    throw error;
  }
}
