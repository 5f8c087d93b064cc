/** The Codes and Lab screens: a code is looked up, shown on the spot, proven; a server is switched on for others. */
import { FAULTS } from '../../src/lab/faults.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { expectAccessible } from './axe.ts';
import { openBrowserDoor } from './browser-door.ts';
import { openDesktop } from './desktop-harness.ts';
import { expect, type Page, test } from './fixtures.ts';
import { goTo, inEveryLook, picture, runAddress, wanted } from './flows.ts';

test.beforeEach(async ({ page }) => {
  test.setTimeout(180_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

const search = (page: Page, language: 'en' | 'zh' = 'en') =>
  page.getByRole('textbox', { name: gui.codes.search[language] });
const codePage = (page: Page) => page.getByTestId('code-page');

test('codes: found by numbers, names and words; each page has an address', async ({ page }) => {
  await using door = await openBrowserDoor(page);
  await goTo(page, 'codes');
  const list = page.getByRole('navigation', { name: gui.codes.list.en });
  await expect(list.getByRole('link')).toHaveCount(81);
  for (const [query, first] of [
    ['curl:77', '657'],
    ['ECONNREFUSED', '601'],
    ['404', '404'],
    ['0', '0'],
    ['证书过期', '610'],
  ] as const) {
    await search(page).fill(query);
    await expect(list.getByRole('link').first()).toHaveAttribute('data-code', first);
  }
  await search(page).fill('no such thing');
  await expect(page.getByText(gui.codes.nothingHint.en)).toBeVisible();
  await page.getByRole('button', { name: gui.codes.clear.en }).click();

  // By keys alone: Enter opens the first that fits, the arrows lead on.
  await search(page).fill('wininet:12037');
  await expect(page.getByTestId('code-count')).toContainText('1');
  await page.keyboard.press('Enter');
  await expect(codePage(page).getByRole('heading', { level: 2 })).toContainText('expired');
  await expect(page).toHaveURL(/#codes\/610$/);
  await search(page).fill('');
  await search(page).press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#codes\/606$/);
  await page.goBack();
  await expect(codePage(page).locator('[data-code="610"]')).toBeVisible();
  await page.reload();
  await expect(codePage(page).locator('[data-code="610"]')).toBeVisible();
  await page.evaluate(() => location.assign('#codes/721'));
  await expect(codePage(page).locator('[data-code="721"]')).toBeVisible();
  expect(door.violations).toEqual([]);
});

test('results with a code lead to its page', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await runAddress(page, 'http://127.0.0.1:9/', 601);
  await goTo(page, 'results');
  await page.getByLabel(gui.results.code.en, { exact: true }).fill('601');
  await page.getByRole('link', { name: gui.codes.about.en.replace('{code}', '601') }).click();
  await expect(codePage(page).locator('[data-code="601"]')).toBeVisible();
});

test('codes: "show me" runs one case and opens its result; my own results are counted', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await runAddress(page, 'http://127.0.0.1:9/', 601);
  await page
    .getByTestId('verdict')
    .getByRole('link', { name: gui.codes.about.en.replace('{code}', '601') })
    .click();
  await expect(page.getByTestId('own-count')).toHaveAttribute('data-count', '1');
  await codePage(page)
    .getByRole('button', { name: /^Show me:/ })
    .first()
    .click();
  const shown = page.getByRole('dialog');
  await expect(shown.getByTestId('verdict')).toHaveAttribute('data-code', '601');
  await shown.getByRole('button', { name: gui.shell.close.en }).click();
  await codePage(page).getByRole('button', { name: gui.codes.page.openResults.en }).click();
  await expect(page.getByTestId('result-count')).toHaveAttribute('data-total', '1');
});

test('first steps: a failure is shown where nothing was tested yet', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await page.getByRole('button', { name: gui.lab.cases.failure.en }).click();
  await expect(page.getByRole('dialog').getByTestId('verdict')).toHaveAttribute('data-code', '609');
});

test('lab: all codes are proven, with ticks, and stored as those of the lab', async ({ page }) => {
  await using door = await openBrowserDoor(page);
  await goTo(page, 'lab');
  const proof = page.getByTestId('proof');
  const begin = proof.getByRole('button', { name: gui.lab.proof.all.en, exact: true });
  await begin.click();
  await proof.getByRole('button', { name: gui.lab.proof.cancel.en }).click();
  await expect(proof).toHaveAttribute('data-stage', 'finished');

  await proof.getByRole('button', { name: gui.lab.proof.again.en }).click();
  await expect(proof.locator('[data-code="606"]')).toHaveAttribute('data-state', 'proven', {
    timeout: 60_000,
  });
  await expect(proof).toHaveAttribute('data-stage', 'finished', { timeout: 120_000 });
  await expect(proof.locator('[data-state="differs"]')).toHaveText([]);
  await expect(proof).toHaveAttribute('data-proven', '70');

  await proof.locator('[data-code="609"]').click();
  const cases = page.getByTestId('code-cases');
  await expect(cases.getByRole('listitem')).toHaveCount(FAULTS.filter(({ code }) => code === 609).length);
  await cases
    .getByRole('button', { name: /^Result of/ })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByTestId('verdict')).toHaveAttribute('data-code', '609');
  await page.keyboard.press('Escape');

  // A reload finds what was proven.
  await page.reload();
  await expect(proof).toHaveAttribute('data-proven', '70');
  expect(door.violations).toEqual([]);
});

test('lab: a server is switched on, answers whoever asks, and ends', async ({ page, request }) => {
  await using _door = await openBrowserDoor(page);
  await goTo(page, 'lab');
  const http = page.locator('[data-server="http"]');
  await http.getByRole('switch').press('Space');
  await expect(http).toHaveAttribute('data-on', 'true');
  await http.getByRole('button', { name: /^Addresses/ }).click();
  await http.getByLabel(gui.lab.serving.find.en).fill('status-404');
  const address = http.locator('[data-case="status-404"]');
  const url = (await address.getByText(/^http:/).textContent())!;
  expect((await request.get(url)).status()).toBe(404);
  await page.getByRole('button', { name: gui.lab.serving.allOff.en }).click();
  await expect(http).toHaveAttribute('data-on', 'false');
  await expect(request.get(url)).rejects.toThrow(/ECONNREFUSED/);
});

/** As somebody without a mouse gets there. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('button', { name, exact: true }).first();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(wanted).toBeFocused({ timeout: 50 });
  }).toPass({ intervals: [0] });
}

test('by keys alone: a code is looked up and shown, and proven in the lab', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await expect(page.getByLabel(gui.test.url.en)).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: gui.palette.search.en }).fill('606');
  await page.keyboard.press('Enter');
  await expect(codePage(page).locator('[data-code="606"]')).toBeVisible();
  await page.getByRole('button', { name: gui.shell.skip.en }).press('Enter');
  const [title] = FAULTS.filter(({ code }) => code === 606).map((fault) => fault.title.en);
  await tabTo(page, gui.lab.cases.showCase.en.replace('{title}', title!));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByTestId('verdict')).toHaveAttribute('data-code', '606');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.getByRole('link', { name: gui.screens.lab.en, exact: true }).press('Enter');
  await page.getByRole('button', { name: /^606 / }).press('Enter');
  await page.getByTestId('code-cases').getByRole('button', { name: 'Prove 606' }).press('Enter');
  await expect(page.getByTestId('proof')).toHaveAttribute('data-proven', '1');
});

test('in the desktop program: one case is shown', async ({ context }) => {
  const { page, violations, close } = await openDesktop(context);
  await goTo(page, 'codes');
  await search(page).fill('609');
  await page.keyboard.press('Enter');
  await codePage(page)
    .getByRole('button', { name: /^Show me:/ })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByTestId('verdict')).toHaveAttribute('data-code', '609');
  expect(violations).toEqual([]);
  await close();
});

test('as they look', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await goTo(page, 'lab');
  const proof = page.getByTestId('proof');
  await proof.locator('[data-code="618"]').click();
  await page.getByTestId('code-cases').getByRole('button', { name: 'Prove 618' }).click();
  await expect(proof.locator('[data-code="618"]')).toHaveAttribute('data-state', 'proven');
  if (wanted) {
    await proof.getByRole('button', { name: gui.lab.proof.again.en }).click();
    await expect(proof).toHaveAttribute('data-proven', '70', { timeout: 120_000 });
  }
  await page.locator('[data-server="ftp"]').getByRole('switch').press('Space');
  await expect(page.locator('[data-server="ftp"]')).toHaveAttribute('data-on', 'true');
  await page
    .locator('[data-server="ftp"]')
    .getByRole('button', { name: /^Addresses/ })
    .click();
  await inEveryLook(page, async ({ language }, name) => {
    await goTo(page, 'lab', language);
    await page.evaluate(() => scrollTo(0, 0));
    await expectAccessible(page);
    await picture(page, name('lab'));
    await goTo(page, 'codes', language);
    await expectAccessible(page);
    await search(page, language).fill('609');
    await expect(page.getByTestId('code-count')).toContainText('1');
    await search(page, language).press('Enter');
    await search(page, language).fill('');
    await expect(
      codePage(page).getByRole('button', { name: gui.lab.cases.showMe[language] }).first(),
    ).toBeVisible();
    await expectAccessible(page);
    await picture(page, name('codes'));
  });
});
