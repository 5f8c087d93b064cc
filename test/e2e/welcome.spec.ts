/** The first page: shown by itself once, and again when asked for. */
import { gui } from '../../src/shared/texts/gui.ts';
import { expectAccessible } from './axe.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, type Page, test } from './fixtures.ts';
import { choose, inEveryLook, picture } from './flows.ts';

const newcomer = { newcomer: true };
const heading = (page: Page, name = gui.welcome.title.en) => page.getByRole('heading', { level: 1, name });

test('a newcomer sees what this is, and is led to the first test; once', async ({ page, context }) => {
  await using door = await openBrowserDoor(page, undefined, newcomer);
  await expect(heading(page)).toBeVisible();
  for (const text of [gui.welcome.what, gui.welcome.verdict, gui.welcome.local])
    await expect(page.getByText(text.en)).toBeVisible();
  await inEveryLook(page, async (_look, name) => {
    await expectAccessible(page);
    await picture(page, name('welcome'));
  });

  await page.getByRole('button', { name: gui.welcome.firstTest.en }).click();
  await expect(page.getByLabel(gui.test.url.en)).toBeFocused();

  const another = await context.newPage();
  await another.goto(door.url);
  await expect(another.getByLabel(gui.test.url.en)).toBeVisible();
  expect(door.violations).toEqual([]);
});

test('a newcomer may begin with the lab', async ({ page }) => {
  await using _door = await openBrowserDoor(page, undefined, newcomer);
  await page.getByRole('button', { name: gui.lab.cases.failure.en }).click();
  const shown = page.getByRole('dialog');
  await expect(shown.getByTestId('verdict')).toHaveAttribute('data-code', '609');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: gui.welcome.seeLab.en }).click();
  await expect(page.getByRole('heading', { level: 1, name: gui.lab.title.en })).toBeVisible();
});

test('the palette and the help open it again, in either language', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await expect(page.getByLabel(gui.test.url.en)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: gui.palette.search.en }).fill(gui.palette.actions.welcome.en);
  await page.keyboard.press('Enter');
  await expect(heading(page)).toBeVisible();

  await page.goBack();
  await expect(page.getByLabel(gui.test.url.en)).toBeVisible();
  await choose(page, gui.preferences.language.en, '中文');
  await page.getByRole('button', { name: gui.shortcuts.title.zh }).click();
  await page.getByRole('button', { name: gui.welcome.open.zh }).click();
  await expect(heading(page, gui.welcome.title.zh)).toBeVisible();
});
