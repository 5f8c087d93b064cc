/** `catprobe explain` and `catprobe codes`: what they print, and their exit status. */
import { describe, expect, it } from 'vitest';
import { codesCommand } from '../../src/cli/commands/codes.ts';
import { explainCommand } from '../../src/cli/commands/explain.ts';
import type { Io } from '../../src/cli/io.ts';
import { width } from '../../src/cli/table.ts';
import { wrap } from '../../src/cli/wrap.ts';
import { CODES } from '../../src/shared/codes.ts';
import { codesMarkdown, type ProvingCase } from '../../src/shared/codes-markdown.ts';
import type { Language } from '../../src/shared/texts/text.ts';

function collect(language: Language = 'en', color = false): Io & { outLines: string[]; errLines: string[] } {
  const outLines: string[] = [];
  const errLines: string[] = [];
  return {
    outLines,
    errLines,
    out: (line) => outLines.push(line),
    err: (line) => errLines.push(line),
    live: () => {},
    language,
    terminal: false,
    color,
  };
}

const noNames = (): number[] => [];
const casesOf = (code: number): ProvingCase[] =>
  code === 609 ? [{ id: 'reset-in-body', kernel: 'node' }] : [];

describe('explain', () => {
  it('prints name with family, meaning, side, native numbers and numbered steps', () => {
    const io = collect();
    expect(explainCommand(['609'], {}, io, noNames)).toBe(0);
    expect(io.outLines[0]).toBe('file transfer 609  The connection to the server was reset.');
    const text = io.outLines.join('\n');
    expect(text).toMatch(/^Meaning {3}The connection was torn down/m);
    expect(text).toMatch(/^Side {6}network$/m);
    expect(text).toMatch(/^Native {4}curl 56, 55; WinINet 12031$/m);
    expect(text).toMatch(/^ {2}1\. Run the same task/m);
    expect(io.errLines).toEqual([]);
  });

  it('speaks Chinese', () => {
    const io = collect('zh');
    expect(explainCommand(['609'], {}, io, noNames)).toBe(0);
    expect(io.outLines[0]).toBe('文件传输 609  与服务器的连接被重置');
    expect(io.outLines.join('\n')).toMatch(/^责任方 {6}网络$/m);
  });

  it.each(['en', 'zh'] as const)('fits 80 columns for every code (%s)', (language) => {
    const io = collect(language);
    for (const row of CODES) explainCommand([String(row.code)], {}, io, noNames);
    // A command to copy is not broken.
    const tooWide = io.outLines.filter((line) => width(line) > 79 && !/[!-~]{60}/.test(line));
    expect(tooWide).toEqual([]);
  });

  it('gives the rows with --json', () => {
    const io = collect();
    expect(explainCommand(['curl:77'], { json: true }, io, noNames)).toBe(0);
    expect(io.outLines).toHaveLength(1);
    const row = CODES.find(({ code }) => code === 657);
    expect(JSON.parse(io.outLines[0]!)).toEqual([{ ...row, family: 'transfer' }]);
  });

  it('joins words, and lists many answers by name', () => {
    const io = collect();
    expect(explainCommand(['the', 'certificate'], {}, io, noNames)).toBe(0);
    expect(io.outLines[0]).toMatch(/^\d+ codes match:$/);
    expect(io.outLines.at(-1)).toMatch(/^For one of them: catprobe explain \d{3}$/);
  });

  it('names an HTTP status as such', () => {
    const io = collect();
    explainCommand(['404'], {}, io, noNames);
    expect(io.outLines[0]).toBe('HTTP status 404');
  });

  it('says in one line what can be asked, status 2', () => {
    const io = collect();
    expect(explainCommand(['gibberish\u001b[31m'], { json: true }, io, noNames)).toBe(2);
    expect(io.outLines).toEqual([]);
    expect(io.errLines).toHaveLength(1);
    expect(io.errLines[0]).toContain('"gibberish [31m"; ask for a code');
  });

  it('uses colour only where it is wanted', () => {
    const [plain, colored] = [collect(), collect('en', true)];
    explainCommand(['609'], {}, plain, noNames);
    explainCommand(['609'], {}, colored, noNames);
    expect(plain.outLines.join()).not.toContain('\u001b');
    expect(colored.outLines[0]).toContain('\u001b[1m');
  });
});

describe('codes', () => {
  it('prints the 70 with --json, each with its lab case', () => {
    const io = collect();
    expect(codesCommand({ json: true }, io, casesOf)).toBe(0);
    const rows = JSON.parse(io.outLines.join('\n'));
    expect(rows).toEqual(
      CODES.map((row) => ({
        ...row,
        case: row.code === 609 ? 'reset-in-body' : null,
        cases: casesOf(row.code),
      })),
    );
  });

  it('prints the page with --markdown', () => {
    const io = collect();
    expect(codesCommand({ markdown: true }, io, casesOf)).toBe(0);
    expect(`${io.outLines.join('\n')}\n`).toBe(codesMarkdown(casesOf));
  });

  it.each(['en', 'zh'] as const)('prints a line or two for each code (%s)', (language) => {
    const io = collect(language);
    expect(codesCommand({}, io, casesOf)).toBe(0);
    for (const row of CODES)
      expect(io.outLines.some((line) => line.startsWith(`  ${row.code}  `))).toBe(true);
    for (const line of io.outLines) expect(width(line)).toBeLessThan(80);
  });

  it('refuses both formats at once', () => {
    const io = collect();
    expect(codesCommand({ json: true, markdown: true }, io, casesOf)).toBe(2);
    expect(io.errLines).toHaveLength(1);
  });
});

describe('wrap', () => {
  it('loses nothing', () => {
    for (const row of CODES) {
      for (const text of [row.meaning.en, row.meaning.zh, ...row.remedy.en, ...row.remedy.zh]) {
        expect(wrap(text, 40).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }
    }
  });

  it('indents, and does not begin a line with a Chinese full stop', () => {
    expect(wrap('one two three', 9, '1. ')).toEqual(['1. one', '   two', '   three']);
    expect(wrap('服务器，网络。', 7)).toEqual(['服务', '器，网', '络。']);
  });
});
