/** The guided FTP check in the GUI: a session step by step, where it breaks, and what was said. */
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { ftpStepTexts } from '../../src/shared/texts/ftp-check.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, test } from './fixtures.ts';
import { fillFtp } from './flows.ts';

const GOOD = 'ftp-ok-plain';
const BLOCKED = 'ftp-data-port-refused';

let lab: Lab;
test.beforeAll(async () => {
  lab = await startLab([GOOD, BLOCKED]);
});
test.afterAll(() => lab?.close());

test('a healthy session: every step, no advice but on encryption, and the password nowhere', async ({
  page,
}) => {
  await using door = await openBrowserDoor(page);
  await fillFtp(page, lab.task(GOOD));
  await page.getByRole('button', { name: gui.test.checkFtp.en }).click();
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-code', '0');
  const panel = page.getByTestId('ftp');
  await expect(panel).toContainText('Every step works');
  for (const step of ['control', 'greeting', 'login', 'passive', 'data', 'transfer', 'end'] as const) {
    await expect(panel.getByText(ftpStepTexts[step].en, { exact: true })).toBeVisible();
  }
  await panel.getByRole('button', { name: /Conversation/ }).click();
  await expect(panel.getByRole('cell', { name: 'PASS ***' })).toBeVisible();
  await expect(panel.getByRole('cell', { name: /^226 / })).toBeVisible();
  const { password } = lab.task(GOOD).ftp ?? {};
  expect(password).toBeTruthy();
  expect(await page.locator('body').innerText()).not.toContain(password);
  expect(door.violations).toEqual([]);
});

test('a closed data port: the step that failed, the sentence, and what was not reached', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await fillFtp(page, lab.task(BLOCKED));
  await page.getByRole('button', { name: gui.test.run.en, exact: true }).click();
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-code', '601');
  const panel = page.getByTestId('ftp');
  await expect(panel).toContainText('It breaks at the data port');
  await expect(panel.locator('[data-step="data"]')).toHaveAttribute('data-state', 'failed');
  await expect(panel.locator('[data-step="transfer"]')).toHaveAttribute('data-state', 'unreached');
});
