/** The account that FTP servers of tests know, and the folder it sees. */
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { content, contentBlocks } from '../../src/lab/content.ts';

export const FTP_ACCOUNT = { user: 'probe', password: 'lab:s3cret' };
/** Has the same password, and a home folder that is not there. */
export const HOMELESS = 'homeless';
/** The password of both, as crypt(3) makes it. */
const HASH =
  '$6$catprobe$BbdYnISIpaxO9orVqXzMls3h7xfnuG/MYzoxsUPEI8YK9OHYTE6A7xMwGPV23DT41cNZrau8xIiLIRF3dyQyF/';
/** Of no user of the system. */
const UID = 50_621;

/** Paths below the home folder. The files hold the content of that many bytes. */
export const FTP_HOME = {
  big: { name: 'big', size: 100 * 1024 * 1024 },
  /** Spaces and what is not ASCII, in the name of the folder and of the file. */
  named: { name: 'Ordner mit Ä 空/die Ü 文件.bin', size: 1_000_000 },
  /** A file that the account may not read. */
  unreadable: 'secret',
  /** A folder that the account may write to, and one that it may not. */
  open: 'incoming',
  closed: 'closed',
};

export async function makeFtpHome(home: string): Promise<void> {
  const at = (name: string): string => path.join(home, name);
  const { big, named, unreadable, open, closed } = FTP_HOME;
  const folder = path.dirname(named.name);
  await Promise.all([open, closed, folder].map((name) => mkdir(at(name), { recursive: true })));
  await writeFile(at(big.name), contentBlocks(big.size));
  await writeFile(at(named.name), content(named.size));
  await writeFile(at(unreadable), 'nobody reads this');
  // The home itself stays root's: vsftpd lets nobody in whose root folder is open to writing.
  for (const name of [big.name, folder, named.name, unreadable, open, closed])
    await chown(at(name), UID, UID);
  await chmod(at(unreadable), 0);
  await chmod(at(closed), 0o555);
}

/** The environment in which a program sees these users alone. `ftp` is who anonymous users become. */
export async function writeAccounts(folder: string, home: string): Promise<NodeJS.ProcessEnv> {
  const users = path.join(folder, 'passwd');
  const groups = path.join(folder, 'group');
  const { user } = FTP_ACCOUNT;
  const row = (name: string, hash: string, at: string): string =>
    `${name}:${hash}:${UID}:${UID}::${at}:/bin/sh\n`;
  const rows = [
    row(user, HASH, home),
    row(HOMELESS, HASH, path.join(folder, 'gone')),
    row('ftp', '*', home),
    'nobody:*:65534:65534::/:/bin/sh\n',
  ];
  await writeFile(users, rows.join(''));
  await writeFile(groups, `${user}:x:${UID}:\n`);
  return { NSS_WRAPPER_PASSWD: users, NSS_WRAPPER_GROUP: groups, LC_ALL: 'C.UTF-8' };
}
