/** Reads a support bundle of somebody else: in memory alone, within bounds, and only what a bundle holds. */
import { strFromU8, type UnzipFileInfo, unzipSync } from 'fflate';
import { z } from 'zod';
import {
  BUNDLE_FILES,
  BUNDLE_LIMIT,
  type BundleFile,
  type BundleFileName,
  type BundleManifest,
  type OpenedBundle,
} from '../../shared/report.ts';
import type { TransferResult } from '../../shared/result.ts';
import { readResult } from '../../shared/result-schema.ts';
import { reportTexts } from '../../shared/texts/report.ts';
import { type Language, type Params, say, type Text } from '../../shared/texts/text.ts';
import { sha256 } from './bundle.ts';

const MB = 1024 * 1024;
/** Of all that it unpacks to. */
const MOST_UNZIPPED = 64 * MB;
const MOST_RESULTS = 5000;

/** Says why a bundle cannot be opened. */
export class BundleError extends Error {
  readonly text: Text;
  readonly params: Params;

  constructor(text: Text, params: Params = {}, cause?: unknown) {
    super(say(text, 'en', params), { cause });
    this.text = text;
    this.params = params;
  }

  say(language: Language): string {
    return say(reportTexts.notOpened, language, { reason: say(this.text, language, this.params) });
  }
}

const manifestSchema = z.object({
  catprobeBundle: z.int(),
  createdAt: z.iso.datetime({ offset: true }),
  version: z.string().max(100),
  language: z.string().max(20),
  results: z.int(),
  files: z.partialRecord(z.enum(BUNDLE_FILES), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** Throws BundleError. */
export function openBundle(content: Uint8Array): OpenedBundle {
  const files = unzip(content);
  const manifest = readManifest(files.get('manifest.json'));
  files.delete('manifest.json');
  for (const [name, text] of files) {
    if (sha256(text) !== manifest.files[name]) throw new BundleError(reportTexts.bundleDamaged, { name });
  }
  for (const name of Object.keys(manifest.files)) {
    if (!files.has(name as BundleFileName)) throw new BundleError(reportTexts.bundleDamaged, { name });
  }
  const { results, unreadable } = readResults(files.get('results.ndjson') ?? '');
  const shown = [...files].map(([name, text]): BundleFile => ({ name, text }));
  return {
    manifest,
    results,
    unreadable,
    files: shown.filter(({ name }) => name !== 'results.ndjson' && name !== 'report.html'),
  };
}

/** No name leads anywhere: the only ones taken are those that a bundle has, and nothing is written. */
function unzip(content: Uint8Array): Map<BundleFileName, string> {
  if (content.length > BUNDLE_LIMIT) throw tooLarge(BUNDLE_LIMIT);
  let total = 0;
  const seen = new Set<string>();
  const accept = ({ name, originalSize, size, compression }: UnzipFileInfo): boolean => {
    if (!isBundleFile(name) || seen.has(name))
      throw new BundleError(reportTexts.bundleStrange, { name: printable(name) });
    if (compression !== 0 && compression !== 8) throw new BundleError(reportTexts.bundleDamaged, { name });
    seen.add(name);
    // The size that is announced is all the room that the content gets; what is stored as it is takes its own.
    total += Math.max(originalSize, compression === 0 ? size : 0);
    if (total > MOST_UNZIPPED) throw tooLarge(MOST_UNZIPPED);
    return true;
  };
  let unzipped: Record<string, Uint8Array>;
  try {
    unzipped = unzipSync(content, { filter: accept });
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError(reportTexts.notZip, {}, error);
  }
  return new Map(Object.entries(unzipped).map(([name, bytes]) => [name as BundleFileName, strFromU8(bytes)]));
}

function isBundleFile(name: string): name is BundleFileName {
  return (BUNDLE_FILES as readonly string[]).includes(name);
}

function tooLarge(bytes: number): BundleError {
  return new BundleError(reportTexts.bundleTooLarge, { mb: bytes / MB });
}

function printable(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?').slice(0, 80);
}

function readManifest(text: string | undefined): BundleManifest {
  if (text === undefined) throw new BundleError(reportTexts.notBundle);
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new BundleError(reportTexts.notBundle);
  const { catprobeBundle, ...rest } = parsed.data;
  if (catprobeBundle !== 1) throw new BundleError(reportTexts.bundleNewer);
  return { catprobeBundle, ...rest, files: rest.files as Record<string, string> };
}

function readResults(text: string): Pick<OpenedBundle, 'results' | 'unreadable'> {
  const lines = text.split('\n').filter((line) => line !== '');
  const read = lines.slice(0, MOST_RESULTS).map((line) => readResult(parseJson(line)));
  const results = read.filter((result): result is TransferResult => result !== null);
  return { results, unreadable: lines.length - results.length };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
