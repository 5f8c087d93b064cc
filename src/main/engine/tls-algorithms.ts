/** Names of cipher suites and curves as tasks write them (RFC or OpenSSL), and as the TLS library wants them. */
import { createSecureContext, getCiphers } from 'node:tls';

/** OpenSSL's list. Operators (`!RC4`, `+AES`, `@SECLEVEL=0`) and groups (`HIGH`) stay what they are. */
export function cipherList(text: string): string {
  return words(text).map(cipherName).join(':');
}

/** The curves by the names that OpenSSL and BoringSSL share. */
export function curveList(text: string): string {
  return words(text).map(curveName).join(':');
}

/** The names that the library does not have; it passes over one among others that it has. */
export function unknownCiphers(text: string): string[] {
  return words(text).filter((name) => !/^[!@+-]/.test(name) && !isCipher(cipherName(name)));
}

export function unknownCurves(text: string): string[] {
  return words(text).filter((name) => !accepts({ ecdhCurve: curveName(name) }));
}

/** OpenSSL's security level that the list demands; null: it names none. */
export function securityLevel(list: string): number | null {
  const level = /@SECLEVEL=(\d)/.exec(list)?.[1];
  return level === undefined ? null : Number(level);
}

function words(list: string): string[] {
  return list.split(/[:,\s]+/).filter(Boolean);
}

const CURVES: Record<string, string> = {
  secp256r1: 'P-256',
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
  x25519: 'X25519',
  x448: 'X448',
};

function curveName(name: string): string {
  return CURVES[name.toLowerCase()] ?? name;
}

function isCipher(name: string): boolean {
  // A level may be part of the word.
  return accepts({ ciphers: name.replace(/@.*/, '') });
}

/** Without authorities, which take time to load. */
function accepts(option: { ciphers: string } | { ecdhCurve: string }): boolean {
  try {
    createSecureContext({ ca: [], ...option });
    return true;
  } catch {
    return false;
  }
}

const RFC_NAME = /^TLS_(\w+)_WITH_(\w+)$/;

function cipherName(name: string): string {
  const [, exchange, cipher] = RFC_NAME.exec(name) ?? [];
  if (exchange !== undefined && cipher !== undefined) return openSslName(exchange, cipher);
  return getCiphers().includes(name) && !name.startsWith('tls_') ? name.toUpperCase() : name;
}

/** `ECDHE_RSA` and `AES_128_GCM_SHA256` are `ECDHE-RSA-AES128-GCM-SHA256`. The names of TLS 1.3 are the same everywhere. */
function openSslName(exchange: string, cipher: string): string {
  const anonymous = exchange.replace(/^DH_anon$/, 'ADH').replace(/^ECDH_anon$/, 'AECDH');
  const keys = anonymous === 'RSA' ? '' : `${anonymous.replaceAll('_', '-')}-`;
  const bulk = cipher
    .replace(/^3DES_EDE_CBC/, 'DES-CBC3')
    .replace(/^CHACHA20_POLY1305_SHA256$/, 'CHACHA20-POLY1305')
    .replace(/^RC4_128/, 'RC4')
    .replace(/^(AES|CAMELLIA)_(\d+)/, '$1$2')
    .replace(/_CBC(?=_)/, '')
    .replace(/CCM_8$/, 'CCM8')
    .replaceAll('_', '-');
  return keys + bulk;
}
