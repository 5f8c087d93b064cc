/** Results as a busy month would leave them: hosts, operators and hours with habits of their own. The same seed gives the same results. */
import { encodeTime } from 'ulid';
import { findCode } from '../src/shared/codes.ts';
import { type Evidence, emptyTimings, type TransferResult } from '../src/shared/result.ts';

export interface ManyResults {
  count: number;
  /** The last one starts just before. */
  until: Date;
  /** Default: 30 days. */
  days?: number;
  seed?: number;
}

const DAY_MS = 86_400_000;
const OFFSET = '+08:00';
const OPERATORS = ['China Mobile', 'China Telecom', 'China Unicom', 'CERNET'];
const REGIONS = ['北京', '上海', '广东', '四川', '浙江', 'Singapore'];
const PROTOCOLS = ['https', 'https', 'https', 'http', 'ftp', 'ftps'] as const;

/** What goes wrong, how often among the failures, and what is seen of it. */
const FAILURES: readonly (readonly [code: number, weight: number, Evidence])[] = [
  [601, 24, { source: 'os', name: 'ETIMEDOUT', detail: 'connect, after 10000 ms' }],
  [630, 18, { source: 'check', name: 'TOTAL_TIMEOUT', detail: 'after 60000 ms' }],
  [600, 14, { source: 'dns', name: 'ENOTFOUND', detail: 'A and AAAA' }],
  [404, 12, { source: 'http', name: '404', detail: 'GET' }],
  [608, 10, { source: 'os', name: 'ECONNRESET', detail: 'read' }],
  [503, 8, { source: 'http', name: '503', detail: 'GET' }],
  [638, 6, { source: 'openssl', name: 'ERR_SSL_WRONG_VERSION_NUMBER', detail: 'handshake' }],
  [610, 4, { source: 'openssl', name: 'CERT_HAS_EXPIRED', detail: 'leaf' }],
  [632, 3, { source: 'check', name: 'MD5_MISMATCH', detail: 'as the task wants it' }],
  [722, 1, { source: 'check', name: 'DNS_TIMEOUT', detail: 'after 20000 ms' }],
];

export function* manyResults({ count, until, days = 30, seed = 1 }: ManyResults): Generator<TransferResult> {
  const chance = seeded(seed);
  const hosts = Array.from({ length: 40 }, (_, n) => ({
    host: `${['cdn', 'mirror', 'files', 'update'][n % 4]}${n}.example.com`,
    protocol: PROTOCOLS[n % PROTOCOLS.length]!,
    failing: 0.02 + (n % 7 === 3 ? 0.25 : 0.1 * chance()),
    speed: 400 + 20_000 * chance() ** 2,
  }));
  const begin = until.getTime() - days * DAY_MS;
  for (let n = 0; n < count; n++) {
    const at = begin + ((until.getTime() - begin) * (n + chance())) / count;
    yield oneResult(n, at, hosts[Math.floor(chance() ** 1.7 * hosts.length)]!, chance);
  }
}

interface Host {
  host: string;
  protocol: (typeof PROTOCOLS)[number];
  failing: number;
  speed: number;
}

function oneResult(n: number, at: number, target: Host, chance: () => number): TransferResult {
  const { host, protocol } = target;
  const local = new Date(at + 8 * 3_600_000).toISOString().slice(0, 23);
  const evening = Math.max(0, 1 - Math.abs(Number(local.slice(11, 13)) - 20) / 4);
  const operator = OPERATORS[Math.floor(chance() * OPERATORS.length)]!;
  const upload = chance() < 0.2;
  const secure = protocol === 'https' || protocol === 'ftps';
  const url = `${protocol}://${host}/${upload ? 'in' : 'pub'}/release-${n % 9}.bin`;
  const slow = (operator === 'CERNET' ? 0.5 : 1) * (1 - 0.6 * evening) * (0.6 + 0.8 * chance());
  const bytes = 1_048_576 * (1 + (n % 4));
  const speedKBps = target.speed * slow;
  const parts = {
    dns: 2 + 20 * chance(),
    connect: 4 + 60 * chance() * (1 + evening),
    tls: secure ? 10 + 80 * chance() : 0,
    send: 0.2 + chance(),
    wait: 5 + 90 * chance(),
    receive: (bytes / 1024 / speedKBps) * 1000,
  };
  const before = parts.dns + parts.connect + parts.tls + parts.send + parts.wait;
  const failed = chance() < target.failing * (1 + evening);
  const address = `198.51.100.${(n % 3) + 3 * Number(/\d+/.exec(host)![0])}`;

  const good: TransferResult = {
    id: `${encodeTime(Math.floor(at))}${n.toString(36).toUpperCase().padStart(16, '0')}`,
    task: `${upload ? 'upload' : 'download'} ${host.split('.')[0]}`,
    runId: `run-${Math.floor(n / 50)}`,
    startedAt: `${local}${OFFSET}`,
    direction: upload ? 'upload' : 'download',
    kernel: n % 5 === 0 ? 'curl' : 'node',
    protocol,
    url,
    finalUrl: url,
    host,
    remoteAddress: address,
    remotePort: secure ? 443 : 80,
    ipFamily: 4,
    addresses: [address],
    outcome: 'ok',
    code: 0,
    family: 'success',
    name: 'Success',
    phase: 'transfer',
    side: 'none',
    bytes,
    expectedBytes: bytes,
    httpVersion: protocol === 'http' || protocol === 'https' ? '1.1' : null,
    httpStatus: protocol === 'http' || protocol === 'https' ? 200 : null,
    md5: null,
    sha256: null,
    timings: { ...emptyTimings(), ...parts, firstPacket: before, total: before + parts.receive },
    speedKBps,
    redirects: [],
    threads: 1,
    segments: [],
    tls: secure
      ? {
          version: n % 3 ? 'TLSv1.3' : 'TLSv1.2',
          cipher: 'TLS_AES_128_GCM_SHA256',
          asksCertificate: false,
          revocation: null,
          chain: [],
        }
      : null,
    hijack: null,
    proxy: null,
    ftp: null,
    curl: null,
    evidence: [],
    native: {},
    labels: { operator, region: REGIONS[Math.floor(chance() * REGIONS.length)]! },
    expected: true,
  };
  return failed ? spoiled(good, chance) : good;
}

/** The same attempt, had it gone wrong. */
function spoiled(good: TransferResult, chance: () => number): TransferResult {
  const [code, , evidence] = pick(chance());
  const row = findCode(code);
  const http = row === undefined;
  return {
    ...good,
    outcome: 'failed',
    code,
    family: http ? 'http' : 'transfer',
    name: row?.name.en ?? `HTTP ${code}`,
    phase: row?.phase ?? 'response',
    side: row?.side ?? 'server',
    remoteAddress: code === 600 || code === 722 ? null : good.remoteAddress,
    bytes: code === 608 || code === 630 ? Math.floor(good.bytes * chance()) : 0,
    httpStatus: http ? code : null,
    speedKBps: 0,
    timings: {
      ...good.timings,
      receive: 0,
      total: code === 630 ? 60_000 : code === 601 ? 10_000 : good.timings.firstPacket,
    },
    evidence: [evidence],
    expected: false,
  };
}

const TOTAL_WEIGHT = FAILURES.reduce((sum, [, weight]) => sum + weight, 0);

function pick(share: number): (typeof FAILURES)[number] {
  let left = share * TOTAL_WEIGHT;
  for (const failure of FAILURES) {
    left -= failure[1];
    if (left < 0) return failure;
  }
  return FAILURES[0]!;
}

/** mulberry32: small, and good enough for trying things out. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
