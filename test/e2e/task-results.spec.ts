/** Beside each task its last result; the words of the editor; and the question before much data, wherever a run is begun. */
import type { TaskInput } from '../../src/shared/task.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { serveHttp, type TestServer } from '../support/server.ts';
import { expectAccessible } from './axe.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, type Page, test } from './fixtures.ts';
import { expectVerdict, goTo } from './flows.ts';

const texts = gui.tasks;
let target: TestServer;
let asked = 0;
test.beforeAll(async () => {
  target = await serveHttp((request, response) => {
    asked += 1;
    response.writeHead(request.url === '/missing' ? 404 : 200).end('content');
  });
});
test.afterAll(() => target[Symbol.asyncDispose]());

const named = (text: { en: string }, name: string) => text.en.replace('{name}', name);

async function importText(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: texts.import.en, exact: true }).first().click();
  await page.getByLabel(texts.importing.text.en).fill(text);
  await page.getByRole('button', { name: texts.importing.read.en, exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Import \(/ })
    .click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

const importTasks = (page: Page, ...tasks: TaskInput[]) =>
  importText(page, JSON.stringify({ catprobe: 1, tasks }));

test('each task shows what came of it the last time, and opens it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await using door = await openBrowserDoor(page);
  await goTo(page, 'tasks');
  await importTasks(
    page,
    { name: 'gone', url: target.url('/missing') },
    { name: 'new', url: target.url('/') },
  );
  const row = (name: string) => page.locator(`[data-task="${name}"]`);
  await expect(row('gone')).toBeVisible();
  await expect(page.locator('[data-last]')).toHaveCount(0);

  await page.getByRole('button', { name: named(texts.runOne, 'gone') }).click();
  await expectVerdict(page, 404);
  await goTo(page, 'tasks');
  const last = row('gone').locator('[data-last="404"]');
  await expect(last).toBeVisible();
  await expect(row('new').locator('[data-last]')).toHaveCount(0);
  await expectAccessible(page);

  await last.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByTestId('verdict')).toHaveAttribute('data-code', '404');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  // What a run elsewhere brings is shown at once; what is stored, after a reload.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: gui.palette.search.en }).fill('new');
  await page.getByRole('option', { name: /^new/ }).click();
  await goTo(page, 'tasks');
  await expect(row('new').locator('[data-last="0"]')).toBeVisible();
  await page.reload();
  await expect(row('new').locator('[data-last="0"]')).toBeVisible();
  await expect(last).toBeVisible();
  expect(door.violations).toEqual([]);
});

test('a curl command with --cert-status and --engine is in the editor, in words', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await goTo(page, 'tasks');
  await importText(page, 'curl --cert-status --engine pkcs11 https://secure.test/');
  await page.getByRole('button', { name: named(texts.edit, 'https://secure.test/') }).click();
  const tls = page.getByRole('button', { name: texts.editor.sections.tls.en });
  if ((await tls.getAttribute('aria-expanded')) === 'false') await tls.click();
  const field = (path: keyof typeof gui.fields) =>
    page.getByLabel(gui.fields[path].label.en, { exact: true });
  await expect(field('tls.stapling').first()).toHaveValue(texts.editor.staplings.required.en);
  await expect(field('tls.engine').first()).toHaveValue('pkcs11');
  await expect(field('tls.revocation').first()).toHaveValue(texts.editor.revocations.off.en);
  await expect(page.getByLabel(texts.editor.ignores.expired.en)).toBeVisible();
});

test('much data is asked for first: from the palette and from a schedule too', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await goTo(page, 'runs');
  await page.getByRole('button', { name: gui.runs.schedules.create.en }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(texts.editor.create.en);
  await page.getByRole('button', { name: texts.editor.cancel.en, exact: true }).click();

  const large = { url: target.url('/'), transferKB: 50 * 1024 * 1024 };
  await importTasks(
    page,
    { name: 'large', ...large },
    { name: 'yearly', ...large, repeat: { cron: '0 0 1 1 *' } },
  );
  const before = asked;
  const palette = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: gui.palette.search.en }).fill(words);
    await page.keyboard.press('Enter');
  };
  const refuse = async (): Promise<void> => {
    await expect(page.getByTestId('amount')).toBeVisible();
    await page.getByRole('button', { name: texts.amount.cancel.en, exact: true }).click();
    await expect(page.getByTestId('amount')).toBeHidden();
  };
  await palette(`${gui.palette.groups.tasks.en} large`);
  await refuse();
  await palette(gui.palette.actions.runAll.en);
  await refuse();
  await goTo(page, 'runs');
  await page.getByRole('button', { name: named(gui.runs.schedules.runNow, 'yearly') }).click();
  await refuse();
  expect(asked).toBe(before);

  await page.getByRole('button', { name: named(gui.runs.schedules.runNow, 'yearly') }).click();
  await page.getByRole('button', { name: texts.amount.run.en, exact: true }).click();
  await expect.poll(() => asked).toBe(before + 1);
});
