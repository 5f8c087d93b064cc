/** The code table: one row per CAT file-transfer code. The rows stand in `codes/`, one file per group. */
import { certificateCodes } from './codes/certificate.ts';
import { connectionCodes } from './codes/connection.ts';
import { contentCodes } from './codes/content.ts';
import { DETECTION } from './codes/detection.ts';
import { exchangeCodes } from './codes/exchange.ts';
import { ftpCodes } from './codes/ftp.ts';
import { handshakeCodes } from './codes/handshake.ts';
import { isHttpStatus } from './codes/http-status.ts';
import { revocationCodes } from './codes/revocation.ts';
import type { CodeGroup, CodeRow } from './codes/row.ts';
import { taskCodes } from './codes/task.ts';
import { tlsSetupCodes } from './codes/tls-setup.ts';
import { codeTexts } from './texts/codes.ts';
import { type Language, say } from './texts/text.ts';

export type { CodeGroup, CodeRow } from './codes/row.ts';

/** In the order a transfer would meet them. */
export const CODE_GROUPS: readonly CodeGroup[] = freeze(
  [
    taskCodes,
    connectionCodes,
    tlsSetupCodes,
    handshakeCodes,
    certificateCodes,
    revocationCodes,
    ftpCodes,
    exchangeCodes,
    contentCodes,
  ].map(withDetection),
);

/** All rows, by number. */
export const CODES: readonly CodeRow[] = Object.freeze(
  CODE_GROUPS.flatMap((group) => group.rows).sort((a, b) => a.code - b.code),
);

const byCode = new Map(CODES.map((row) => [row.code, row]));

export function findCode(code: number): CodeRow | undefined {
  return byCode.get(code);
}

/** CAT's name of one of the 70, "HTTP 404" for a status, "Success" for 0, else the number. */
export function codeName(code: number, language: Language): string {
  if (code === 0) return say(codeTexts.success, language);
  const row = findCode(code);
  if (row) return say(row.name, language);
  return isHttpStatus(code) ? `HTTP ${code}` : String(code);
}

function withDetection(group: CodeGroup): CodeGroup {
  return { ...group, rows: group.rows.map((row) => ({ ...row, detection: DETECTION[row.code] })) };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) freeze(part);
    Object.freeze(value);
  }
  return value;
}
