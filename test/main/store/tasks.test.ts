/** Saved tasks and their secrets: what is stored where, and what comes back. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import { expect, test } from 'vitest';
import { SECRETS_FILE, type Sealer } from '../../../src/main/store/secrets.ts';
import { openSettings } from '../../../src/main/store/settings.ts';
import { KEPT_SECRET } from '../../../src/shared/secrets.ts';
import { parseTask, type Task, type TaskInput, taskName } from '../../../src/shared/task.ts';
import { temporaryFolder } from './temporary-folder.ts';

function task(input: TaskInput): Task {
  const parsed = parseTask(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

const PLANTED = 'planted-secret';
const everySecret = task({
  name: 'all',
  url: `https://u:${PLANTED}@a.test/`,
  proxy: `http://u:${PLANTED}@p.test:3128`,
  request: {
    auth: { type: 'basic', user: 'me', password: PLANTED },
    cookies: { sid: PLANTED },
    headers: { Authorization: `Bearer ${PLANTED}`, 'X-Api-Key': [PLANTED, `${PLANTED}2`], Accept: '*/*' },
  },
  tls: { clientCert: { cert: '/c.pem', key: '/k.pem', passphrase: PLANTED } },
});
const ftp = task({ name: 'ftp', url: 'ftp://b.test/x', ftp: { user: 'me', password: PLANTED } });

/** Of another computer for everyone else. */
const keychain = (key: number): Sealer => ({
  place: 'keychain',
  seal: (secret) => Buffer.from(`${key}:${secret}`).toString('base64'),
  open(sealed) {
    const [by, secret] = Buffer.from(sealed, 'base64').toString().split(':');
    if (Number(by) !== key) throw new Error('sealed elsewhere');
    return secret!;
  },
});

test('secrets stand in a file of their own, for the user alone, and come back for a run', () => {
  const folder = temporaryFolder();
  const { tasks, secrets } = openSettings(folder, Conf);
  expect(secrets.place).toBe('file');
  tasks.save(everySecret);
  tasks.save(ftp);
  expect(readFileSync(path.join(folder, 'config.json'), 'utf8')).not.toContain(PLANTED);
  expect(JSON.stringify(tasks.saved())).not.toContain(PLANTED);
  if (process.platform !== 'win32')
    expect(statSync(path.join(folder, SECRETS_FILE)).mode & 0o777).toBe(0o600);
  expect(openSettings(folder, Conf).tasks.list()).toEqual([everySecret, ftp]);
});

test('a keychain leaves no secret in any file; another keychain reads none', () => {
  const folder = temporaryFolder();
  openSettings(folder, Conf, keychain(1)).tasks.save(ftp);
  for (const file of readdirSync(folder))
    expect(readFileSync(path.join(folder, file), 'utf8')).not.toContain(PLANTED);
  expect(openSettings(folder, Conf, keychain(1)).tasks.list()).toEqual([ftp]);
  const elsewhere = openSettings(folder, Conf, keychain(2)).tasks;
  expect(elsewhere.list()[0]!.ftp?.password).toBe(KEPT_SECRET);
  expect(elsewhere.withSecrets(elsewhere.list()[0]!).missing).toEqual(['ftp.password']);
});

test('secrets in clear, from before, are moved out of the settings on opening', () => {
  const folder = temporaryFolder();
  writeFileSync(
    path.join(folder, 'config.json'),
    JSON.stringify({
      version: 1,
      theme: 'dark',
      tasks: [everySecret, ftp, { url: 'https://a.test/', teleport: 1 }],
    }),
  );
  const { tasks } = openSettings(folder, Conf);
  const content = readFileSync(path.join(folder, 'config.json'), 'utf8');
  expect(content).not.toContain(PLANTED);
  expect(JSON.parse(content)).toMatchObject({ version: 2, theme: 'dark' });
  expect(JSON.parse(content).tasks[2]).toEqual({ url: 'https://a.test/', teleport: 1 });
  expect(tasks.list()).toEqual([everySecret, ftp]);
});

test('a mark keeps the secret, through a new name too; without it, the secret is gone', () => {
  const folder = temporaryFolder();
  const { tasks } = openSettings(folder, Conf);
  tasks.save(ftp);
  const [shown] = tasks.saved();
  tasks.save({ ...shown!, name: 'renamed', threads: 2 }, 'ftp');
  expect(tasks.list()).toEqual([{ ...ftp, name: 'renamed', threads: 2 }]);
  tasks.save({ ...ftp, name: 'renamed', ftp: { ...ftp.ftp!, password: 'other' } });
  expect(tasks.list()[0]!.ftp?.password).toBe('other');
  tasks.save({ ...ftp, name: 'renamed', ftp: { user: 'me', tls: 'off' } });
  expect(readFileSync(path.join(folder, SECRETS_FILE), 'utf8')).not.toMatch(/other|planted/);
});

test('copies, deletes, and takes back what was deleted, with secrets and in its place', () => {
  const folder = temporaryFolder();
  const { tasks } = openSettings(folder, Conf);
  const names = () => tasks.saved().map(taskName);
  for (const name of ['one', 'two', 'three']) tasks.save({ ...ftp, name });
  expect(tasks.duplicate('two')).toBe('two (2)');
  expect(names()).toEqual(['one', 'two', 'two (2)', 'three']);
  expect(tasks.list()[2]).toEqual({ ...ftp, name: 'two (2)' });
  tasks.remove('one', 'two', 'two (2)', 'three');
  expect(names()).toEqual([]);
  expect(readFileSync(path.join(folder, SECRETS_FILE), 'utf8')).not.toContain(PLANTED);
  expect(tasks.restore()).toBe(true);
  expect(names()).toEqual(['one', 'two', 'two (2)', 'three']);
  expect(tasks.list()[1]).toEqual({ ...ftp, name: 'two' });
  expect(tasks.restore()).toBe(false);
});

test('order and groups are arranged together', () => {
  const { tasks } = openSettings(temporaryFolder(), Conf);
  for (const name of ['a', 'b', 'c']) tasks.save(task({ name, url: 'http://x.test/' }));
  tasks.arrange([{ name: 'c', group: 'nightly' }, { name: 'a' }, { name: 'gone' }]);
  expect(tasks.saved().map(({ name, group }) => [name, group])).toEqual([
    ['c', 'nightly'],
    ['a', undefined],
    ['b', undefined],
  ]);
});

test('a damaged file of secrets is named and left as it is', () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, SECRETS_FILE), '{"broken');
  const { tasks } = openSettings(folder, Conf);
  expect(() => tasks.save(ftp)).toThrow(SECRETS_FILE);
  expect(readFileSync(path.join(folder, SECRETS_FILE), 'utf8')).toBe('{"broken');
});
