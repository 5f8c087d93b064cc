/** A result as the host sends it, with the fields that a test cares about. */
import { emptyTimings, type Progress, type TransferResult } from '../../src/shared/result.ts';

export function aResult(part: Partial<TransferResult> = {}): TransferResult {
  return {
    id: '01A',
    task: 'http://host.test/file',
    runId: 'run-1',
    startedAt: '2026-11-23T08:00:00.000+08:00',
    direction: 'download',
    kernel: 'node',
    protocol: 'http',
    url: 'http://host.test/file',
    finalUrl: 'http://host.test/file',
    host: 'host.test',
    remoteAddress: '192.0.2.7',
    remotePort: 80,
    ipFamily: 4,
    addresses: ['192.0.2.7'],
    outcome: 'ok',
    code: 0,
    family: 'success',
    name: 'Success',
    phase: 'verify',
    side: 'none',
    bytes: 2048,
    expectedBytes: 2048,
    httpStatus: 200,
    md5: null,
    sha256: null,
    timings: { ...emptyTimings(), dns: 1, connect: 2, wait: 3, receive: 4, firstPacket: 6, total: 10 },
    speedKBps: 500,
    redirects: [],
    threads: 1,
    proxy: null,
    hijack: null,
    tls: null,
    evidence: [],
    native: {},
    labels: {},
    expected: true,
    ...part,
  };
}

export function aProgress(part: Partial<Progress> = {}): Progress {
  return {
    runId: 'run-1',
    id: '01A',
    task: 'http://host.test/file',
    url: 'http://host.test/file',
    phase: 'transfer',
    bytes: 1024,
    expectedBytes: 2048,
    speedKBps: 100,
    elapsedMs: 100,
    timings: emptyTimings(),
    ...part,
  };
}
