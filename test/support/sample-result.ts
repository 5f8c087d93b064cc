/** Results for tests of what keeps, reads or shows them. */
import { emptyTimings, type TransferResult } from '../../src/shared/result.ts';

/** A successful HTTPS download; `change` makes it another. */
export function sampleResult(id: string, change: Partial<TransferResult> = {}): TransferResult {
  return {
    id,
    task: 'sample',
    runId: 'run-1',
    startedAt: '2026-11-23T08:00:00.000+08:00',
    direction: 'download',
    kernel: 'node',
    protocol: 'https',
    url: 'https://files.test/a.bin',
    finalUrl: 'https://files.test/a.bin',
    host: 'files.test',
    remoteAddress: '192.0.2.7',
    remotePort: 443,
    ipFamily: 4,
    addresses: ['192.0.2.7'],
    outcome: 'ok',
    code: 0,
    family: 'success',
    name: 'Success',
    phase: 'transfer',
    side: 'none',
    bytes: 1_048_576,
    expectedBytes: 1_048_576,
    httpVersion: '1.1',
    httpStatus: 200,
    md5: null,
    sha256: null,
    timings: { ...emptyTimings(), dns: 1.25, connect: 0.5, tls: 3, firstPacket: 6.75, total: 16.5 },
    speedKBps: 1000,
    redirects: [],
    threads: 1,
    segments: [],
    hijack: null,
    tls: {
      version: 'TLSv1.3',
      cipher: 'TLS_AES_128_GCM_SHA256',
      chain: [],
      asksCertificate: false,
      revocation: null,
    },
    proxy: null,
    ftp: null,
    curl: null,
    evidence: [],
    native: {},
    labels: {},
    expected: true,
    ...change,
  };
}

/** The same, failed with one of the codes, or with an HTTP status. */
export function failedResult(id: string, code: number, change: Partial<TransferResult> = {}): TransferResult {
  const http = code < 600;
  return sampleResult(id, {
    outcome: 'failed',
    code,
    family: http ? 'http' : 'transfer',
    name: http ? `HTTP ${code}` : 'Failure',
    phase: http ? 'response' : 'connect',
    side: http ? 'server' : 'network',
    bytes: 0,
    speedKBps: 0,
    evidence: [
      { source: http ? 'http' : 'os', name: http ? String(code) : 'ECONNREFUSED', detail: 'connect' },
    ],
    expected: false,
    ...change,
  });
}
