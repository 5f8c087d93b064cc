/** `catprobe top`: the top five error types of the stored results, or the five slowest, by one or two dimensions. */
import { slowest } from '../../main/analysis/slowest.ts';
import { dimensions, topErrors } from '../../main/analysis/top.ts';
import type { ResultStore } from '../../main/store/results.ts';
import {
  type Dimension,
  type ErrorType,
  isDimension,
  type Scope,
  type Summary,
} from '../../shared/analysis.ts';
import { findCode } from '../../shared/codes.ts';
import { storeTexts } from '../../shared/texts/store.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { parseSince } from '../since.ts';
import { storedRedactor } from '../stored-tasks.ts';
import { clip, table } from '../table.ts';
import { withStore } from '../with-store.ts';

export interface TopOptions {
  /** One dimension or two: `host`, `host,label.site`, … */
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
  const { metric = 'errors', store: folder } = options;
  if (metric !== 'errors' && metric !== 'slowest') {
    io.err(say(storeTexts.badMetric, io.language, { value: metric }));
    return 2;
  }
  const since = options.since === undefined ? undefined : parseSince(options.since, now());
  if (since === null) {
    io.err(say(storeTexts.badSince, io.language, { value: options.since! }));
    return 2;
  }
  const wanted = options.by?.split(',').map((name) => name.trim()) ?? [];
  if (wanted.length > 2) {
    io.err(say(storeTexts.twoDimensions, io.language, { value: options.by! }));
    return 2;
  }
  if (metric === 'slowest' && !wanted.length) {
    io.err(say(storeTexts.slowestBy, io.language));
    return 2;
  }

  return withStore(folder, io, async (store) => {
    const wrong = wanted.find((name) => !isDimension(name));
    if (wrong !== undefined) {
      const known = (await dimensions(store)).join(', ');
      io.err(say(storeTexts.badDimension, io.language, { value: wrong, known }));
      return 2;
    }
    const [by = null, and] = wanted as Dimension[];
    const scope: Scope = { since, ...(options.own && { origin: 'own' }) };
    if (metric === 'slowest') return slowestCommand(store, { ...scope, by: by!, and }, options, io);
    const found = await topErrors(store, { by, and, ...scope });
    const top = { ...found, groups: await hideKeys(found.groups, folder) };
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
        say(storeTexts.topOf, io.language, { by: wanted.join(', '), key: clip(keyOf(group), KEY_CELLS) }),
        ...summaryLines(group, io.language),
      ]),
    ];
    for (const line of lines) io.out(line);
    return 0;
  });
}

async function slowestCommand(
  store: ResultStore,
  question: Parameters<typeof slowest>[1],
  { json, by }: TopOptions,
  io: Io,
): Promise<ExitStatus> {
  const found = await slowest(store, question);
  const answer = { ...found, groups: await hideKeys(found.groups, store.folder) };
  if (json) io.out(JSON.stringify(answer));
  else if (!answer.groups.length) io.out(await nothingFound(store, io.language));
  else {
    const { tests, speed, first } = storeTexts.columns;
    const figures = [tests, speed, first].map((heading) => ({
      heading: say(heading, io.language),
      align: 'right' as const,
    }));
    const rows = answer.groups.map((group) => [
      clip(keyOf(group), KEY_CELLS),
      String(group.ok),
      group.speedKBps.toFixed(1),
      group.firstPacketMs?.toFixed(1) ?? '-',
    ]);
    for (const line of table([{ heading: by! }, ...figures], rows)) io.out(line);
  }
  return 0;
}

/** A task's name, a host or a label may have a secret in it. */
async function hideKeys<T extends { key: string; andKey?: string }>(
  groups: readonly T[],
  folder: string,
): Promise<T[]> {
  const { text } = await storedRedactor(folder);
  return groups.map((group) => ({
    ...group,
    key: text(group.key),
    ...(group.andKey !== undefined && { andKey: text(group.andKey) }),
  }));
}

function keyOf({ key, andKey }: { key: string; andKey?: string }): string {
  return andKey === undefined ? key : `${key}, ${andKey}`;
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
