/** From a failed transfer to a saved report, a saved bundle, and the bundle opened again as somebody else's. */
import { readFile } from 'node:fs/promises';
import { openBundle } from '../../src/main/report/open-bundle.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, type Page, test } from './fixtures.ts';
import { goTo, runAddress } from './flows.ts';

const SECRET = 'planted-Token-77';
const ADDRESS = `http://127.0.0.1:9/firmware.bin?token=${SECRET}`;
const share = gui.share;

async function choose(page: Page, item: string): Promise<void> {
  await page.getByTestId('verdict').getByRole('button', { name: share.menu.en }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

/** Rows of the Results while one result is stored. */
const HEADING_AND_ONE = 2;

test('a failed transfer becomes a report, data, and a bundle that a supporter can open', async ({ page }) => {
  await using door = await openBrowserDoor(page);
  await runAddress(page, ADDRESS, 601);

  const report = await saved(page, () => choose(page, share.html.en));
  expect(report.name).toMatch(/^catprobe-report-result-\d{8}-\d{6}\.html$/);
  expect(report.content.toString()).toContain('data-code="601"');
  expect(report.content.toString()).not.toContain(SECRET);
  await expect(page.getByText(`Given to the browser as ${report.name}`)).toBeVisible();

  const csv = await saved(page, () => choose(page, share.catCsv.en));
  expect(csv.content.toString()).toMatch(/^\ufeffErrorId,/);
  const parquet = await saved(page, () => choose(page, share.parquet.en));
  expect(parquet.content.subarray(0, 4).toString()).toBe('PAR1');

  await choose(page, share.bundle.en);
  const dialog = page.getByTestId('bundle');
  await expect(dialog.getByRole('button', { name: /^Results with evidence/ })).toBeVisible();
  await dialog.getByRole('button', { name: new RegExp(`^${share.files['curl.txt'].en}`) }).click();
  await expect(dialog.getByRole('region')).toContainText('curl -v');
  expect(await dialog.innerText()).not.toContain(SECRET);
  await dialog
    .getByRole('switch', { name: `Include: ${share.files['environment.json'].en}` })
    .click({ force: true });
  const bundle = await saved(page, () => dialog.getByRole('button', { name: share.dialog.save.en }).click());
  const opened = openBundle(bundle.content);
  expect(opened.results).toMatchObject([{ code: 601 }]);
  expect(opened.files.map(({ name }) => name)).toEqual(['task.json', 'curl.txt']);
  await page.keyboard.press('Escape');

  await goTo(page, 'results');
  await expect(page.getByRole('row')).toHaveCount(HEADING_AND_ONE);
  await page
    .locator('input[type=file][accept*=zip]')
    .setInputFiles({ name: bundle.name, mimeType: 'application/zip', buffer: bundle.content });
  const foreign = page.getByTestId('foreign');
  await expect(foreign).toContainText('nothing of it is in your store');
  await expect(foreign.getByTestId('verdict')).toHaveAttribute('data-code', '601');
  await expect(foreign.getByRole('button', { name: share.menu.en })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row')).toHaveCount(HEADING_AND_ONE);

  await page.locator('input[type=file][accept*=zip]').setInputFiles({
    name: 'other.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('not a zip'),
  });
  await expect(page.getByRole('alert')).toContainText('this is no ZIP file');
  expect(door.violations).toEqual([]);
});

test('the report is printed with its own style, within the policy of the page', async ({ page }) => {
  await using door = await openBrowserDoor(page);
  await page.evaluate(() => {
    // The dialog of the browser would wait for somebody.
    const seen = window as unknown as { printed?: { text: string; columns: string } };
    const append = document.body.append.bind(document.body);
    document.body.append = (...nodes: (Node | string)[]) => {
      append(...nodes);
      for (const node of nodes) {
        if (!(node instanceof HTMLIFrameElement) || !node.contentWindow) continue;
        const inside = node.contentWindow;
        inside.print = () => {
          const verdict = inside.document.querySelector('.verdict') as HTMLElement;
          seen.printed = {
            text: inside.document.body.innerText,
            columns: inside.getComputedStyle(verdict).display,
          };
        };
      }
    };
  });
  await runAddress(page, ADDRESS, 601);
  await choose(page, share.print.en);
  const printed = () =>
    page.evaluate(() => (window as unknown as { printed?: { text: string; columns: string } }).printed);
  await expect.poll(printed).toMatchObject({ columns: 'grid' });
  expect((await printed())?.text).toContain('601');
  expect(door.violations).toEqual([]);
});

test('a copied curl command and a copied result hold no secret', async ({ page, context }) => {
  await using door = await openBrowserDoor(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(door.url).origin });
  await runAddress(page, ADDRESS, 601);
  const card = page.getByTestId('verdict');
  for (const [label, expected] of [
    [share.copyCurl.en, 'curl -v'],
    [gui.verdict.copyText.en, '601'],
    [gui.verdict.copyJson.en, '"code": 601'],
  ] as const) {
    await card.getByRole('button', { name: label, exact: true }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(expected);
    expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain(SECRET);
  }
});
