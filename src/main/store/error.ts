/** Why the store cannot be used, as one line with the way out; DuckDB's and the system's own words are judged here and nowhere else. */
import { storeTexts } from '../../shared/texts/store.ts';
import { type Language, type Params, say } from '../../shared/texts/text.ts';

type TextKey = keyof typeof storeTexts.errors;
export type StoreErrorKind = Exclude<TextKey, 'busyBy'>;

/** `message` is English; `say` gives the line in the user's language. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreErrorKind;
  readonly text: TextKey;
  readonly params: Params;

  constructor(
    kind: StoreErrorKind,
    params: Params,
    { cause, text = kind }: { cause?: unknown; text?: TextKey } = {},
  ) {
    super(say(storeTexts.errors[text], 'en', params), { cause });
    this.kind = kind;
    this.text = text;
    this.params = params;
  }

  say(language: Language): string {
    return say(storeTexts.errors[this.text], language, this.params);
  }
}

/** First match wins. DuckDB gives no codes, and passes on Windows' own words in the language of the system. */
const PATTERNS: readonly [RegExp, StoreErrorKind][] = [
  [/could not set lock on file|already open in|used by another process|另一个程序正在使用/i, 'busy'],
  [/no space left|disk quota exceeded|not enough space|磁盘空间不足|\bENOSPC\b|\bEDQUOT\b/i, 'full'],
  [/database file with version number|newer version of duckdb/i, 'newer'],
  [
    /not a valid duckdb database|corrupt|checksum|could not read enough bytes|serialization error|replaying wal/i,
    'corrupt',
  ],
  [
    /permission denied|read-only file system|access is denied|拒绝访问|not a directory|already exists|no such file|not permitted/i,
    'readOnly',
  ],
];

/** An insert met a row whose key is there already. */
export function isDuplicate(error: unknown): boolean {
  return (
    error instanceof StoreError && error.cause instanceof Error && /duplicate key/i.test(error.cause.message)
  );
}

/** After such an error DuckDB refuses every further question until the file is opened anew. */
export function isFatal(error: unknown): boolean {
  return error instanceof Error && /^FATAL Error|database has been invalidated/.test(error.message);
}

/** `file`: what the user should look at. An error that is a StoreError already stays as it is. */
export function toStoreError(thrown: unknown, file: string): StoreError {
  if (thrown instanceof StoreError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const kind = PATTERNS.find(([pattern]) => pattern.test(message))?.[1] ?? 'failed';
  const pid = kind === 'busy' ? /\(PID (\d+)\)/.exec(message)?.[1] : undefined;
  if (pid) return new StoreError('busy', { file, pid }, { cause: thrown, text: 'busyBy' });
  return new StoreError(kind, { file, detail: message.split('\n', 1)[0]! }, { cause: thrown });
}
