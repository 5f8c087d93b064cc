/** The pictures of the README, in both themes and languages: a failed test, the results and what they come to, an FTP session. */
import { fillStore } from '../../scripts/fill-store.ts';
import { startLab } from '../../src/lab/lab.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { expectAccessible } from './axe.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, type Page, test } from './fixtures.ts';
import { fillFtp, goTo, inEveryLook, picture } from './flows.ts';

const FTP_CASE = 'ftp-data-port-refused';
/** Enough for a month that looks like one. */
const RESULTS = 20_000;

test.beforeEach(async ({ page }) => {
  test.setTimeout(180_000);
  // Charts grow into their place; a picture wants them there.
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

async function take(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await picture(page, name);
}

test('a first look, and a test that fails', async ({ page }) => {
  await using door = await openBrowserDoor(page);
  await inEveryLook(page, (_look, name) => take(page, name('test-empty')));
  await page.getByLabel(gui.test.url.en).fill('http://127.0.0.1:9/download/firmware-2.1.bin');
  await page.getByRole('button', { name: gui.test.run.en, exact: true }).click();
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-code', '601');
  await inEveryLook(page, (_look, name) => take(page, name('test-failed')));
  expect(door.violations).toEqual([]);
});

test('a month of results', async ({ page }) => {
  await using door = await openBrowserDoor(page, (folder) => fillStore(folder, RESULTS));
  await inEveryLook(page, async ({ language }, name) => {
    await goTo(page, 'results', language);
    await expect(page.getByRole('row').nth(5)).toBeVisible();
    await take(page, name('results'));
    await goTo(page, 'analysis', language);
    await expect(page.locator('canvas, svg[role]').first()).toBeVisible();
    await take(page, name('analysis'));
  });
  expect(door.violations).toEqual([]);
});

test('an FTP session step by step', async ({ page }) => {
  const lab = await startLab([FTP_CASE]);
  try {
    await using _door = await openBrowserDoor(page);
    await fillFtp(page, lab.task(FTP_CASE));
    await page.getByRole('button', { name: gui.test.checkFtp.en }).click();
    await inEveryLook(page, async (_look, name) => {
      await page.getByTestId('ftp').evaluate((panel) => panel.scrollIntoView());
      await take(page, name('ftp'));
    });
  } finally {
    await lab.close();
  }
});
