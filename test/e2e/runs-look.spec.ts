/** The Runs screen and the palette as they look: accessible in both themes and languages, and a picture of each. */
import type { ServerResponse } from 'node:http';
import type { Bridge, Command, Input } from '../../src/shared/api.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { serveHttp } from '../support/server.ts';
import { expectAccessible } from './axe.ts';
import { openDesktop } from './desktop-harness.ts';
import { expect, type Page, test } from './fixtures.ts';
import { goTo, inEveryLook, picture } from './flows.ts';

function invoke<C extends Command>(page: Page, command: C, input: Input<C>): Promise<unknown> {
  return page.evaluate(
    ([name, value]) => (globalThis as unknown as { catprobe: Bridge }).catprobe.invoke(name, value as never),
    [command, input] as const,
  );
}

test('runs, schedules and the palette', async ({ context }) => {
  test.setTimeout(300_000);
  const held = new Set<ServerResponse>();
  await using target = await serveHttp((request, response) => {
    if (request.url === '/missing') response.writeHead(404).end('no');
    else if (request.url === '/held') {
      response.writeHead(200, { 'content-length': 10_000_000 }).write(Buffer.alloc(3_400_000));
      held.add(response);
    } else response.end(Buffer.alloc(300_000));
  });
  const { page, close } = await openDesktop(context);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await goTo(page, 'runs');
  await expect(page.getByText(gui.runs.finished.none.en)).toBeVisible();
  await expectAccessible(page);

  const [ok, missing] = [target.url('/ok'), target.url('/missing')];
  await invoke(page, 'tasks.save', {
    task: { name: 'Firmware mirror', url: ok, repeat: { cron: '0 * * * *' } },
  });
  await invoke(page, 'tasks.save', {
    task: { name: 'Upload gate', url: missing, repeat: { intervalMs: 300_000 } },
  });
  for (const task of ['Firmware mirror', 'Upload gate']) await invoke(page, 'schedules.run', { task });
  await invoke(page, 'schedules.pause', { task: 'Firmware mirror', paused: true });
  await invoke(page, 'runs.start', {
    tasks: [
      { name: 'Release files', url: ok },
      { name: 'Old release', url: missing },
      { url: 'http://127.0.0.1:9/' },
    ],
    concurrency: 3,
  });
  await invoke(page, 'runs.start', {
    tasks: [
      { name: 'Large image', url: target.url('/held') },
      { name: 'Second image', url: target.url('/held') },
    ],
    concurrency: 2,
  });
  await expect(page.getByRole('article', { name: /Large image/ })).toContainText('6.48 MB');
  const release = page.getByTestId('finished').getByRole('button', { name: /Release files/ });
  await expect(release).toContainText('2 of 3 failed');
  if ((await release.getAttribute('aria-expanded')) !== 'true') await release.click();
  await expect(page.getByTestId('run-summary')).toContainText('HTTP 404');

  await inEveryLook(page, async ({ language }, name) => {
    await expect(page.getByText(gui.runs.failed[language])).toBeHidden();
    await expectAccessible(page);
    await picture(page, name('runs'));
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: gui.palette.search[language] }).fill('60');
    await expectAccessible(page);
    await picture(page, name('palette'));
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
  await close();
});
