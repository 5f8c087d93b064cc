/** What a second DNS server may be told, and which tasks are not sent without the user's word. */
import { expect, test } from 'vitest';
import { isInternalName, nameToAsk, sendsSomething } from '../../src/shared/diagnosis.ts';
import { parseTask, type TaskInput } from '../../src/shared/task.ts';

test.each([
  ['https://example.org/file', 'example.org'],
  ['ftp://user:p%40ss@files.example.org:2121/a?b#c', 'files.example.org'],
  ['https://192.0.2.7/', null],
  ['https://[2001:db8::1]:8443/', null],
  ['http://localhost:8080/', null],
  ['http://intranet/', null],
  ['http://nas.local/', null],
  ['http://wiki.corp/', null],
  ['http://router.home.arpa/', null],
  ['no url', null],
  ['', null],
])('of %s a second DNS server is told %s', (url, name) => {
  expect(nameToAsk(url)).toBe(name);
  if (name !== null) expect(isInternalName(name)).toBe(false);
});

test.each<[TaskInput, boolean]>([
  [{ url: 'http://a.test/' }, false],
  [{ url: 'http://a.test/', request: { method: 'HEAD' } }, false],
  [{ url: 'http://a.test/', request: { method: 'DELETE' } }, true],
  [{ url: 'http://a.test/', request: { body: 'x' } }, true],
  [{ url: 'http://a.test/', direction: 'upload' }, true],
  [{ url: 'ftp://a.test/b', direction: 'upload' }, true],
])('%j changes something: %s', (input, sends) => {
  const parsed = parseTask(input);
  expect(parsed.ok && sendsSomething(parsed.value)).toBe(sends);
});
