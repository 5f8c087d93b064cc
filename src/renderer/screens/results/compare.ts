/** Up to three results side by side: their codes, facts and times, and which of them differ. */
import { TIME_PARTS, type TransferResult } from '../../../shared/result.ts';
import { phaseTexts, sideTexts } from '../../../shared/texts/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { bytesOf, remoteOf } from '../../components/result-text.ts';
import { codeLabel, verdictName } from '../../components/verdict.ts';
import { labelsText, type Shown } from './columns.tsx';

export const MOST_COMPARED = 3;

/** Measured values always differ a little: only so much is worth a mark. */
const FACTOR = 1.5;
const LEAST_MS = 5;

export interface ComparedRow {
  label: string;
  values: string[];
  differs: boolean;
}

/** Rows that say nothing for any of them are left out. */
export function compareResults(results: readonly TransferResult[], shown: Shown): ComparedRow[] {
  const { t, format, language } = shown;
  const { verdict, results: texts } = gui;
  const fact = (label: string, of: (result: TransferResult) => string | number | null): ComparedRow => {
    const values = results.map((result) => String(of(result) ?? ''));
    return { label, values: values.map((value) => value || '–'), differs: new Set(values).size > 1 };
  };
  const figure = (
    label: string,
    of: (result: TransferResult) => number,
    say: (value: number) => string,
    least: number,
  ): ComparedRow => {
    const values = results.map(of);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return {
      label,
      values: values.map((value) => (value ? say(value) : '–')),
      differs: high - low >= least && high >= FACTOR * low,
    };
  };
  const rows = [
    fact(t(texts.result), ({ outcome, code, family }) =>
      outcome === 'failed' ? codeLabel(code!, family!, t) : t(texts.outcomes[outcome]),
    ),
    fact(t(texts.meaning), (result) => verdictName(result, language, t)),
    fact(t(texts.side), ({ side }) => t(sideTexts[side])),
    fact(t(texts.phase), ({ phase }) => t(phaseTexts[phase])),
    fact(t(verdict.evidence), ({ evidence }) =>
      evidence.map(({ source, name, detail }) => `${source} ${name}: ${detail}`).join('\n'),
    ),
    fact(t(texts.columns.task), ({ task }) => task),
    fact(t(verdict.url), ({ url }) => url),
    fact(t(verdict.finalUrl), ({ finalUrl }) => finalUrl),
    fact(t(texts.columns.kernel), ({ kernel }) => kernel),
    fact(t(verdict.startedAt), ({ startedAt }) => format.stamp(startedAt)),
    fact(t(verdict.remote), remoteOf),
    fact(t(verdict.proxy), ({ proxy }) => proxy?.url ?? null),
    fact(t(verdict.httpVersion), ({ httpVersion }) => httpVersion),
    fact(t(verdict.status), ({ httpStatus }) => httpStatus),
    fact(t(verdict.tls), ({ tls }) => tls && [tls.version, tls.cipher].filter(Boolean).join(', ')),
    fact(t(verdict.chain), ({ tls }) => tls?.chain[0]?.sha256 ?? null),
    fact(t(verdict.bytes), (result) => bytesOf(result, t, format)),
    fact(t(verdict.md5), ({ md5 }) => md5),
    fact(t(verdict.sha256), ({ sha256 }) => sha256),
    fact(t(verdict.threads), ({ threads }) => threads),
    figure(t(texts.speed), ({ speedKBps }) => speedKBps, format.speed, 0),
    ...TIME_PARTS.map((part) =>
      figure(t(verdict.steps[part]), ({ timings }) => timings[part], format.duration, LEAST_MS),
    ),
    figure(t(texts.columns.firstPacket), ({ timings }) => timings.firstPacket, format.duration, LEAST_MS),
    figure(t(texts.total), ({ timings }) => timings.total, format.duration, LEAST_MS),
    fact(t(verdict.labels), ({ labels }) => labelsText(labels)),
  ];
  return rows.filter(({ values }) => values.some((value) => value !== '–'));
}
