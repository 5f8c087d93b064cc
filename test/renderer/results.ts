/** A result as the host sends it, with the fields that a test cares about. */
import type { Run } from '../../src/shared/api.ts';
import { emptyTimings, type Progress, type TransferResult } from '../../src/shared/result.ts';
import { sampleResult } from '../support/sample-result.ts';

export function aResult(part: Partial<TransferResult> = {}): TransferResult {
  return sampleResult('01A', {
    task: 'http://host.test/file',
    protocol: 'http',
    url: 'http://host.test/file',
    finalUrl: 'http://host.test/file',
    host: 'host.test',
    remotePort: 80,
    name: 'Success',
    phase: 'verify',
    bytes: 2048,
    expectedBytes: 2048,
    timings: { ...emptyTimings(), dns: 1, connect: 2, wait: 3, receive: 4, firstPacket: 6, total: 10 },
    speedKBps: 500,
    tls: null,
    labels: {},
    ...part,
  });
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

export function aRun(part: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    startedAt: '2026-11-23T08:00:00.000+08:00',
    state: 'running',
    total: 1,
    done: 0,
    failed: 0,
    tasks: ['t'],
    concurrency: 1,
    bytes: 0,
    endedAt: null,
    startedBy: 'user',
    ...part,
  };
}
