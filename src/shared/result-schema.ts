/** Reads a result that came from outside, such as from somebody's bundle: what is not of the right form is refused. */
import { z } from 'zod';
import {
  emptyTimings,
  FTP_STEPS,
  KERNELS,
  PHASES,
  PROTOCOLS,
  SIDES,
  type Timings,
  type TransferResult,
} from './result.ts';

const text = z.string().max(10_000);
const number = z.number();
const SOURCES = ['os', 'openssl', 'tls-alert', 'http', 'ftp', 'dns', 'curl', 'check'] as const;

const timings = z
  .partialRecord(z.enum(Object.keys(emptyTimings()) as [keyof Timings]), number)
  .transform((given): Timings => ({ ...emptyTimings(), ...given }));

const ftp = z.object({
  steps: z.array(
    z.object({ step: z.enum(FTP_STEPS), state: z.enum(['ok', 'failed']), ms: number, detail: text }),
  ),
  passive: z.enum(['EPSV', 'PASV']).nullable(),
  dataAddress: text.nullable(),
  dataPort: number.nullable(),
  sessionReused: z.boolean().nullable(),
  transcript: z.array(z.object({ atMs: number, from: z.enum(['client', 'server']), text })).max(1000),
});

const certificate = z.object({
  subject: text,
  issuer: text,
  names: z.array(text).max(1000).default([]),
  notBefore: text,
  notAfter: text,
  serial: text.default(''),
  key: text.default(''),
  signature: text.nullable().default(null),
  sha256: text,
});

const revocation = z.object({
  source: z.enum(['crlFile', 'crl', 'ocsp', 'stapling']),
  status: z.enum(['good', 'revoked', 'unknown', 'open']),
  from: text.nullable(),
  responder: text.nullable(),
  producedAt: text.nullable(),
  thisUpdate: text.nullable(),
  nextUpdate: text.nullable(),
  revokedAt: text.nullable(),
  reason: text.nullable(),
});

const result = z.object({
  id: text,
  task: text,
  runId: text,
  startedAt: z.iso.datetime({ offset: true }),
  direction: z.enum(['download', 'upload']),
  kernel: z.enum(KERNELS),
  protocol: z.enum(PROTOCOLS).nullable(),
  url: text,
  finalUrl: text,
  host: text,
  remoteAddress: text.nullable(),
  remotePort: number.nullable(),
  ipFamily: z.union([z.literal(4), z.literal(6)]).nullable(),
  addresses: z.array(text).max(1000),
  outcome: z.enum(['ok', 'failed', 'canceled']),
  code: z.int().nullable(),
  family: z.enum(['success', 'http', 'transfer']).nullable(),
  name: text,
  phase: z.enum(PHASES),
  side: z.enum(SIDES),
  bytes: number,
  expectedBytes: number.nullable(),
  httpVersion: z.enum(['1.1', '2']).nullable().default(null),
  httpStatus: number.nullable(),
  md5: text.nullable(),
  sha256: text.nullable(),
  timings,
  speedKBps: number,
  redirects: z.array(z.object({ from: text, to: text, status: number, timings })).max(200),
  threads: number.default(1),
  segments: z.array(z.object({ from: number, to: number, bytes: number, ms: number })).default([]),
  tls: z
    .object({
      version: text,
      cipher: text,
      chain: z.array(certificate).max(100),
      asksCertificate: z.boolean().default(false),
      revocation: revocation.nullable().default(null),
    })
    .nullable(),
  hijack: z.object({ count: number, domains: number }).nullable().default(null),
  proxy: z
    .object({
      url: text,
      from: z.enum(['task', 'system']),
      address: text.nullable(),
      port: number,
      ms: number,
      resolvedBy: z.enum(['proxy', 'probe']),
    })
    .nullable()
    .default(null),
  ftp: ftp.nullable().default(null),
  curl: z.object({ version: text, tls: text.nullable() }).nullable().default(null),
  evidence: z.array(z.object({ source: z.enum(SOURCES), name: text, detail: text })).max(1000),
  native: z.object({ curl: number.optional(), wininet: number.optional() }),
  labels: z.record(text, text).default({}),
  expected: z.boolean(),
});

/** A failed result has a code with its family, as every screen expects. */
const whole = result.refine(({ outcome, code, family }) =>
  outcome === 'canceled' ? true : code !== null && family !== null,
);

/** null when it is no result. Fields that a newer version has added are left out. */
export function readResult(input: unknown): TransferResult | null {
  const parsed = whole.safeParse(input);
  return parsed.success ? parsed.data : null;
}
