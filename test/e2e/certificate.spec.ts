/** The Certificate screen: a chain that has expired, and a server that wants to know who we are. */
import { type Lab, startLab } from '../../src/lab/lab.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { expectAccessible } from './axe.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, type Page, test } from './fixtures.ts';
import { goTo, inEveryLook, picture } from './flows.ts';

const EXPIRED = 'certificate-expired';
const ASKS = 'client-certificate-required';

let lab: Lab;
test.beforeAll(async () => {
  lab = await startLab([EXPIRED, ASKS]);
});
test.afterAll(() => lab?.close());

/** The options of the Test screen hold for the examination too. */
async function examine(page: Page, id: string): Promise<void> {
  const { url, tls } = lab.task(id);
  await page.getByLabel(gui.test.url.en).fill(url);
  await page.getByRole('button', { name: gui.options.more.en }).click();
  await page.getByLabel(gui.options.dnsServers.en).fill(lab.dnsServer);
  await page.getByLabel(gui.options.caFile.en, { exact: true }).fill(tls.caFile ?? '');
  await goTo(page, 'certificate');
  await page.getByRole('button', { name: gui.certificate.examine.en }).click();
}

test('an expired certificate: the verdict, the tree, and the versions', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await using door = await openBrowserDoor(page);
  await examine(page, EXPIRED);
  await expect(page.getByTestId('tls-examination')).toHaveAttribute('data-code', '610');
  await expect(page.getByTestId('tls-verdict')).toContainText('610');
  await expect(page.getByTestId('chain').locator('details')).toHaveCount(2);
  await expect(page.getByTestId('chain')).toContainText(gui.certificate.expired.en);
  await expect(page.locator('[data-version="TLSv1.3"]')).toHaveAttribute('data-accepted', 'true');
  await expect(page.locator('[data-version="TLSv1"]')).toHaveAttribute('data-accepted', 'false');
  await inEveryLook(page, async (_look, name) => {
    await expectAccessible(page);
    await picture(page, name('certificate'));
  });
  expect(door.violations).toEqual([]);
});

test('a client certificate is demanded, and an address without TLS is refused', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await examine(page, ASKS);
  await expect(page.getByTestId('tls-facts')).toContainText('does not go on without one');
  await page.getByLabel(gui.certificate.url.en).fill('http://127.0.0.1:1/');
  await page.getByRole('button', { name: gui.certificate.examine.en }).click();
  await expect(page.getByText(gui.certificate.noTls.en)).toBeVisible();
});
