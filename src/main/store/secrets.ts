/** The secrets of saved tasks: a file of their own, each sealed by the keychain of the system where there is one. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { SecretPlace } from '../../shared/api.ts';
import type { Secrets } from '../../shared/secrets.ts';
import { StoreError, toStoreError } from './error.ts';

/** How a secret is made unreadable for everyone but this user of this computer. */
export interface Sealer {
  readonly place: SecretPlace;
  seal(secret: string): string;
  /** Throws where it was sealed by another keychain. */
  open(sealed: string): string;
}

/** Plain Node knows no keychain: the file's own mode is the protection. */
export const privateFile: Sealer = { place: 'file', seal: (secret) => secret, open: (sealed) => sealed };

export const SECRETS_FILE = 'secrets.json';

const contentSchema = z.object({
  version: z.literal(1),
  tasks: z.record(
    z.string(),
    z.record(z.string(), z.object({ by: z.enum(['keychain', 'file']), value: z.string() })),
  ),
});
type Content = z.output<typeof contentSchema>;

export interface SecretStore {
  readonly place: SecretPlace;
  /** Those of a task that can be read here: what another keychain sealed is left out. */
  get(task: string): Secrets;
  /** In place of all that the task had. */
  set(task: string, secrets: Secrets): void;
}

/** Methods throw StoreError. */
export function openSecrets(folder: string, sealer: Sealer = privateFile): SecretStore {
  const file = path.join(folder, SECRETS_FILE);

  const read = (): Content => {
    try {
      return contentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { version: 1, tasks: {} };
      // Written over, it would be lost for good.
      if (error instanceof SyntaxError || error instanceof z.ZodError)
        throw new StoreError('corrupt', { file });
      throw toStoreError(error, file);
    }
  };
  /** Whole or not at all, and never readable by others. */
  const write = (content: Content): void => {
    const part = `${file}.part`;
    try {
      writeFileSync(part, JSON.stringify(content), { mode: 0o600 });
      renameSync(part, file);
    } catch (error) {
      throw toStoreError(error, file);
    }
  };

  const seal = (secret: string) => {
    try {
      return { by: sealer.place, value: sealer.seal(secret) };
    } catch (error) {
      throw toStoreError(error, file);
    }
  };

  return {
    place: sealer.place,
    get(task) {
      const stored = Object.hasOwn(read().tasks, task) ? read().tasks[task]! : {};
      const secrets: Secrets = {};
      for (const [place, { by, value }] of Object.entries(stored)) {
        const secret = opened(by === 'file' ? privateFile : sealer, by, value);
        if (secret !== null) secrets[place] = secret;
      }
      return secrets;
    },
    set(task, secrets) {
      const content = read();
      const before = JSON.stringify(content.tasks[task] ?? {});
      const sealed = Object.entries(secrets).map(([place, secret]) => [place, seal(secret)]);
      if (!sealed.length && before === '{}') return;
      const { [task]: _old, ...others } = content.tasks;
      write({
        ...content,
        tasks: sealed.length ? { ...others, [task]: Object.fromEntries(sealed) } : others,
      });
    },
  };
}

function opened(sealer: Sealer, by: SecretPlace, value: string): string | null {
  if (sealer.place !== by) return null;
  try {
    return sealer.open(value);
  } catch {
    return null;
  }
}
