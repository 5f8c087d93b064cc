/** Words of a command line, as a shell would split it. */
import { expect, test } from 'vitest';
import { splitWords } from '../../src/shared/shell-words.ts';

test.each<[string, string[]]>([
  [`curl -H 'X: 1' "a b" c\\ d`, ['curl', '-H', 'X: 1', 'a b', 'c d']],
  ['curl \\\n  -s \\\r\n  http://x/', ['curl', '-s', 'http://x/']],
  [`curl 'it'\\''s' "say \\"hi\\"" "a\\b" ''`, ['curl', "it's", 'say "hi"', 'a\\b', '']],
  [`curl $'a\\nb\\t\\x41\\u4e2d\\u0021\\'\\\\\\101' $"x"`, ['curl', "a\nb\tA中!'\\A", 'x']],
  [`curl http://x/?a=1\\&b=$ -d 'p$w'`, ['curl', 'http://x/?a=1&b=$', '-d', 'p$w']],
  ['curl http://x/ | jq .', ['curl', 'http://x/']],
  ['curl http://x/\nother', ['curl', 'http://x/']],
  ['curl\t-d{}  x ', ['curl', '-d{}', 'x']],
])('sh: %s', (command, words) => {
  expect(splitWords(command)).toEqual({ ok: true, words });
});

test.each<[string, string[]]>([
  [
    'curl ^"http://x/?a=1^&b=2^" ^\r\n  -H ^"X: a^\\^"b^\\^"^" ^\r\n  --data-raw ^"^{^\\^"k^\\^":1^}^"',
    ['curl', 'http://x/?a=1&b=2', '-H', 'X: a"b"', '--data-raw', '{"k":1}'],
  ],
  ['curl "http://x/" ^\n -d "a""b" -A 50^%^', ['curl', 'http://x/', '-d', 'a"b', '-A', '50%^']],
  ['curl ^\n --data-raw "it\'s" ^"50^%^25^"', ['curl', '--data-raw', "it's", '50%25']],
])('cmd: %s', (command, words) => {
  expect(splitWords(command)).toEqual({ ok: true, words });
});

test.each([
  ["curl 'x", 'unclosed'],
  ['curl "x', 'unclosed'],
  ["curl $'x", 'unclosed'],
  ['curl ^"x', 'unclosed'],
  ['curl $URL', 'substitution'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
  ['curl "http://x/${id}"', 'substitution'],
  ['curl `cat url`', 'substitution'],
  ['curl "$(cat url)"', 'substitution'],
])('%s is refused', (command, problem) => {
  expect(splitWords(command)).toEqual({ ok: false, problem });
});
