import { describe, expect, test } from 'vitest';
import {
  changedOptions,
  completeUrl,
  type Draft,
  draftOf,
  emptyDraft,
  fieldValue,
  formErrors,
  hiddenSettings,
  toTask,
  withValue,
} from '../../src/renderer/screens/test/draft.ts';
import { OPTIONS } from '../../src/renderer/screens/test/options.ts';
import { parseTask, type TaskInput } from '../../src/shared/task.ts';

const option = (path: string) => OPTIONS.find((one) => one.path === path)!;
const filled = (values: Record<string, string | number | boolean>): Draft =>
  Object.entries(values).reduce((draft, [path, value]) => withValue(draft, option(path), value), {
    ...emptyDraft,
    url: 'http://host.test/file',
  });

describe('the form and the task', () => {
  test('left alone, only the URL is sent', () => {
    expect(toTask({ ...emptyDraft, url: ' http://host.test/ ' })).toEqual({ url: 'http://host.test/' });
  });

  test('the fields show the defaults of the gate', () => {
    const shown = (path: string) => fieldValue(emptyDraft, option(path));
    expect(shown('timeouts.totalMs')).toBe(60_000);
    expect(shown('redirects.follow')).toBe(true);
    expect(shown('transferKB')).toBe('');
    expect(shown('dns.servers')).toBe('');
  });

  test('every kind of field reaches its place in the task, and the gate takes it', () => {
    const task = toTask(
      filled({
        ipFamily: '6',
        'timeouts.totalMs': 5_000,
        transferKB: 64,
        'redirects.follow': false,
        'dns.servers': '192.0.2.53, 192.0.2.54:5353',
        'verify.declaredSize': true,
        'request.headers': 'Accept: */*\nX-Two: a\nX-Two: b',
        labels: 'operator: example',
        'tls.minVersion': 'TLSv1.2',
      }),
    );
    expect(task).toEqual({
      url: 'http://host.test/file',
      ipFamily: '6',
      timeouts: { totalMs: 5_000 },
      transferKB: 64,
      redirects: { follow: false },
      dns: { servers: ['192.0.2.53', '192.0.2.54:5353'] },
      verify: { declaredSize: true },
      request: { headers: { Accept: '*/*', 'X-Two': ['a', 'b'] } },
      labels: { operator: 'example' },
      tls: { minVersion: 'TLSv1.2' },
    });
    expect(parseTask(task)).toMatchObject({ ok: true });
  });

  test('a task comes back from the form as it was, with what the form does not show', () => {
    const task: TaskInput = {
      url: 'http://host.test/file',
      hosts: [{ ip: '192.0.2.1', host: 'host.test' }],
      verify: { md5: 'a'.repeat(32) },
      request: { headers: { 'X-Two': ['a', 'b'] }, cookies: { c: '1' } },
      repeat: { count: 3 },
    };
    const draft = draftOf(task);
    expect(toTask(draft)).toEqual(task);
    expect(hiddenSettings(draft)).toEqual(['hosts']);
  });

  test('a value set back to its default is no change', () => {
    const draft = withValue(filled({ 'tls.useSystemCa': false }), option('tls.useSystemCa'), true);
    expect(changedOptions(filled({ 'tls.useSystemCa': false }))).toBe(1);
    expect(changedOptions(draft)).toBe(0);
    expect(toTask(draft)).toEqual({ url: 'http://host.test/file' });
  });
});

test.each([
  ['example.org/file', 'http://example.org/file'],
  ['localhost:8080', 'http://localhost:8080'],
  ['192.0.2.1:81/x', 'http://192.0.2.1:81/x'],
  ['[::1]:8080/', 'http://[::1]:8080/'],
  ['https://example.org', 'https://example.org'],
  ['gopher://example.org', 'gopher://example.org'],
  ['mailto:a@example.org', 'mailto:a@example.org'],
  ['http://[bad', 'http://[bad'],
  ['no address', 'no address'],
])('%s is tested as %s', (typed, tested) => {
  expect(completeUrl(typed)).toBe(tested);
});

describe('errors of the gate', () => {
  test('stand at their fields, without our path', () => {
    const parsed = parseTask(
      { url: 'x', timeouts: { totalMs: 0 }, dns: { servers: ['no'] }, hostsPick: 'none' },
      'tasks[0]',
    );
    if (parsed.ok) throw new Error('the gate took it');
    const errors = formErrors({ code: 'BAD_INPUT', message: 'm', fields: parsed.errors });
    expect(errors.fields).toEqual({
      'timeouts.totalMs': '0 is not between 1 and 86400000',
      'dns.servers': '"no" is not an IP address, or IP:PORT',
    });
    expect(errors.other).toEqual([expect.stringContaining('hostsPick')]);
  });

  test('of the URL, and those of no field', () => {
    const fields = [{ path: 'tasks[0].url', message: 'not supported yet: url' }];
    expect(formErrors({ code: 'BAD_INPUT', message: 'm', fields }).url).toBe('not supported yet: url');
    expect(formErrors({ code: 'STORE', message: 'the disk is full' }).other).toEqual(['the disk is full']);
    expect(formErrors(null)).toEqual({ fields: {}, other: [] });
  });
});
