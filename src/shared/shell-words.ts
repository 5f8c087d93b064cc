/** Splits a command line into its words as a shell would: sh and bash, or cmd.exe where the command is quoted its way. */

export type Words = { ok: true; words: string[] } | { ok: false; problem: 'unclosed' | 'substitution' };

/** A browser's "Copy as cURL (cmd)" has carets: at line ends, or right before its quotes. */
export function isCmdQuoted(command: string): boolean {
  return /\^\s*\r?\n|\^"/.test(command);
}

export function splitWords(command: string): Words {
  return isCmdQuoted(command) ? splitShell(withoutCarets(command), 'cmd') : splitShell(command, 'sh');
}

/** cmd.exe takes `^` away and the next character as it is, before the program splits its own line; `^^` is one caret. */
function withoutCarets(command: string): string {
  return command.replace(/\^(\r?\n|[\s\S])/g, (_, next: string) => (/^\r?\n$/.test(next) ? '' : next));
}

function splitShell(text: string, shell: 'sh' | 'cmd'): Words {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const step = shell === 'sh' ? shStep(rest) : cmdStep(rest);
    if (step === 'unclosed' || step === 'substitution') return { ok: false, problem: step };
    at += step.length;
    if (step.kind === 'text') word = (word ?? '') + step.text;
    else if (word !== null) {
      words.push(word);
      word = null;
    }
    if (step.kind === 'end') break;
  }
  if (word !== null) words.push(word);
  return { ok: true, words };
}

/** The next piece: `text` belongs to the word under way, `blank` ends it, `end` ends the command. `length` is what it took. */
type Step =
  | { kind: 'text'; text: string; length: number }
  | { kind: 'blank' | 'end'; length: number }
  | 'unclosed'
  | 'substitution';

const text = (value: string, length: number): Step => ({ kind: 'text', text: value, length });

function shStep(rest: string): Step {
  const blank = /^(?:[ \t]|\\\r?\n)+/.exec(rest);
  if (blank) {
    const joined = /^(?:\\\r?\n)+$/.test(blank[0]);
    return joined ? text('', blank[0].length) : { kind: 'blank', length: blank[0].length };
  }
  // A line break, `;`, `|`, `&` or `>` begins something that is no part of the command.
  if (/^[\r\n;|&<>]/.test(rest)) return { kind: 'end', length: rest.length };
  if (rest.startsWith("$'")) return ansiQuoted(rest);
  if (rest.startsWith('$"')) return doubleQuoted(rest, 1);
  if (/^(?:`|\$[\w({])/.test(rest)) return 'substitution';
  if (rest.startsWith("'")) {
    const end = rest.indexOf("'", 1);
    return end < 0 ? 'unclosed' : text(rest.slice(1, end), end + 1);
  }
  if (rest.startsWith('"')) return doubleQuoted(rest, 0);
  if (rest.startsWith('\\')) return text(rest.slice(1, 2), 2);
  return text(rest[0]!, 1);
}

/** Inside double quotes a backslash quotes only `$`, a backquote, `"`, itself and a line break. */
function doubleQuoted(rest: string, skip: number): Step {
  let value = '';
  for (let at = skip + 1; at < rest.length; at++) {
    const char = rest[at]!;
    if (char === '"') return text(value, at + 1);
    if (char === '`' || /^\$[\w({]/.test(rest.slice(at, at + 2))) return 'substitution';
    const next = rest[at + 1];
    if (char === '\\' && next !== undefined && '$`"\\\n'.includes(next)) {
      if (next !== '\n') value += next;
      at++;
    } else value += char;
  }
  return 'unclosed';
}

const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
};

const ESCAPE = /^\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|([\s\S]))/;

/** `$'…'`. */
function ansiQuoted(rest: string): Step {
  let value = '';
  for (let at = 2; at < rest.length; ) {
    if (rest[at] === "'") return text(value, at + 1);
    const escaped = ESCAPE.exec(rest.slice(at));
    if (!escaped) {
      value += rest[at];
      at++;
      continue;
    }
    const [whole, byte, short, long, octal, letter] = escaped;
    const hex = byte ?? short ?? long;
    if (hex !== undefined) value += String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff));
    else if (octal !== undefined) value += String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    else value += ESCAPES[letter!] ?? (`'"\\?`.includes(letter!) ? letter : `\\${letter}`);
    at += whole.length;
  }
  return 'unclosed';
}

/** The rules of Microsoft's C runtime: `\"` and `""` (inside quotes) are a quote. A single quote is a letter like any other. */
function cmdStep(rest: string): Step {
  const blank = /^[ \t\r\n]+/.exec(rest);
  if (blank) return { kind: 'blank', length: blank[0].length };
  if (rest.startsWith('&') || rest.startsWith('|')) return { kind: 'end', length: rest.length };
  if (!rest.startsWith('"')) {
    return rest.startsWith('\\"') ? text('"', 2) : text(rest[0]!, 1);
  }
  let value = '';
  for (let at = 1; at < rest.length; at++) {
    const two = rest.slice(at, at + 2);
    if (two === '\\"' || two === '""' || two === '\\\\') {
      value += two === '\\\\' ? '\\' : '"';
      at++;
    } else if (rest[at] === '"') return text(value, at + 1);
    else value += rest[at];
  }
  return 'unclosed';
}
