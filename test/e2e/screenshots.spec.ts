/** The pictures of the README: every screen, light and dark, English and Chinese, filled by the real lab. */
import { startLab } from '../../src/lab/lab.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import type { Language } from '../../src/shared/texts/text.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, type Page, test } from './fixtures.ts';
import { choose, fillFtp, goTo, picture, runLab, type Screen } from './flows.ts';

const FTP_CASE = 'ftp-data-port-refused';
const THEMES = ['light', 'dark'] as const;
const LANGUAGES: readonly Language[] = ['en', 'zh'];
const LANGUAGE_NAMES = { en: 'English', zh: '中文' };
const SCREENS: readonly Screen[] = ['test', 'results', 'analysis'];

test('every screen in both themes and languages', async ({ page }) => {
  test.setTimeout(120_000);
  // Charts grow into their place; a picture wants them there.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await using door = await openBrowserDoor(page);
  await picture(page, 'test-empty-light-en');
  await runLab(page);

  await page.getByRole('button', { name: gui.test.lab.back.en }).click();
  let shown: Language = 'en';
  for (const theme of THEMES) {
    for (const language of LANGUAGES) {
      await choose(page, gui.preferences.theme[shown], gui.preferences[theme][shown]);
      await choose(page, gui.preferences.language[shown], LANGUAGE_NAMES[language]);
      shown = language;
      for (const screen of SCREENS) {
        await goTo(page, screen, language);
        if (screen === 'test') await showFailure(page, language);
        if (screen === 'results') await expect(page.getByRole('row').nth(5)).toBeVisible();
        if (screen === 'analysis') await expect(page.locator('canvas, svg[role]').first()).toBeVisible();
        await picture(
          page,
          screen === 'test' ? `test-failed-${theme}-${language}` : `${screen}-${theme}-${language}`,
        );
      }
    }
  }
  expect(door.violations).toEqual([]);
});

test('an FTP session step by step', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const lab = await startLab([FTP_CASE]);
  try {
    await using _door = await openBrowserDoor(page);
    await fillFtp(page, lab.task(FTP_CASE));
    await page.getByRole('button', { name: gui.test.checkFtp.en }).click();
    await expect(page.getByTestId('ftp')).toBeVisible();
    const toPanel = () => page.getByTestId('ftp').evaluate((panel) => panel.scrollIntoView());
    await toPanel();
    await picture(page, 'ftp-light-en');
    await choose(page, gui.preferences.theme.en, gui.preferences.dark.en);
    await choose(page, gui.preferences.language.en, LANGUAGE_NAMES.zh);
    await toPanel();
    await picture(page, 'ftp-dark-zh');
  } finally {
    await lab.close();
  }
});

async function showFailure(page: Page, language: Language): Promise<void> {
  await page.getByLabel(gui.test.url[language]).fill('http://127.0.0.1:9/download/firmware-2.1.bin');
  await page.getByRole('button', { name: gui.test.run[language], exact: true }).click();
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-code', '601');
}
