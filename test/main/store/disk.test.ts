/** What only a file system of its own can show: a full disk, and one that is read-only. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { appendToInbox } from '../../../src/main/store/inbox.ts';
import { openResults } from '../../../src/main/store/results.ts';
import { sampleResult } from './sample-result.ts';
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

const remount = (folder: string, option: string) =>
  execFileSync('mount', ['-o', `remount,${option}`, folder]);

const needsMount = test.skipIf(!canMount); // Only root, or a user namespace, may mount a small disk to fill.

needsMount(
  'a full disk: what was acknowledged is there, and with space again it goes on',
  { timeout: 60_000 },
  async () => {
    const folder = mountDisk('4m');
    const store = await openResults(folder);
    onTestFinished(() => store.close());
    const big = (id: string) => sampleResult(id, { name: `${id} ${Math.random()}`.repeat(400) });

    let stored = 0;
    const problem = await (async () => {
      for (;;) {
        await store.append(big(`id-${stored}`));
        stored++;
      }
    })().catch((error: unknown) => error);
    expect(problem).toMatchObject({ kind: 'full', message: expect.stringContaining('free some space') });
    expect((await store.list({}, 0, 1)).total).toBe(stored);
    await expect(appendToInbox(folder, big('aside'))).rejects.toMatchObject({ kind: 'full' });

    remount(folder, 'size=64m');
    await store.append(big('after'));
    expect((await store.list({}, 0, 1)).total).toBe(stored + 1);
    await store.close();
    const again = await openResults(folder);
    expect((await again.list({}, 0, 1)).total).toBe(stored + 1);
    await again.close();
  },
);

needsMount('a read-only disk is named, with a file in it or without', async () => {
  const folder = mountDisk('4m');
  await (await openResults(folder)).close();
  remount(folder, 'ro');
  await expect(openResults(folder)).rejects.toMatchObject({
    kind: 'readOnly',
    message: expect.stringContaining(folder),
  });
  await expect(openResults(path.join(folder, 'new'))).rejects.toMatchObject({ kind: 'readOnly' });
});
