/** Diagnose in the GUI: what is asked first, the steps, the verdict with its reasons, and what can be taken along. */
import { readFile } from 'node:fs/promises';
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { listenDns } from '../../src/lab/servers/dns.ts';
import type { Listener } from '../../src/lab/servers/tcp.ts';
import { causeTexts, stepTexts } from '../../src/shared/texts/diagnose.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { expectAccessible } from './axe.ts';
import { openBrowserDoor } from './browser-door.ts';
import { openDesktop } from './desktop-harness.ts';
import { expect, type Page, test } from './fixtures.ts';
import { enterUrl, goTo, inEveryLook, picture, runAddress, wanted } from './flows.ts';

const EXPIRED = 'certificate-expired';
const GOOD = 'ok-https';
const MISSING = 'status-404';
const REFUSED = 'connect-refused';
const BLOCKED = 'ftp-data-port-refused';
const UPLOAD = 'ok-upload';

let lab: Lab;
let other: Listener;
/** Knows nothing. */
let empty: Listener;
let silent: Listener;
test.beforeAll(async () => {
  lab = await startLab([EXPIRED, GOOD, MISSING, REFUSED, BLOCKED, UPLOAD]);
  empty = await listenDns({});
  silent = await listenDns({ 'silent.lab.test': { silent: true } });
  other = await listenDns({ 'files.lab.test': { a: ['127.0.0.1'] } });
});
test.afterAll(async () => {
  await lab?.close();
  await empty?.close();
  await silent?.close();
  await other?.close();
});

async function fill(page: Page, url: string, dns: string, caFile = ''): Promise<void> {
  await enterUrl(page, url);
  const more = page.getByRole('button', { name: gui.options.more.en });
  if ((await more.getAttribute('aria-expanded')) === 'false') await more.click();
  await page.getByLabel(gui.options.dnsServers.en).fill(dns);
  await page.getByLabel(gui.options.caFile.en, { exact: true }).fill(caFile);
  await more.click();
}

const diagnoseButton = (page: Page) =>
  page.locator('form').getByRole('button', { name: gui.diagnose.diagnose.en, exact: true });
const startButton = (page: Page) => page.getByRole('button', { name: gui.diagnose.ask.start.en });
const server = ({ port }: Listener): string => `127.0.0.1:${port}`;

async function diagnose(page: Page, second: string | null = null): Promise<void> {
  await diagnoseButton(page).click();
  if (second !== null) await page.getByLabel(gui.diagnose.ask.secondServer.en).fill(second);
  await startButton(page).click();
  await expect(page.getByTestId('diagnosis')).not.toHaveAttribute('data-state', 'running', {
    timeout: 40_000,
  });
}

test('the other DNS server is shown before it is asked, and may be changed or turned off', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await using door = await openBrowserDoor(page);
  await goTo(page, 'test');
  await fill(page, 'http://files.lab.test:1/', server(empty));
  await diagnoseButton(page).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('119.29.29.29 will be told the name files.lab.test');
  await expect(startButton(page)).toBeFocused();
  await expectAccessible(page);
  if (wanted) await picture(page, 'diagnose-ask-light-en');
  await page.getByLabel(gui.diagnose.ask.secondServer.en).fill('dns.example');
  await startButton(page).click();
  await expect(dialog).toContainText('secondDns');

  await page.getByLabel(gui.diagnose.ask.secondServer.en).fill(server(other));
  await page.keyboard.press('Enter');
  const verdict = page.getByTestId('diagnosis-verdict');
  await expect(verdict).toHaveAttribute('data-cause', 'dnsFilters');
  await expect(verdict).toHaveAttribute('data-place', 'network');
  await expect(page.locator('[data-step="secondDns"]')).toContainText(server(other));

  // It is remembered, and so is that it is turned off.
  await page.getByRole('button', { name: gui.diagnose.again.en }).click();
  await expect(page.getByLabel(gui.diagnose.ask.secondServer.en)).toHaveValue(server(other));
  await page.getByRole('switch', { name: gui.diagnose.ask.second.en }).press('Space');
  await expect(dialog).toContainText(gui.diagnose.ask.secondOff.en);
  await startButton(page).click();
  await expect(verdict).toHaveAttribute('data-cause', 'nameUnknown');
  await page.reload();
  await enterUrl(page, 'http://files.lab.test:1/');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(dialog).toContainText(gui.diagnose.ask.secondOff.en);
  expect(door.violations).toEqual([]);
});

test('an expired certificate: the verdict, a reason that leads to its step, copies and the report', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await using door = await openBrowserDoor(page);
  const { url, tls } = lab.task(EXPIRED);
  await goTo(page, 'test');
  await fill(page, url, lab.dnsServer, tls.caFile);
  await diagnose(page, server(other));
  const verdict = page.getByTestId('diagnosis-verdict');
  await expect(verdict).toHaveAttribute('data-place', 'server');
  await expect(verdict).toContainText(causeTexts.certificateExpired.title.en);
  await expect(verdict.locator('[aria-current="true"]')).toContainText('The server');
  await inEveryLook(page, async (_look, name) => {
    await expectAccessible(page);
    await picture(page, name('diagnosis'));
  });

  await verdict.getByRole('button', { name: new RegExp(`^${stepTexts.tls.en}`) }).click();
  const step = page.locator('[data-step="tls"]');
  await expect(step.getByRole('button').first()).toHaveAttribute('aria-expanded', 'true');
  await expect(step).toContainText('CERT_HAS_EXPIRED');
  await expectAccessible(page);

  const download = page.waitForEvent('download');
  await verdict.getByRole('button', { name: gui.diagnose.save.en }).click();
  const report = await readFile(await (await download).path(), 'utf8');
  expect(report).toContain('data-cause="certificateExpired"');
  expect((await download).suggestedFilename()).toMatch(/^catprobe-report-diagnosis-/);
  expect(door.violations).toEqual([]);
});

test('from a failed result, of FTP: step by step', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await goTo(page, 'test');
  await page.getByLabel(gui.test.url.en).fill(lab.address(BLOCKED));
  await runAddress(page, lab.address(BLOCKED), 601);
  await page
    .getByTestId('verdict')
    .getByRole('button', { name: gui.diagnose.diagnose.en, exact: true })
    .click();
  await expect(page.getByRole('dialog')).toContainText(gui.diagnose.ask.noSecond.en);
  await startButton(page).click();
  const verdict = page.getByTestId('diagnosis-verdict');
  await expect(verdict).toHaveAttribute('data-cause', 'ftpDataRefused');
  await page.locator('[data-step="ftp"] button').click();
  await expect(page.getByTestId('ftp')).toContainText('It breaks at the data port');
  await verdict.getByRole('button', { name: gui.diagnose.close.en, exact: true }).click();
  await expect(page.getByTestId('verdict')).toBeVisible();
});

test('an upload asks whether it may be sent; the palette and a cancel', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await goTo(page, 'test');
  await enterUrl(page, lab.address(UPLOAD));
  await page.locator('[data-option="direction"]').click();
  await page.getByRole('option', { name: gui.options.directions.upload.en, exact: true }).click();
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByLabel(gui.palette.search.en).fill('diagnose');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(gui.diagnose.ask.send.en)).not.toBeChecked();
  await startButton(page).click();
  await expect(page.getByTestId('diagnosis-verdict')).toHaveAttribute('data-cause', 'held');

  await fill(page, 'http://silent.lab.test/', server(silent));
  await diagnoseButton(page).click();
  await page.getByRole('switch', { name: gui.diagnose.ask.second.en }).press('Space');
  await startButton(page).click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('diagnosis')).not.toHaveAttribute('data-state', 'running');
});

test('through the window of the desktop program', async ({ context }) => {
  const { page, close } = await openDesktop(context);
  await goTo(page, 'test');
  await enterUrl(page, lab.address(REFUSED).replace(/\/\/[^/:]*/, '//127.0.0.1'));
  await diagnose(page);
  await expect(page.getByTestId('diagnosis-verdict')).toHaveAttribute('data-cause', 'refused');
  await close();
});
