/** Results and Analysis over a full store: scroll, filter, compare, and from each figure to its results. */
import { fillStore } from '../../scripts/fill-store.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { expectAccessible } from './axe.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, type Page, test } from './fixtures.ts';
import { choose, goTo } from './flows.ts';

const MANY = 100_000;
const rows = (page: Page) => page.getByTestId('results').getByRole('row');
const total = (page: Page) => page.getByTestId('result-count');

test('100,000 results: to the end by keyboard, filter, compare, columns, groups', async ({ page }) => {
  test.setTimeout(180_000);
  await using door = await openBrowserDoor(page, (folder) => fillStore(folder, MANY));
  await goTo(page, 'results');
  await expect(total(page)).toHaveAttribute('data-total', String(MANY));
  expect(await rows(page).count()).toBeLessThan(60);

  await rows(page).nth(1).focus();
  await page.keyboard.press('End');
  const last = page.locator(`[data-index="${MANY - 1}"]`);
  await expect(last).toBeFocused();
  await expect(last).toHaveAttribute('aria-busy', 'false');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByTestId('verdict')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByLabel(gui.results.code.en, { exact: true }).fill('601');
  await expect(total(page)).not.toHaveAttribute('data-total', String(MANY));
  await expect(rows(page).nth(1)).toHaveAttribute('data-code', '601');

  await page.getByTestId('results').getByRole('checkbox').nth(0).check();
  await page.getByTestId('results').getByRole('checkbox').nth(1).check();
  await page.getByRole('button', { name: gui.results.compare.en, exact: true }).click();
  await expect(page.getByTestId('comparison')).toContainText(gui.results.differs.en);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('button', { name: gui.results.columnsTitle.en }).click();
  await page.getByLabel(gui.results.columns.labels.en, { exact: true }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: gui.results.columns.labels.en })).toBeVisible();
  // The choice and the filter outlast a reload.
  await page.reload();
  await expect(page.getByRole('columnheader', { name: gui.results.columns.labels.en })).toBeVisible();
  await expect(rows(page).nth(1)).toHaveAttribute('data-code', '601');

  await page.getByRole('combobox', { name: gui.results.groupBy.en }).click();
  await page.getByRole('option', { name: gui.analysis.dimensions.side.en }).click();
  await page.getByTestId('result-groups').getByRole('button').first().click();
  await expect(rows(page).nth(1)).toHaveAttribute('data-code', '601');
  expect(door.violations).toEqual([]);
});

test('from a bar, a cell and a point to their results; tasks and periods side by side', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await using door = await openBrowserDoor(page, (folder) => fillStore(folder, 3_000));
  const chart = (section: string) => page.getByTestId(section).locator('canvas').first();
  const expectResults = async (): Promise<void> => {
    await expect(page.getByRole('heading', { level: 1, name: gui.screens.results.en })).toBeVisible();
    await expect(rows(page).nth(1)).toHaveAttribute('aria-busy', 'false');
    expect(Number(await total(page).getAttribute('data-total'))).toBeLessThan(3_000);
    await page.goBack();
    await expect(page.getByTestId('top-errors')).toBeVisible();
  };
  await goTo(page, 'analysis');
  await expect(chart('top-errors')).toBeVisible();
  const box = (await chart('top-errors').boundingBox())!;
  await page.mouse.click(box.x + 215, box.y + 24);
  await expectResults();

  await page.getByTestId('heat-map').getByRole('button').first().click();
  await expectResults();

  await expect(chart('slowest')).toBeVisible();
  await page.getByTestId('slowest').getByRole('button').first().click();
  await expectResults();

  await page.getByLabel(gui.analysis.asTable.en).check();
  await page.getByTestId('timeline-table').getByRole('button').first().click();
  await expectResults();

  await page.getByRole('combobox', { name: gui.analysis.chooseTasks.en }).click();
  await page.getByRole('option').nth(0).click();
  await page.getByRole('option').nth(1).click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('compare')).toContainText(gui.analysis.best.en);
  expect(door.violations).toEqual([]);
});

for (const theme of ['light', 'dark'] as const) {
  test(`nothing serious for axe in ${theme}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await using _door = await openBrowserDoor(page, (folder) => fillStore(folder, 3_000));
    await choose(page, gui.preferences.theme.en, gui.preferences[theme].en);
    await goTo(page, 'results');
    await expect(rows(page).nth(1)).toHaveAttribute('aria-busy', 'false');
    await expectAccessible(page);
    await goTo(page, 'analysis');
    await expect(page.getByTestId('heat-map')).toBeVisible();
    await expectAccessible(page);
  });
}
