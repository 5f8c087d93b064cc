/** A small JSON file of the data folder, for what may be lost without harm: a file that cannot be read counts as empty. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface JsonFile {
  /** Whatever stands there; the reader checks it. */
  read(): unknown;
  write(content: unknown): void;
}

export function jsonFile(file: string): JsonFile {
  return {
    read() {
      try {
        return JSON.parse(readFileSync(file, 'utf8'));
      } catch {
        return null;
      }
    },
    write(content) {
      // In one step, so that a program that is ended in the middle leaves the old one.
      const next = `${file}.new`;
      writeFileSync(next, JSON.stringify(content, null, 2), { mode: 0o600 });
      renameSync(next, file);
    },
  };
}
