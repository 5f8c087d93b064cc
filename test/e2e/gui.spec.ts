/** The GUI from the first look to the top five, through both doors, with real transfers against real servers. */
import { gui } from '../../src/shared/texts/gui.ts';
import { serveHttp, type TestServer } from '../support/server.ts';
import { openBrowserDoor } from './browser-door.ts';
import { openDesktop } from './desktop-harness.ts';
import { expect, type Page, test } from './fixtures.ts';
import { choose, enterUrl, expectVerdict, goTo, runAddress } from './flows.ts';

let target: TestServer;
test.beforeAll(async () => {
  target = await serveHttp((request, response) => {
    if (request.url === '/missing') response.writeHead(404).end('no');
    else if (request.url === '/endless')
      response.writeHead(200, { 'content-length': 1e9 }).write(Buffer.alloc(50_000));
    else response.end(Buffer.alloc(300_000));
  });
});
test.afterAll(() => target[Symbol.asyncDispose]());

/** One transfer from the click to the top five. */
async function straightLine(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: gui.test.empty.tryLab.en })).toBeVisible();
  await runAddress(page, target.url('/file'), 0);
  await runAddress(page, target.url('/missing'), 404);

  await page.getByRole('button', { name: /Evidence/ }).click();
  await expect(page.getByRole('cell', { name: 'HTTP status 404' })).toBeVisible();

  await runAddress(page, 'http://127.0.0.1:9/', 601);
  await runAddress(page, 'http://[bad', 606);

  await goTo(page, 'results');
  await expect(page.getByRole('row')).toHaveCount(1 + 4);

  await goTo(page, 'analysis');
  const top = page.getByRole('table').filter({ hasText: gui.analysis.share.en }).first();
  for (const code of ['404', '601', '606']) await expect(top).toContainText(code);
}

test.describe('in the browser', () => {
  test('one transfer, from the click to the top five', async ({ page }) => {
    await using door = await openBrowserDoor(page);
    expect(page.url()).not.toContain('token');
    await straightLine(page);
    expect(door.violations).toEqual([]);
  });

  test('keyboard: Ctrl+Enter runs, Esc cancels', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await enterUrl(page, target.url('/endless'));
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(gui.test.live.received.en)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-outcome', 'canceled');
  });

  test('a reload in the middle of a run loses nothing', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await runAddress(page, target.url('/missing'), 404);
    await page.reload();
    await goTo(page, 'results');
    await expect(page.getByRole('row')).toHaveCount(1 + 1);
  });

  test('an error stands at its field', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await enterUrl(page, target.url('/file'));
    await page.getByRole('button', { name: gui.options.more.en }).click();
    await page.getByLabel(gui.options.md5.en).fill('abc');
    await page.getByRole('button', { name: gui.test.run.en, exact: true }).click();
    await expect(page.getByText('is not a hexadecimal sum of the right length')).toBeVisible();
    await expect(page.getByLabel(gui.options.md5.en)).toHaveAttribute('aria-invalid', 'true');
  });

  test('results: filter, detail, run again', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await runAddress(page, target.url('/file'), 0);
    await runAddress(page, target.url('/missing'), 404);
    await goTo(page, 'results');
    await expect(page.getByRole('row')).toHaveCount(1 + 2);
    await page.getByLabel(gui.results.search.en).fill('missing');
    await expect(page.getByRole('row')).toHaveCount(1 + 1);
    await page.getByRole('row').nth(1).click();
    const detail = page.getByRole('dialog');
    await expect(detail.getByTestId('verdict')).toHaveAttribute('data-code', '404');
    await detail.getByRole('button', { name: gui.verdict.runAgain.en }).click();
    await expectVerdict(page, 404);
    await goTo(page, 'results');
    await expect(page.getByRole('row')).toHaveCount(1 + 2);
  });

  test('from a bar of the top five to its results', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await runAddress(page, target.url('/missing'), 404);
    await runAddress(page, target.url('/file'), 0);
    await goTo(page, 'analysis');
    await page.getByTestId('top-errors').getByRole('button', { name: 'HTTP 404' }).click();
    await expect(page.getByRole('row')).toHaveCount(1 + 1);
  });

  test('language and theme are chosen and remembered', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await choose(page, gui.preferences.theme.en, gui.preferences.dark.en);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await choose(page, gui.preferences.language.en, '中文');
    await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
    await page.reload();
    await expect(page.getByRole('link', { name: gui.screens.analysis.zh })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  });

  test('Back leads through the screens', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await goTo(page, 'results');
    await goTo(page, 'analysis');
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: gui.screens.results.en })).toBeVisible();
    await page.goBack();
    await expect(page.getByLabel(gui.test.url.en)).toBeVisible();
    await page.goForward();
    await expect(page.getByRole('heading', { level: 1, name: gui.screens.results.en })).toBeVisible();
  });

  test('without the token there is no access, and a page says so', async ({ page, context }) => {
    await using door = await openBrowserDoor(page);
    const stranger = await context.newPage();
    await stranger.goto(new URL('/', door.url).href);
    await expect(stranger.getByText(gui.connection.forbiddenTitle.en)).toBeVisible();
  });
});

test('in the desktop program: one transfer, from the click to the top five', async ({ context }) => {
  const { page, violations, close } = await openDesktop(context);
  await straightLine(page);
  expect(violations).toEqual([]);
  await close();
});
