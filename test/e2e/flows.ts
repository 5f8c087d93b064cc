/** What a person does in the GUI, by what it shows and is called; the same through both doors. */
import path from 'node:path';
import { ROOT } from '../../scripts/fresh.ts';
import type { Task } from '../../src/shared/task.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import type { Language } from '../../src/shared/texts/text.ts';
import { settled } from './axe.ts';
import { expect, type Page } from './fixtures.ts';

export type Screen = keyof typeof gui.screens;

export async function goTo(page: Page, screen: Screen, language: Language = 'en'): Promise<void> {
  await page.getByRole('link', { name: gui.screens[screen][language] }).click();
}

export async function enterUrl(page: Page, url: string): Promise<void> {
  await page.getByLabel(gui.test.url.en).fill(url);
}

/** Runs an address and waits for its verdict. */
export async function runAddress(page: Page, url: string, code: number): Promise<void> {
  await enterUrl(page, url);
  await page.getByRole('button', { name: gui.test.run.en, exact: true }).click();
  await expectVerdict(page, code);
}

export async function expectVerdict(page: Page, code: number): Promise<void> {
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-code', String(code));
}

export async function choose(page: Page, menu: string, choice: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitemradio', { name: choice, exact: true }).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** Address and account of an FTP case, as the lab's task has them, into the form of the Test screen. */
export async function fillFtp(page: Page, { url, ftp }: Task): Promise<void> {
  await page.getByLabel(gui.test.url.en).fill(url);
  await page.getByLabel(gui.options.ftpUser.en, { exact: true }).fill(ftp?.user ?? '');
  const password = page.getByLabel(gui.options.password.en, { exact: true }).first();
  await password.fill(ftp?.password ?? '');
}

/** What the GUI looks like at one time. */
export interface Look {
  theme: 'light' | 'dark';
  language: Language;
}

const LOOKS: readonly Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'light', language: 'zh' },
  { theme: 'dark', language: 'zh' },
  { theme: 'dark', language: 'en' },
];
const LANGUAGE_NAMES = { en: 'English', zh: '中文' };

/** Shows something in both themes and languages, beginning from light and English, and ends there. `name` is that of its picture. */
export async function inEveryLook(
  page: Page,
  show: (look: Look, name: (of: string) => string) => Promise<void>,
): Promise<void> {
  let shown: Look = LOOKS[0]!;
  const become = async (look: Look): Promise<void> => {
    const { theme, language } = gui.preferences;
    const before = shown.language;
    if (look.theme !== shown.theme) await choose(page, theme[before], gui.preferences[look.theme][before]);
    if (look.language !== before) await choose(page, language[before], LANGUAGE_NAMES[look.language]);
    shown = look;
  };
  for (const look of LOOKS) {
    await become(look);
    await show(look, (of) => `${of}-${look.theme}-${look.language}`);
  }
  await become(LOOKS[0]!);
}

export const FOLDER = path.join(ROOT, 'assets', 'screenshots');

/** Pictures are only written when asked for, so that a test run changes no file: `UPDATE_SCREENSHOTS=1 npm run test:e2e`. */
export const wanted = Boolean(process.env.UPDATE_SCREENSHOTS);

export async function picture(page: Page, name: string): Promise<void> {
  await settled(page);
  const image = await page.screenshot({ animations: 'disabled' });
  expect(image.length).toBeGreaterThan(10_000);
  if (!wanted) return;
  const { default: sharp } = await import('sharp');
  await sharp(image)
    .png({ palette: true, effort: 10 })
    .toFile(path.join(FOLDER, `${name}.png`));
}
