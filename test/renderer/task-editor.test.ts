/** The logic of the Tasks screen: the editor's way to a task and back, its errors, groups and order. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { dropped, groupsOf, moved, placesOf } from '../../src/renderer/screens/tasks/arrange.ts';
import {
  type EditorDraft,
  editorDraft,
  editorErrors,
  editorTask,
  newDraft,
  type Repeat,
} from '../../src/renderer/screens/tasks/editor-draft.ts';
import { FIELDS, REPEAT_FIELDS } from '../../src/renderer/screens/tasks/editor-fields.ts';
import { type FieldValue, withValue } from '../../src/renderer/screens/test/draft.ts';
import { findCode } from '../../src/shared/codes.ts';
import { KEPT_SECRET } from '../../src/shared/secrets.ts';
import { parseTask, type TaskInput, taskSchema } from '../../src/shared/task.ts';

const NONE = new Set<string>();

function typed(values: Record<string, FieldValue>, repeat: Partial<Repeat> = {}): EditorDraft {
  const fields = Object.entries(values).reduce(
    (draft, [path, value]) => withValue(draft, FIELDS.find((field) => field.path === path)!, value),
    newDraft.fields,
  );
  return { fields, repeat: { ...newDraft.repeat, ...repeat } };
}

/** Every leaf of the schema by its path. */
function leaves(schema: z.ZodType, path = ''): string[] {
  let at: z.ZodType = schema;
  while (at instanceof z.ZodOptional || at instanceof z.ZodDefault || at instanceof z.ZodPrefault)
    at = at.unwrap() as z.ZodType;
  const options = at instanceof z.ZodUnion ? (at.options as z.ZodType[]) : [at];
  const objects = options.filter((option) => option instanceof z.ZodObject);
  if (!objects.length) return [path];
  return objects.flatMap((object) =>
    Object.entries(object.shape).flatMap(([key, inner]) =>
      leaves(inner as z.ZodType, path ? `${path}.${key}` : key),
    ),
  );
}

test('every field of the schema has its field in the editor, once', () => {
  const shown = [
    ...FIELDS.map(({ path }) => path),
    ...Object.values(REPEAT_FIELDS).map(({ path }) => path),
    // What is generated is what has no other source.
    'upload.source.generate',
  ];
  const wanted = [...new Set(leaves(taskSchema)), 'repeat.everyMinutes'];
  expect([...shown].sort()).toEqual(wanted.sort());
});

test('every code that a field names is one of the table', () => {
  const unknown = FIELDS.flatMap(({ codes }) => codes).filter((code) => !findCode(code));
  expect(unknown).toEqual([]);
});

describe('the editor and the task', () => {
  test.each<TaskInput>([
    { url: 'http://a.test/' },
    {
      name: 'all',
      group: 'g',
      url: 'https://a.test/',
      protocols: ['https'],
      hosts: [
        { ip: '192.0.2.1', host: 'a.test' },
        { ip: '2001:db8::1', port: 8443, host: 'a.test' },
        { ip: '192.0.2.2', port: 81, host: 'a.test' },
      ],
      request: { cookies: { sid: KEPT_SECRET }, auth: { type: 'basic', user: 'me', password: KEPT_SECRET } },
      tls: {
        pin: ['sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='],
        clientCert: { pfx: '/c.p12', passphrase: KEPT_SECRET },
        ignore: ['expired', 'host'],
      },
      repeat: { count: 3, intervalMs: 500 },
      labels: { operator: 'x' },
      expect: 610,
    },
    { url: 'http://a.test/', repeat: { intervalMs: 300_000 } },
    { url: 'http://a.test/', repeat: { cron: '0 8 * * 1-5' } },
    { url: 'ftp://a.test/x', ftp: { user: 'me', password: KEPT_SECRET, tls: 'explicit' } },
    { url: 'http://a.test/', direction: 'upload', upload: { method: 'PUT', source: { file: '/f' } } },
  ])('%j comes back as it was', (task) => {
    expect(parseTask(task)).toMatchObject({ ok: true });
    expect(editorTask(editorDraft(task))).toEqual(task);
    expect(editorErrors(editorDraft(task), NONE, 'en')).toEqual({ fields: {}, other: [] });
  });

  test('another mode of repetition keeps what was typed into the first one', () => {
    const draft = typed({ url: 'http://a.test/' }, { count: 7, mode: 'cron', cron: '0 8 * * *' });
    expect(editorTask(draft).repeat).toEqual({ cron: '0 8 * * *' });
    expect(editorTask({ ...draft, repeat: { ...draft.repeat, mode: 'hand' } }).repeat).toEqual({ count: 7 });
  });
});

describe('errors stand at their fields', () => {
  test('all at once, with what is allowed', () => {
    const draft = typed({
      url: 'http://a.test/',
      threads: 99,
      'verify.md5': 'x',
      hosts: 'nonsense a.test',
      'request.headers': 'Content-Length: 1',
      'tls.pin': 'abc',
      'request.auth.type': 'basic',
      'ftp.user': 'me',
    });
    const { fields, other } = editorErrors(draft, NONE, 'en');
    expect(other).toEqual([]);
    expect(fields).toMatchObject({
      threads: '99 is not between 1 and 16',
      'verify.md5': '"x" is not a hexadecimal sum of the right length',
      hosts: '"nonsense" is not an IP address',
      'request.headers': expect.stringContaining('is not a header that a task may set'),
      'tls.pin': expect.stringContaining('sha256//BASE64'),
      'request.auth.user': expect.stringContaining('is missing'),
      'request.auth.password': expect.stringContaining('is missing'),
    });
  });

  test('a group of fields that the task has no use for: at its first field', () => {
    expect(editorErrors(typed({ url: 'http://a.test/', 'ftp.user': 'me' }), NONE, 'en').fields).toEqual({
      'ftp.user': expect.stringContaining('is for ftp://'),
    });
    expect(editorErrors(typed({ url: 'http://a.test/', 'upload.method': 'PUT' }), NONE, 'zh').fields).toEqual(
      {
        'upload.method': expect.stringContaining('仅用于上传'),
      },
    );
  });

  test('what only the editor knows: no address, a name that is taken, an interval or a schedule left empty', () => {
    expect(editorErrors(typed({}), NONE, 'en').fields).toHaveProperty('url');
    const named = typed({ url: 'http://a.test/', name: 'a' });
    expect(editorErrors(named, new Set(['a']), 'en').fields).toHaveProperty('name');
    const every = typed({ url: 'http://a.test/' }, { mode: 'every', everyMinutes: '' });
    expect(Object.keys(editorErrors(every, NONE, 'en').fields)).toEqual(['repeat.everyMinutes']);
    const cron = typed({ url: 'http://a.test/' }, { mode: 'cron' });
    expect(Object.keys(editorErrors(cron, NONE, 'en').fields)).toEqual(['repeat.cron']);
  });
});

describe('groups and order', () => {
  const tasks: TaskInput[] = [
    { name: 'a', url: 'x' },
    { name: 'b', group: 'g', url: 'x' },
    { name: 'c', url: 'x' },
    { name: 'd', group: 'h', url: 'x' },
  ];
  const shown = (places: { name: string; group?: string }[] | null) =>
    places?.map(({ name, group }) => (group ? `${group}/${name}` : name)).join(' ');

  test('groups stand together, those without one first', () => {
    expect(groupsOf(tasks).map(({ name }) => name)).toEqual([null, 'g', 'h']);
    expect(shown(placesOf(tasks))).toBe('a c g/b h/d');
  });

  test.each([
    ['a', 1, 'c a g/b h/d'],
    ['a', -1, undefined],
    ['c', 1, 'a g/c g/b h/d'],
    ['b', -1, 'a c b h/d'],
    ['d', 1, undefined],
  ] as const)('%s by %i', (name, by, after) => {
    expect(shown(moved(tasks, name, by))).toBe(after);
  });

  test('a drop goes before or behind, into the group of the target', () => {
    expect(shown(dropped(tasks, 'd', 'a', 'before'))).toBe('d a c g/b');
    expect(shown(dropped(tasks, 'a', 'b', 'behind'))).toBe('c g/b g/a h/d');
    expect(dropped(tasks, 'a', 'a', 'behind')).toBeNull();
    expect(dropped(tasks, 'gone', 'a', 'behind')).toBeNull();
  });
});
