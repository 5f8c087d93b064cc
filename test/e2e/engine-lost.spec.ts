/** The program behind the page is gone in the middle of a run, and comes back: the page says so, and no result is missed. */
import { gui } from '../../src/shared/texts/gui.ts';
import { serveHttp, type TestServer } from '../support/server.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, test } from './fixtures.ts';
import { enterUrl, expectVerdict, goTo, runAddress } from './flows.ts';

let target: TestServer;
let held = 0;
test.beforeAll(async () => {
  target = await serveHttp((request, response) => {
    if (request.url === '/held') {
      held += 1;
      response.writeHead(200, { 'content-length': 100_000 }).write(Buffer.alloc(50_000));
    } else response.writeHead(request.url === '/missing' ? 404 : 200).end('content');
  });
});
test.afterAll(() => target[Symbol.asyncDispose]());

test('killed and started again', async ({ page }) => {
  await using door = await openBrowserDoor(page);
  await runAddress(page, target.url('/missing'), 404);
  await enterUrl(page, target.url('/held'));
  await page.getByRole('button', { name: gui.test.run.en, exact: true }).click();
  await expect.poll(() => held).toBe(1);

  await door.kill();
  await expect(page.getByText(gui.connection.lost.en)).toBeVisible();
  // Nothing on the page is lost with the line.
  await expect(page.getByLabel(gui.test.url.en)).toHaveValue(target.url('/held'));

  // The token is that of another start: the page asks for the new address instead of going on as if nothing had been.
  const again = await door.restart();
  await expect(page.getByText(gui.connection.forbiddenTitle.en)).toBeVisible();
  await page.goto(again);

  await goTo(page, 'results');
  await expect(page.getByTestId('results').getByRole('row').nth(1)).toHaveAttribute('data-code', '404');
  await expect(page.getByTestId('result-count')).toHaveAttribute('data-total', '1');
  await goTo(page, 'runs');
  await expect(page.getByTestId('running')).toHaveCount(0);
  await goTo(page, 'test');
  await enterUrl(page, target.url('/file'));
  await page.getByRole('button', { name: gui.test.run.en, exact: true }).click();
  await expectVerdict(page, 0);
  expect(door.violations).toEqual([]);
});
