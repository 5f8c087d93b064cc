/** The HTML report: its parts and their order, in both languages; nothing in it is loaded, run, or taken for markup. */
import { describe, expect, test } from 'vitest';
import { loadContent } from '../../../src/main/report/content.ts';
import { reportPage } from '../../../src/main/report/page.ts';
import { createRedactor } from '../../../src/shared/redact.ts';
import type { Subject } from '../../../src/shared/report.ts';
import type { TransferResult } from '../../../src/shared/result.ts';
import { LANGUAGES, type Language } from '../../../src/shared/texts/text.ts';
import { failedResult, sampleResult } from '../../support/sample-result.ts';
import { sourceOfResults } from './source.ts';

const certificate = {
  subject: 'CN=host.test',
  issuer: 'CN=Some CA',
  names: ['host.test'],
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: 'not a date',
  serial: '0a',
  key: 'EC P-256',
  signature: null,
  sha256: 'ab'.repeat(32),
};

const ftp: TransferResult['ftp'] = {
  steps: [
    { step: 'control', state: 'ok', ms: 1, detail: '192.0.2.7 port 21' },
    { step: 'login', state: 'failed', ms: 3, detail: '530 no' },
  ],
  passive: null,
  dataAddress: null,
  dataPort: null,
  sessionReused: null,
  transcript: [
    { atMs: 1, from: 'server', text: '220 hello' },
    { atMs: 2, from: 'client', text: 'USER me' },
  ],
};

async function page(results: TransferResult[], subject: Subject, language: Language = 'en'): Promise<string> {
  const content = await loadContent(subject, sourceOfResults(results));
  if (!content) throw new Error('nothing of the subject');
  return reportPage(content, {
    language,
    version: '1.2.3',
    createdAt: new Date('2026-11-24T10:00:00Z'),
    redactor: createRedactor(),
    redacted: true,
  });
}

/** Elements that carry the structure, in order: parts, headings, steps. */
function skeleton(html: string): string[] {
  return [...html.matchAll(/<(?:h1|h2)>|data-part="([\w-]+)"|data-step="([\w-]+)"|<svg|<ol>|<footer>/g)].map(
    ([whole, part, step]) => part ?? (step ? `step ${step}` : whole.replace(/[<>]/g, '')),
  );
}

describe('of a result', () => {
  const failure = failedResult('1', 619, {
    protocol: 'ftp',
    ftp,
    tls: {
      version: 'TLSv1.3',
      cipher: 'X',
      chain: [certificate],
      asksCertificate: false,
      revocation: null,
    },
    phase: 'login',
  });

  test.each(LANGUAGES)('every part, in the order of the questions (%s)', async (language) => {
    const html = await page([failure], { kind: 'result', id: '1' }, language);
    expect(skeleton(html)).toEqual([
      ...['h1', 'verdict', 'h2', 'cat-name', 'side', 'next', 'h2', 'ol', 'evidence', 'h2'],
      ...['ftp', 'h2', 'step control', 'step login'],
      ...[
        'h2',
        'svg',
        'step dns',
        'step connect',
        'step tls',
        'step login',
        'step send',
        'step wait',
        'step receive',
      ],
      ...['h2', 'chain', 'h2', 'transcript', 'h2', 'footer'],
    ]);
    expect(html).toContain(language === 'zh' ? '<html lang="zh-CN">' : '<html lang="en">');
    expect(html).toContain('data-code="619"');
    expect(html).toContain('not a date');
  });

  test('a success has its figures and no advice', async () => {
    const html = await page([sampleResult('1')], { kind: 'result', id: '1' });
    expect(skeleton(html).slice(0, 4)).toEqual(['h1', 'verdict', 'h2', 'h2']);
    expect(html).toContain('class="figures"');
    expect(html).not.toContain('data-part="next"');
  });

  test('loads nothing and runs nothing', async () => {
    const html = await page([failure], { kind: 'result', id: '1' });
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/<script|<link|<img|\bsrc=|\bhref=|url\(|@import|\bon\w+=/i);
  });

  test('what a server wrote is text', async () => {
    const evil = '</style></title><script>alert(1)</script><img src=x onerror=alert(1)> " \' & \u202e';
    const html = await page(
      [
        failedResult('1', 609, {
          task: evil,
          url: `http://h.test/${evil}`,
          evidence: [{ source: 'http', name: evil, detail: evil }],
          labels: { [evil]: evil },
          ftp: { ...ftp!, transcript: [{ atMs: 0, from: 'server', text: evil }] },
          tls: {
            version: evil,
            cipher: evil,
            chain: [{ ...certificate, subject: evil, notAfter: evil }],
            asksCertificate: false,
            revocation: null,
          },
        }),
      ],
      { kind: 'result', id: '1' },
    );
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('\u202e');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe('of a run or an analysis', () => {
  const results = [
    sampleResult('1'),
    failedResult('2', 609),
    failedResult('3', 609),
    failedResult('4', 404),
    failedResult('5', 612, { runId: 'other' }),
  ];

  test('figures, top five, what to do about each, and the attempts', async () => {
    const html = await page(results, { kind: 'analysis', filter: {}, by: 'host' });
    const parts = skeleton(html).filter((name) => !name.startsWith('step') && !/^(h2|svg|ol)$/.test(name));
    const example = ['verdict', 'cat-name', 'side', 'next', 'evidence'];
    expect(parts).toEqual([
      ...['h1', 'summary', 'top', 'groups', 'examples'],
      ...example,
      ...example.filter((name) => name !== 'cat-name'),
      ...example,
      ...['attempts', 'footer'],
    ]);
    expect(html).toContain('<tr data-code="609">');
    expect(html).toContain('4 of 5 tests failed');
  });

  test('a run has its own results only; one that is not there is none', async () => {
    const html = await page(results, { kind: 'run', id: 'run-1' });
    expect(html.match(/<tr><td class="nowrap">/g)).toHaveLength(4);
    expect(await loadContent({ kind: 'run', id: 'gone' }, sourceOfResults(results))).toBeNull();
    expect(await loadContent({ kind: 'result', id: 'gone' }, sourceOfResults(results))).toBeNull();
  });

  test('of very many, the newest failures are listed and the rest counted', async () => {
    const many = Array.from({ length: 300 }, (_, index) => {
      const id = String(index).padStart(4, '0');
      return index % 3 ? sampleResult(id) : failedResult(id, 609);
    });
    const html = await page(many, { kind: 'analysis', filter: {}, by: null });
    expect(html).toContain('the newest 100 of 300');
    expect(html.match(/<td class="failed">/g)).toHaveLength(100);
  });

  test('nothing at all is said so', async () => {
    const html = await page([], { kind: 'analysis', filter: {}, by: null });
    expect(html).toContain('No tests in this selection');
  });
});
