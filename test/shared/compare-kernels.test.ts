/** What two kernels disagree about, and what they do not. */
import { expect, test } from 'vitest';
import {
  compareKernels,
  type FindingKind,
  kernelPairs,
  sayFinding,
} from '../../src/shared/compare-kernels.ts';
import type { TransferResult } from '../../src/shared/result.ts';
import { compareTexts } from '../../src/shared/texts/compare.ts';
import { LANGUAGES } from '../../src/shared/texts/text.ts';
import { failedResult, sampleResult } from '../support/sample-result.ts';

const ok = (change: Partial<TransferResult> = {}): TransferResult => sampleResult('1', change);
const byCurl = (change: Partial<TransferResult> = {}): TransferResult =>
  sampleResult('2', { kernel: 'curl', ...change });
const failed = (code: number, change: Partial<TransferResult> = {}): TransferResult =>
  failedResult('2', code, { kernel: 'curl', ...change });
const kinds = (node: TransferResult, curl: TransferResult): FindingKind[] =>
  compareKernels({ node, curl }).map(({ kind }) => kind);

test('the same result is no finding', () => {
  expect(kinds(ok(), byCurl())).toEqual([]);
  expect(kinds(failedResult('1', 601), failed(601))).toEqual([]);
});

test('measured values of the same size are none either, nor is what one of them did not see', () => {
  const { timings } = ok();
  expect(
    kinds(ok({ speedKBps: 1000 }), byCurl({ speedKBps: 1400, timings: { ...timings, total: 20 } })),
  ).toEqual([]);
  expect(kinds(ok({ md5: 'a' }), byCurl({ md5: null, tls: null, httpVersion: null }))).toEqual([]);
});

const noTls = { version: 'TLSv1.3', cipher: 'x', chain: [], asksCertificate: false, revocation: null };
const noCertificate = {
  subject: '',
  issuer: '',
  names: [],
  notBefore: '',
  notAfter: '',
  serial: '',
  key: '',
  signature: null,
};

test.each<[kind: FindingKind, curl: Partial<TransferResult>]>([
  ['httpStatus', { httpStatus: 206 }],
  ['md5', { md5: 'b' }],
  ['sha256', { sha256: 'b' }],
  ['bytes', { bytes: 5 }],
  ['tlsVersion', { tls: { ...noTls, version: 'TLSv1.2' } }],
  ['httpVersion', { httpVersion: '2' }],
  ['finalUrl', { finalUrl: 'https://other.test/' }],
  ['address', { remoteAddress: '192.0.2.8' }],
])('%s', (kind, curl) => {
  expect(kinds(ok({ md5: 'a', sha256: 'a' }), byCurl({ md5: 'a', sha256: 'a', ...curl }))).toEqual([kind]);
});

test('another certificate, another proxy', () => {
  const chain = (sha256: string): TransferResult['tls'] => ({
    ...noTls,
    chain: [{ ...noCertificate, sha256 }],
  });
  expect(kinds(ok({ tls: chain('a') }), byCurl({ tls: chain('b') }))).toEqual(['certificate']);
  const proxy = (url: string): TransferResult['proxy'] => ({
    url,
    from: 'system',
    address: null,
    port: 1,
    ms: 0,
    resolvedBy: 'proxy',
  });
  expect(kinds(ok({ proxy: proxy('http://a:1') }), byCurl({ proxy: proxy('http://b:1') }))).toEqual([
    'proxy',
  ]);
});

test('codes come first; the phase counts where the code is the same', () => {
  expect(kinds(ok(), failed(609, { httpStatus: 500 }))).toEqual(['code', 'httpStatus']);
  expect(kinds(failedResult('1', 609, { phase: 'response' }), failed(609, { phase: 'transfer' }))).toEqual([
    'phase',
  ]);
  expect(compareKernels({ node: ok(), curl: failed(609) })[0]).toEqual({ kind: 'code', node: 0, curl: 609 });
});

test('speed of what is large, time of what is small; twice as much, and more than a moment', () => {
  const { timings } = ok();
  const slow = { timings: { ...timings, total: 5000 } };
  expect(kinds(ok(), byCurl({ ...slow, speedKBps: 100 }))).toEqual(['speed']);
  expect(kinds(ok({ bytes: 10 }), byCurl({ ...slow, bytes: 10 }))).toEqual(['total']);
  expect(kinds(ok({ bytes: 10 }), byCurl({ timings: { ...timings, total: 40 }, bytes: 10 }))).toEqual([]);
});

test('a canceled one is not compared', () => {
  expect(kinds(ok(), byCurl({ outcome: 'canceled', code: null }))).toEqual([]);
});

test('pairs: by task, in the order they began, whichever ended first', () => {
  const result = (id: string, task: string, kernel: 'node' | 'curl'): TransferResult =>
    sampleResult(id, { task, kernel });
  const results = [
    result('4', 'b', 'curl'),
    result('1', 'a', 'node'),
    result('2', 'a', 'curl'),
    result('3', 'b', 'node'),
    result('5', 'a', 'curl'),
    result('6', 'a', 'node'),
    result('7', 'a', 'node'),
  ];
  expect(kernelPairs(results).map(({ node, curl }) => [node.id, curl.id])).toEqual([
    ['1', '2'],
    ['3', '4'],
    ['6', '5'],
  ]);
  const upload = sampleResult('2', { kernel: 'curl', direction: 'upload' });
  expect(kernelPairs([ok(), upload])).toEqual([]);
});

test('every finding is a sentence in both languages, with both values in it', () => {
  for (const language of LANGUAGES) {
    for (const kind of Object.keys(compareTexts.kinds) as FindingKind[]) {
      const sentence = sayFinding({ kind, node: 608, curl: 609.4 }, language);
      expect(sentence).toMatch(/608.*609/s);
      expect(sentence).not.toMatch(/[{}]/);
    }
  }
  expect(sayFinding({ kind: 'code', node: 0, curl: 404 }, 'en')).toBe(
    'node gives 0 Success, curl gives 404 HTTP 404',
  );
});
