/** The arguments of one curl command, asked for by name; what is wrong with one is said of the option as it was written. */
import type { CurlArgument } from './curl-options.ts';
import type { Remarks } from './imported.ts';
import { importTexts } from './texts/import.ts';
import type { Text } from './texts/text.ts';

/** Their values are, or may hold, a secret: no message repeats them. */
const SECRET =
  /^(user|proxy|proxy-user|socks5|socks5-hostname|oauth2-bearer|cookie|header|cert|pass|url|json|data.*)$/;

export class CurlArguments {
  readonly remarks: Remarks;
  readonly #given: readonly CurlArgument[];

  constructor(given: readonly CurlArgument[], remarks: Remarks) {
    this.#given = given;
    this.remarks = remarks;
  }

  has(name: string): boolean {
    return this.last(name) !== undefined;
  }

  all(...names: string[]): CurlArgument[] {
    return this.#given.filter(({ option }) => names.includes(option.name));
  }

  /** As in curl, the last one counts. */
  last(...names: string[]): CurlArgument | undefined {
    return this.all(...names).at(-1);
  }

  value(...names: string[]): string | undefined {
    return this.last(...names)?.value;
  }

  refuse({ option, written, value }: CurlArgument, reason: Text): void {
    const shown = SECRET.test(option.name) ? '"…"' : `"${value}"`;
    this.remarks.problem(importTexts.badValue, { option: written, value: shown, reason });
  }

  note({ written, value }: CurlArgument, text: Text): void {
    this.remarks.note(text, { option: written, value });
  }

  /** The option's number, `scale` times as large and whole; undefined when it is not given, or refused. */
  number(name: string, scale: number, min: number): number | undefined {
    const argument = this.last(name);
    if (!argument) return undefined;
    const number = Math.round(Number(argument.value) * scale);
    if (/^-?\d+(\.\d+)?$/.test(argument.value) && number >= min) return number;
    this.refuse(argument, importTexts.reasons.number);
    return undefined;
  }
}
