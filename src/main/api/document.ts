/** The files of the built GUI as both doors serve them: with one content security policy and a fresh nonce for each document. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export interface Asset {
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * The file that a URL path such as `/` or `/assets/index.js` names, or null when there is none below the folder.
 * `connect`: where the page may send requests; over IPC it needs none.
 */
export async function readAsset(
  folder: string,
  urlPath: string,
  connect: "'self'" | "'none'",
): Promise<Asset | null> {
  const file = fileBelow(folder, urlPath === '/' ? '/index.html' : urlPath);
  const content = file && (await readFile(file).catch(() => null));
  if (!file || !content) return null;

  const type = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream';
  const nonce = type.startsWith('text/html') ? randomBytes(16).toString('base64') : undefined;
  const headers = { 'content-type': type, ...assetHeaders(policy(connect, nonce)) };
  const body = nonce ? Buffer.from(content.toString().replaceAll(NONCE_PLACEHOLDER, nonce)) : content;
  return { headers, body };
}

function policy(connect: string, nonce: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function assetHeaders(csp: string): Record<string, string> {
  return { 'content-security-policy': csp, ...PLAIN_HEADERS };
}

/** Of every answer, whatever it holds. */
export const PLAIN_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/** Null for whatever decodes to a place outside the folder, or does not decode. */
function fileBelow(folder: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const root = path.resolve(folder);
  const file = path.resolve(root, `.${decoded}`);
  return file.startsWith(root + path.sep) ? file : null;
}
