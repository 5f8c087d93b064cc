/** What an FTP URL says. */
import { describe, expect, test } from 'vitest';
import { accountOf, ftpPath } from '../../../../src/main/engine/ftp/path.ts';
import { targetOf } from '../../../../src/main/engine/preflight.ts';
import { type TaskInput, taskSchema } from '../../../../src/shared/task.ts';

const taskOf = (url: string, ftp: TaskInput['ftp'] = {}) => taskSchema.parse({ url, ftp });
const path = (url: string, ftp?: TaskInput['ftp']) => ftpPath(targetOf(url), taskOf(url, ftp));
const account = (url: string, ftp?: TaskInput['ftp']) => accountOf(targetOf(url), taskOf(url, ftp));

describe('the path', () => {
  test.each<[string, string[], string]>([
    ['ftp://host/file', [], 'file'],
    ['ftp://host/a/b/file', ['a', 'b'], 'file'],
    ['ftp://host/%2Fpub/file', ['/pub'], 'file'],
    ['ftp://host//pub/file', ['/', 'pub'], 'file'],
    ['ftp://host/a//b', ['a'], 'b'],
    ['ftp://host/folder/', ['folder'], ''],
    ['ftp://host', [], ''],
    ['ftp://host/mit%20%C3%84/%E7%A9%BA.txt', ['mit Ä'], '空.txt'],
    ['ftp://host/空 b.txt', [], '空 b.txt'],
    ['ftp://host/file;type=i', [], 'file'],
    ['ftp://host/a%3Bb', [], 'a;b'],
    ['ftp://host/a%2Fb', [], 'a/b'],
  ])('%s', (url, directories, name) => {
    expect(path(url)).toEqual({ directories, name });
  });

  test('the folder of the task comes first', () => {
    expect(path('ftp://host/b/file', { directory: '/srv/data a' })).toEqual({
      directories: ['/srv/data a', 'b'],
      name: 'file',
    });
  });

  test.each([
    ['ftp://host/a%0D%0ADELE%20b', 'the path holds a control character'],
    ['ftp://host/x%00', 'the path holds a control character'],
    ['ftp://host/a%0Ab/file', 'the path holds a control character'],
    ['ftp://host/%zz', 'two hexadecimal digits'],
    ['ftp://host/%ff', 'two hexadecimal digits of UTF-8'],
    ['ftp://host/file;type=a', ';type=a'],
  ])('%s is no good', (url, why) => {
    expect(() => path(url)).toThrow(why);
  });
});

describe('the account', () => {
  test.each<[string, TaskInput['ftp'], object]>([
    ['ftp://host/x', {}, { user: 'anonymous', password: 'catprobe@', anonymous: true }],
    ['ftp://me:p%40ss@host/x', {}, { user: 'me', password: 'p@ss', anonymous: false }],
    ['ftp://me@host/x', {}, { user: 'me', password: '', anonymous: false }],
    ['ftp://me:old@host/x', { password: 'new' }, { user: 'me', password: 'new', anonymous: false }],
    ['ftp://me:hers@host/x', { user: 'you' }, { user: 'you', password: '', anonymous: false }],
    ['ftp://me:mine@host/x', { user: 'me' }, { user: 'me', password: 'mine', anonymous: false }],
    ['ftp://host/x', { user: 'you', password: 'hush' }, { user: 'you', password: 'hush', anonymous: false }],
  ])('%s with %j', (url, ftp, expected) => {
    expect(account(url, ftp)).toEqual(expected);
  });

  test.each([
    ['ftp://me%0D%0ADELE%20x:p@host/x', 'the user name'],
    ['ftp://me:p%0D%0Ax@host/x', 'the password'],
  ])('a line end is refused, and nothing of it is told: %s', (url, which) => {
    expect(() => account(url)).toThrow(`${which} holds a control character`);
    expect(() => account(url)).not.toThrow(/DELE/);
  });

  test('the task gate refuses line ends by field', () => {
    const parsed = taskSchema.safeParse({
      url: 'ftp://host/x',
      ftp: { user: 'a\r\nb', password: 'c\nd', directory: 'e\rf' },
    });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([
      'ftp.user',
      'ftp.password',
      'ftp.directory',
    ]);
  });
});
