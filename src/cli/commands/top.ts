/** `catprobe top`: the top five error types of the stored results, by any dimension. */
import { dimensions, topErrors } from '../../main/analysis/top.ts';
import type { ResultStore } from '../../main/store/results.ts';
import { type ErrorType, isDimension, type Summary } from '../../shared/analysis.ts';
import { findCode } from '../../shared/codes.ts';
import { storeTexts } from '../../shared/texts/store.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { parseSince } from '../since.ts';
import { clip, table } from '../table.ts';
import { withStore } from '../with-store.ts';

export interface TopOptions {
  /** A dimension: `host`, `label.site`, … */
  by?: string;
  metric?: string;
  since?: string;
  json?: boolean;
  /** The data folder. */
  store: string;
  /** Without the results of the lab. */
  own?: boolean;
}

/** So that a line stays within 80. */
const KEY_CELLS = 50;
const NAME_CELLS = 50;

export async function topCommand(
  options: TopOptions,
  io: Io,
  now: () => Date = () => new Date(),
): Promise<ExitStatus> {
  const { by, metric, store: folder } = options;
  if (metric !== undefined && metric !== 'errors') {
    io.err(say(storeTexts.badMetric, io.language, { value: metric }));
    return 2;
  }
  const since = options.since === undefined ? undefined : parseSince(options.since, now());
  if (since === null) {
    io.err(say(storeTexts.badSince, io.language, { value: options.since! }));
    return 2;
  }
  if (by?.includes(',')) {
    io.err(say(storeTexts.oneDimension, io.language, { value: by, first: by.split(',', 1)[0]! }));
    return 2;
  }

  return withStore(folder, io, async (store) => {
    if (by !== undefined && !isDimension(by)) {
      io.err(
        say(storeTexts.badDimension, io.language, { value: by, known: (await dimensions(store)).join(', ') }),
      );
      return 2;
    }
    const top = await topErrors(store, { by: by ?? null, since, ...(options.own && { origin: 'own' }) });
    if (options.json) {
      io.out(JSON.stringify(top));
      return 0;
    }
    if (top.total === 0) {
      io.out(await nothingFound(store, io.language));
      return 0;
    }
    const lines = [
      ...summaryLines(top, io.language),
      ...top.groups.flatMap((group) => [
        '',
        say(storeTexts.topOf, io.language, { by: by!, key: clip(group.key, KEY_CELLS) }),
        ...summaryLines(group, io.language),
      ]),
    ];
    for (const line of lines) io.out(line);
    return 0;
  });
}

/** An empty store needs filling; a full one a wider question. */
export async function nothingFound(store: ResultStore, language: Language): Promise<string> {
  const { total } = await store.list({}, 0, 1);
  return total
    ? say(storeTexts.noMatch, language)
    : say(storeTexts.emptyStore, language, { folder: store.folder });
}

function summaryLines(summary: Summary, language: Language): string[] {
  const { total, failed, successRate, speedKBps, firstPacketMs, top } = summary;
  const figures = {
    speed: speedKBps.median,
    speedP95: speedKBps.p95,
    first: firstPacketMs.median,
    firstP95: firstPacketMs.p95,
  };
  const lines = [say(storeTexts.summary, language, { total, failed, rate: percent(successRate ?? 0) })];
  // Percentiles are over successful transfers: without any there is nothing to show.
  if (total > failed) {
    const shown = Object.entries(figures).map(([name, value]) => [
      name,
      value === null ? '-' : value.toFixed(1),
    ]);
    lines.push(say(storeTexts.figures, language, Object.fromEntries(shown)));
  }
  if (!top.length) return [...lines, say(storeTexts.noFailures, language)];

  const { code, error, count, share } = storeTexts.columns;
  const columns = [
    { heading: say(code, language) },
    { heading: say(error, language) },
    { heading: say(count, language), align: 'right' as const },
    { heading: say(share, language), align: 'right' as const },
  ];
  const rows = top.map((type) => [
    String(type.code),
    clip(nameOf(type, language), NAME_CELLS),
    String(type.count),
    percent(type.share),
  ]);
  return [...lines, ...table(columns, rows)];
}

/** The result has CAT's English name; the table knows the other language. */
function nameOf(type: ErrorType, language: Language): string {
  const row = findCode(type.code);
  return row && row.name.en === type.name ? row.name[language] : type.name;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}
