/**
 * Options of curl as the text of a config file, which it reads from its standard input: nothing of a task stands on a command line,
 * where every program of this computer could read it, or on a disk.
 */

/** An option by its long name without the dashes; `value` absent: a switch. */
export interface CurlOption {
  name: string;
  value?: Buffer;
}

/** A longer line is an error of its own to curl (8.2 and older). */
export const MAX_LINE = 100 * 1024 - 100;

export function option(name: string, value?: string | number): CurlOption {
  return value === undefined ? { name } : { name, value: Buffer.from(String(value), 'utf8') };
}

/** For a text whose characters are bytes, as those of a request's header. */
export function byteOption(name: string, value: string): CurlOption {
  return { name, value: Buffer.from(value, 'latin1') };
}

/** Throws an Error for a value that no config can hold. */
export function configText(options: readonly CurlOption[]): Buffer {
  return Buffer.concat(options.map(({ name, value }) => Buffer.from(line(name, value), 'latin1')));
}

function line(name: string, value: Buffer | undefined): string {
  if (value === undefined) return `${name}\n`;
  const text = `${name} = "${quoted(value)}"\n`;
  if (text.length > MAX_LINE || value.includes(0)) {
    throw new Error(`the value of curl's option ${name} is too long, or has a byte that is zero`);
  }
  return text;
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': 't', '\n': 'n', '\r': 'r', '\v': 'v' };

/** Within quotes a backslash makes t, n, r and v what they stand for, and takes any other character as it is. */
export function quoted(value: Buffer): string {
  return value
    .toString('latin1')
    .replace(/[\\"\t\n\r\v]/g, (character) => `\\${ESCAPES[character] ?? character}`);
}
