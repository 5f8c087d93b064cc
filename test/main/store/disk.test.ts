/** What only a file system of its own can show: a full disk, and one that is read-only. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { appendToInbox } from '../../../src/main/store/inbox.ts';
import { openResults } from '../../../src/main/store/results.ts';
import { sampleResult } from '../../support/sample-result.ts';
import { temporaryFolder } from './temporary-folder.ts';

const canMount = (() => {
  const probe = `/tmp/catprobe-mount-${process.pid}`;
  mkdirSync(probe);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', probe]).status === 0;
  if (mounted) execFileSync('umount', [probe]);
  rmSync(probe, { recursive: true });
  return mounted;
})();

/** A tmpfs of its own; returns its folder. */
function mountDisk(size: string): string {
  const folder = path.join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
  });
  return folder;
}

const needsMount = test.skipIf(!canMount); // Only root, or a user namespace, may mount a small disk to fill.

/** Writes on until it fails: the count of what was written, and why it ended. */
async function fill(write: (id: string) => Promise<unknown>): Promise<{ count: number; problem: unknown }> {
  for (let count = 0; ; count++) {
    try {
      await write(`id-${count}`);
    } catch (problem) {
      return { count, problem };
    }
  }
}

// On the small one the log cannot grow; on the large one the log cannot be moved into the file.
needsMount.each(['4m', '24m'])(
  'a full disk of %s: what was acknowledged is there, and with space again it goes on',
  { timeout: 60_000 },
  async (size) => {
    const folder = mountDisk(size);
    const store = await openResults(folder);
    onTestFinished(() => store.close());
    const big = (id: string) => sampleResult(id, { name: `${id} ${Math.random()}`.repeat(2000) });

    const stored = await fill((id) => store.append(big(id)));
    expect(stored.problem).toMatchObject({
      kind: 'full',
      message: expect.stringContaining('free some space'),
    });
    // The refused one may be there; it was not promised.
    const total = async () => (await store.list({}, 0, 1)).total;
    expect([stored.count, stored.count + 1]).toContain(await total());
    expect(await store.get(`id-${stored.count - 1}`)).not.toBeNull();
    const aside = await fill((id) => appendToInbox(folder, big(`aside-${id}`)));
    expect(aside.problem).toMatchObject({ kind: 'full' });

    execFileSync('mount', ['-o', 'remount,size=128m', folder]);
    await store.append(sampleResult('after'));
    await appendToInbox(folder, sampleResult('after aside'));
    await store.close();
    const again = await openResults(folder);
    onTestFinished(() => again.close());
    const expected = stored.count + aside.count + 2;
    expect([expected, expected + 1]).toContain((await again.list({}, 0, 1)).total);
  },
);

needsMount('a read-only disk is named, with a file in it or without', async () => {
  const folder = mountDisk('4m');
  await (await openResults(folder)).close();
  execFileSync('mount', ['-o', 'remount,ro', folder]);
  await expect(openResults(folder)).rejects.toMatchObject({
    kind: 'readOnly',
    message: expect.stringContaining(folder),
  });
  await expect(openResults(path.join(folder, 'new'))).rejects.toMatchObject({ kind: 'readOnly' });
});
