/** The same test by both kernels: side by side, and where they disagree. */

import { type Lab, startLab } from '../../src/lab/lab.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { findPeer } from '../support/peers.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, test } from './fixtures.ts';

const GOOD = 'ok-http';

let lab: Lab;
test.beforeAll(async () => {
  lab = await startLab([GOOD]);
});
test.afterAll(() => lab?.close());

test('both kernels agree on a good download', async ({ page }) => {
  test.skip(findPeer('curl') === null, 'curl is not installed here');
  await using _door = await openBrowserDoor(page);
  await page.getByLabel(gui.test.url.en).fill(lab.address(GOOD));
  await page.getByRole('button', { name: gui.options.more.en }).click();
  await page.locator('[data-option="kernel"]').click();
  await page.getByRole('option', { name: gui.options.kernels.both.en }).click();
  await page.getByRole('button', { name: gui.test.run.en, exact: true }).click();
  const panel = page.getByTestId('kernels');
  await expect(panel).toBeVisible();
  await expect(panel).toHaveAttribute('data-findings', /^[01]$/);
  await expect(panel.getByRole('columnheader', { name: /^curl \d/ })).toBeVisible();
});
