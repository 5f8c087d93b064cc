/**
 * The schema of a task: every field, its type, its bounds and its default. Field names are a lasting interface. Times in ms,
 * sizes in bytes unless the name says KB (1024 B). The URL is only text here: a broken one is a result (606), not a bad task.
 */

import { z } from 'zod';
import { parseHijackRules } from './dns-hijack.ts';
import { PROXY_SETTING } from './proxy.ts';
import { KERNELS, PROTOCOLS } from './result.ts';
import { isCron } from './schedule.ts';
import { taskTexts } from './texts/task.ts';

const kinds = taskTexts.kinds;

/** A text of a certain form; `kind` names it in the error message. */
const form = (pattern: RegExp, kind: keyof typeof kinds) => z.string().regex(pattern, { error: kind });

const IPV4 = String.raw`(?:\d{1,3}\.){3}\d{1,3}`;
const IPV6 = '[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*';
const ip = form(new RegExp(`^(?:${IPV4}|${IPV6})$`), 'ip');
/** Of a DNS server. */
export const ipPort = form(
  new RegExp(`^(?:${IPV4}(?::\\d{1,5})?|${IPV6}|\\[${IPV6}\\](?::\\d{1,5})?)$`),
  'ipPort',
);
const port = z.int().min(1).max(65535);
const hex = (digits: number) => form(new RegExp(`^[0-9A-Fa-f]{${digits}}$`), 'hex');
/** 2^40 KB are a pebibyte: more is a mistake (and cannot be counted in bytes any more from 2^43 on). */
const ABSURD_KB = 2 ** 40;
/** At most a day: a timer beyond that is a mistake (and overflows Node's timers after 24 days). */
const limitMs = (fallback: number) => z.int().min(1).max(86_400_000).default(fallback);
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
const header = form(/^[^\u0000-\u0008\u000a-\u001f\u007f]*$/, 'header');
const headerName = form(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, 'header');
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
const userName = form(/^[^\u0000-\u001f\u007f:]*$/, 'userName');
const method = form(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, 'method');
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
const fileName = form(/^[^\u0000-\u001f\u007f/\\]+$/, 'fileName');
const pin = form(/^sha256\/\/[A-Za-z0-9+/]{43}=$/, 'pin');

const hostName = form(/^[^\s:/?#@[\]]+$|^\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?$/, 'hostName');
const hijackRules = z.string().superRefine((text, context) => {
  for (const part of parseHijackRules(text).bad) {
    context.addIssue({ code: 'custom', message: 'hijack', input: part });
  }
});

/** How long a message is says the program itself: a second word on it would make two messages of one. */
function refuseFraming(headers: Record<string, string | string[]>, context: z.RefinementCtx): void {
  for (const [name, value] of Object.entries(headers)) {
    const framing = /^(content-length|transfer-encoding)$/i.test(name);
    const twoHosts = /^host$/i.test(name) && Array.isArray(value) && value.length > 1;
    if (framing) context.addIssue({ code: 'custom', message: 'framing', path: [name], input: name });
    if (twoHosts) context.addIssue({ code: 'custom', message: 'single', path: [name], input: value });
  }
}

/** The same target twice is a slip of the pen; it would also weigh the choice. */
function refuseRepeats(
  hosts: readonly { ip: string; port?: number | undefined; host: string }[],
  context: z.RefinementCtx,
): void {
  const keys = hosts.map(({ ip, port, host }) => `${host} ${ip} ${port ?? ''}`.toLowerCase());
  keys.forEach((key, index) => {
    const first = keys.indexOf(key);
    if (first < index)
      context.addIssue({ code: 'custom', message: 'repeats', path: [index], params: { first } });
  });
}

const verify = z.strictObject({
  /** Must stand in the response header: 627. */
  headerContains: z.string().min(1).optional(),
  /** Sum of the content as saved, hex: 632. */
  md5: hex(32).optional(),
  sha256: hex(64).optional(),
  /** Fewer bytes than this are 629. */
  minBytes: z.int().min(1).optional(),
  /** The header must name the size: 723. */
  declaredSize: z.literal(true).optional(),
});

const tls = z.strictObject({
  minVersion: z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']).optional(),
  maxVersion: z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']).optional(),
  ciphers: z.string().min(1).optional(),
  curves: z.string().min(1).optional(),
  serverName: z.string().min(1).optional(),
  caFile: z.string().min(1).optional(),
  useSystemCa: z.boolean().default(true),
  clientCert: z
    .union([
      z.strictObject({ cert: z.string(), key: z.string(), passphrase: z.string().optional() }),
      z.strictObject({ pfx: z.string(), passphrase: z.string().optional() }),
      z.strictObject({ machine: z.literal(true) }),
    ])
    .optional(),
  pin: z.union([pin, z.array(pin).min(1)]).optional(),
  fingerprint: form(/^[0-9A-Fa-f]{2}(?::?[0-9A-Fa-f]{2}){31}$/, 'hex').optional(),
  issuerFile: z.string().min(1).optional(),
  crlFile: z.string().min(1).optional(),
  revocation: z.enum(['off', 'soft', 'required']).default('off'),
  stapling: z.enum(['off', 'required']).default('off'),
  minKeyBits: z.int().min(512).max(16384).optional(),
  strictShutdown: z.boolean().default(false),
  engine: z.string().min(1).optional(),
  ignore: z
    .array(z.enum(['expired', 'host', 'authority', 'revoked', 'usage', 'status', 'client']))
    .default([]),
});

const request = z.strictObject({
  method: method.optional(),
  httpVersion: z.enum(['1.1', '2']).default('1.1'),
  /** An empty list leaves out a header that the program would send by itself. */
  headers: z
    .record(headerName, z.union([header, z.array(header)]))
    .default({})
    .superRefine(refuseFraming),
  body: z.string().optional(),
  userAgent: header.optional(),
  auth: z
    .union([
      z.strictObject({ type: z.enum(['basic', 'digest']), user: userName, password: header }),
      z.strictObject({ type: z.literal('bearer'), token: header }),
    ])
    .optional(),
  cookies: z.record(headerName, header).default({}),
});

/** Headers about the connection: HTTP/2 has other means and forbids them (RFC 9113 section 8.2.2). */
const HTTP1_ONLY = /^(connection|http2-settings|keep-alive|proxy-connection|te|transfer-encoding|upgrade)$/i;

const requestOfItsVersion = request.superRefine(({ httpVersion, headers }, context) => {
  const names = httpVersion === '2' ? Object.keys(headers).filter((name) => HTTP1_ONLY.test(name)) : [];
  for (const name of names)
    context.addIssue({ code: 'custom', path: ['headers', name], message: 'http1Only' });
});

export const taskSchema = z.strictObject({
  /** Unique in a file; without it the URL serves. */
  name: z.string().min(1).optional(),
  /** Tasks of a group stand together and can be run together. */
  group: z.string().min(1).optional(),
  direction: z.enum(['download', 'upload']).default('download'),
  url: z.string(),
  /** What this task allows; another known scheme is 607. */
  protocols: z
    .array(z.enum(PROTOCOLS))
    .min(1)
    .default([...PROTOCOLS]),
  kernel: z.enum(KERNELS).default('node'),
  ipFamily: z.enum(['auto', '4', '6']).default('auto'),
  /** Where a host is reached, past DNS. A host may stand several times, each time with another target. Unusable: 720. */
  hosts: z
    .array(z.strictObject({ ip, port: port.optional(), host: hostName }))
    .superRefine(refuseRepeats)
    .optional(),
  hostsPick: z.enum(['random', 'round-robin']).default('random'),
  localAddress: z.string().min(1).optional(),
  dns: z.strictObject({ servers: z.array(ipPort).default([]), limitMs: limitMs(20_000) }).prefault({}),
  timeouts: z
    .strictObject({
      connectMs: limitMs(10_000),
      tlsMs: limitMs(10_000),
      responseMs: limitMs(30_000),
      totalMs: limitMs(60_000),
    })
    .prefault({}),
  /** Download: stop after this much; default: the whole file. Upload: size to generate, 1024 by default; a file may not be larger. */
  transferKB: z.int().min(1).max(ABSURD_KB).optional(),
  threads: z.int().min(1).max(16).default(1),
  rateLimitKBps: z.int().min(1).max(ABSURD_KB).optional(),
  request: requestOfItsVersion.prefault({}),
  redirects: z
    .strictObject({
      follow: z.boolean().default(true),
      max: z.int().min(0).max(100).default(10),
      confirmed: z.boolean().default(false),
      allowPrivate: z.boolean().default(true),
    })
    .prefault({}),
  upload: z
    .strictObject({
      method: z.enum(['POST', 'PUT']).default('POST'),
      source: z
        .union([
          z.strictObject({ generate: z.literal(true) }),
          z.strictObject({ file: z.string().min(1) }),
          z.strictObject({ url: z.string(), md5: hex(32).optional() }),
        ])
        .default({ generate: true }),
      fileName: fileName.optional(),
    })
    .optional(),
  ftp: z
    .strictObject({
      user: header.optional(),
      password: header.optional(),
      directory: header.optional(),
      tls: z.enum(['off', 'explicit']).default('off'),
    })
    .optional(),
  verify: verify.prefault({}),
  tls: tls.prefault({}),
  proxy: form(PROXY_SETTING, 'proxy').default('none'),
  /** Addresses that DNS should give, or should not: `domain:rule|rule`. Counted in the result, never a failure. */
  dnsHijack: z.strictObject({ allow: hijackRules.optional(), block: hijackRules.optional() }).optional(),
  /** Undo content coding, so that sums are of the content itself. */
  decode: z.boolean().default(true),
  repeat: z
    .union([
      z.strictObject({
        count: z.int().min(1).max(1_000_000).default(1),
        intervalMs: z.int().min(0).max(86_400_000).default(0),
      }),
      z.strictObject({ cron: z.string().refine(isCron, { error: 'cron' }) }),
    ])
    .prefault({}),
  /** The user's own dimensions: operator, region, city, site, … */
  labels: z.record(z.string().regex(/^[^\s.]+$/), z.string()).default({}),
  /** A task that must fail with this code: as expected = passed. */
  expect: z.int().min(0).optional(),
});

/** A task as the gate returns it, every default filled in. */
export type Task = z.output<typeof taskSchema>;
/** A task as people write it. */
export type TaskInput = z.input<typeof taskSchema>;
