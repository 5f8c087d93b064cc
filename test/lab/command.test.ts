/** `catprobe lab …` as functions: what they print, and their status. */
import { expect, test } from 'vitest';
import { labListCommand, labProveCommand, labServeCommand } from '../../src/cli/commands/lab.ts';
import type { Io } from '../../src/cli/io.ts';
import { LOGIN } from '../../src/lab/faults/ftp.ts';
import { FAULTS } from '../../src/lab/faults.ts';
import type { Language } from '../../src/shared/texts/text.ts';
import { GET, talk } from './client.ts';

class Lines implements Io {
  readonly lines: string[] = [];
  readonly errors: string[] = [];
  readonly terminal = false;
  readonly color = false;
  readonly language: Language;
  #onLine: (line: string) => void;

  constructor(language: Language = 'en', onLine: (line: string) => void = () => {}) {
    this.language = language;
    this.#onLine = onLine;
  }

  out(line: string): void {
    this.lines.push(line);
    this.#onLine(line);
  }

  err(line: string): void {
    this.errors.push(line);
  }
}

const never = new AbortController().signal;

test('list: a line for each case, in both languages, or JSON', () => {
  for (const language of ['en', 'zh'] as const) {
    const io = new Lines(language);
    expect(labListCommand({}, io)).toBe(0);
    expect(io.lines).toHaveLength(FAULTS.length + 1);
    expect(io.lines.some((line) => /^609 +reset-in-body /.test(line))).toBe(true);
  }
  const io = new Lines();
  expect(labListCommand({ json: true }, io)).toBe(0);
  expect(io.lines).toHaveLength(1);
  expect(JSON.parse(io.lines[0] as string)).toContainEqual({
    code: 610,
    case: 'certificate-expired',
    phase: 'secure',
    title: expect.objectContaining({ zh: '证书已过期' }),
  });
});

test('serve: prints the addresses, serves them, and stops with the signal', async () => {
  const stop = new AbortController();
  const served = new Promise<Lines>((resolve) => {
    const io: Lines = new Lines('en', (line) => {
      if (line.includes('Ctrl-C')) resolve(io);
    });
    void labServeCommand(['reset-behind-data'], {}, io, stop.signal).then((status) =>
      io.errors.push(`status ${status}`),
    );
  });
  const io = await served;
  const [, address] = io.lines.join('\n').match(/^609 +reset-behind-data +(\S+)$/m) ?? [];
  const { port, pathname } = new URL(address as string);
  expect(await talk(Number(port), GET(pathname))).toMatchObject({ ending: 'reset' });
  expect(io.lines.join('\n')).toMatch(/127\.0\.0\.1:\d+/);
  expect(io.lines.join('\n')).toContain('root.pem');

  stop.abort();
  await expect.poll(() => io.errors).toEqual(['status 0']);
  expect(await talk(Number(port), GET(pathname))).toMatchObject({ ending: 'refused' });
});

test('serve: with a case of FTP, the account is named', async () => {
  const stop = new AbortController();
  const io: Lines = new Lines('en', (line) => line.includes('Ctrl-C') && stop.abort());
  expect(await labServeCommand(['ftp-ok-implicit', 'ftp-ok-plain'], {}, io, stop.signal)).toBe(0);
  const printed = io.lines.join('\n');
  expect(printed).toMatch(/^0 +ftp-ok-plain +ftp:\/\/127\.0\.0\.1:\d+\/pub\/file\.bin$/m);
  expect(printed).toMatch(/^0 +ftp-ok-implicit +ftps:\/\/good\.lab\.test:\d+\/pub\/file\.bin$/m);
  expect(printed).toContain(LOGIN.user);
  expect(printed).toContain(LOGIN.password);
});

test('serve: an unknown case or an impossible time is one line and status 2', async () => {
  const unknown = new Lines();
  expect(await labServeCommand(['nothing'], {}, unknown, never)).toBe(2);
  expect(unknown.errors).toEqual(['lab: there is no case "nothing"; "catprobe lab list" lists them']);
  const endless = new Lines();
  expect(await labServeCommand([], { minutes: 0 }, endless, never)).toBe(2);
  expect(endless.errors).toHaveLength(1);
});

test('prove: a line for each case and the count at the end', async () => {
  const io = new Lines();
  expect(await labProveCommand({ only: '606, 603', store: false }, io)).toBe(0);
  const cases = FAULTS.filter(({ code }) => code === 606 || code === 603);
  expect(io.lines).toHaveLength(cases.length + 1);
  expect(io.lines.slice(0, -1).every((line) => /^ok +60[36] /.test(line))).toBe(true);
  expect(io.lines.at(-1)).toMatch(
    new RegExp(`^${cases.length} of ${cases.length} cases.* 2/\\d+ codes proven$`),
  );
});

test('prove --json: an array in the order of the table', async () => {
  const io = new Lines();
  expect(await labProveCommand({ only: '607', json: true, store: false }, io)).toBe(0);
  expect(JSON.parse(io.lines.join('\n'))).toMatchObject([
    { code: 607, case: 'protocol-http-off', got: 607, phase: 'preflight', ok: true },
    { code: 607, case: 'protocol-https-off', got: 607, phase: 'preflight', ok: true },
  ]);
});

test('prove: a code without a case is one line and status 2', async () => {
  const io = new Lines();
  expect(await labProveCommand({ only: '610,999', store: false }, io)).toBe(2);
  expect(io.errors).toEqual([
    'lab: no case for code "999"; "catprobe lab list" lists the cases and their codes',
  ]);
  expect(io.lines).toEqual([]);
});
