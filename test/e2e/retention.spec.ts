/** How long results are kept: chosen in the Analysis, asked again before details are given up, told on both screens. */
import { fillStore } from '../../scripts/fill-store.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { expectAccessible } from './axe.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, type Page, test } from './fixtures.ts';
import { goTo } from './flows.ts';

const COUNT = 600;
const texts = gui.analysis;
const keep = (page: Page) => page.getByRole('combobox', { name: texts.keep.en });
const note = (page: Page) => page.getByTestId('retention').getByRole('status');

async function wantDays(page: Page, days: number): Promise<void> {
  await keep(page).click();
  await page.getByRole('option', { name: texts.keepDays.en.replace('{days}', String(days)) }).click();
  await expect(page.getByRole('dialog')).toContainText(texts.confirmTitle.en);
}

test('older results become hourly sums once that is confirmed, and are counted all the same', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await using door = await openBrowserDoor(page, (folder) => fillStore(folder, COUNT, 30));
  const counted = page.getByText(/^of [\d,]+ tests?$/).first();
  await goTo(page, 'analysis');
  await expect(keep(page)).toHaveValue(texts.keepAll.en);
  const whole = (await counted.textContent())!;
  await expect(note(page)).toBeHidden();

  await wantDays(page, 7);
  await expect(page.getByRole('button', { name: texts.confirmNo.en })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(keep(page)).toHaveValue(texts.keepAll.en);
  await expect(note(page)).toBeHidden();

  await wantDays(page, 7);
  await page.getByRole('button', { name: texts.confirmYes.en.replace('{days}', '7') }).click();
  await expect(note(page)).toBeVisible();
  await expect(keep(page)).toHaveValue('7 days');
  const told = /\d+/.exec((await note(page).textContent())!)![0];
  await expect(counted).toHaveText(whole);

  await goTo(page, 'results');
  const left = Number(await page.getByTestId('result-count').getAttribute('data-total'));
  expect(left + Number(told)).toBe(COUNT);
  expect(left).toBeGreaterThan(0);
  await expect(page.getByText(`${told} older results`)).toBeVisible();

  await page.reload();
  await goTo(page, 'analysis');
  await expect(keep(page)).toHaveValue('7 days');
  await expect(note(page)).toContainText(told);
  await keep(page).click();
  await page.getByRole('option', { name: texts.keepAll.en }).click();
  await expect(keep(page)).toHaveValue(texts.keepAll.en);
  await expect(note(page)).toContainText(told);
  expect(door.violations).toEqual([]);
});
