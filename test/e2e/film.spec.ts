/** The moving picture of the README: an address is typed, a transfer runs, and breaks off. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gui } from '../../src/shared/texts/gui.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, type Page, test } from './fixtures.ts';
import { expectVerdict, FOLDER, wanted } from './flows.ts';

const ANNOUNCED = 24 * 1024 * 1024;
const PIECE = 64 * 1024;
const FRAME_MS = 200;
const LAST_FRAME_MS = 4_000;
const WIDTH = 960;

/** Redirects once, sends at a pace that an eye can follow, and ends two thirds of the way. */
const server = createServer(async (request, response) => {
  await pause(300);
  if (request.url === '/firmware/latest') {
    response.writeHead(302, { location: '/firmware/firmware-2.1.bin' }).end();
    return;
  }
  response.writeHead(200, { 'content-length': ANNOUNCED, 'content-type': 'application/octet-stream' });
  for (let sent = 0; sent < (ANNOUNCED * 2) / 3; sent += PIECE) {
    await new Promise((gone) => response.write(Buffer.alloc(PIECE), gone));
    if (wanted) await pause(15);
  }
  response.destroy();
});

test.beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('a transfer that breaks off', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  const { port } = server.address() as AddressInfo;
  const film = wanted ? record(page) : undefined;
  const address = page.getByLabel(gui.test.url.en);
  await address.pressSequentially(`http://127.0.0.1:${port}/firmware/latest`, { delay: wanted ? 40 : 0 });
  await page.getByRole('button', { name: gui.test.run.en, exact: true }).click();
  await expectVerdict(page, 629);
  await expect(page.getByTestId('verdict')).toBeInViewport();
  await film?.finish(path.join(FOLDER, 'run.webp'));
});

/** Takes a picture again and again until it is told to finish. */
function record(page: Page) {
  const frames: { image: Buffer; at: number }[] = [];
  let over = false;
  const recording = (async () => {
    while (!over) {
      const at = performance.now();
      frames.push({ image: await page.screenshot(), at });
      await pause(Math.max(0, FRAME_MS - (performance.now() - at)));
    }
  })();
  return {
    async finish(file: string): Promise<void> {
      over = true;
      await recording;
      frames.push({ image: await page.screenshot({ animations: 'disabled' }), at: performance.now() });
      const { default: sharp } = await import('sharp');
      const images = await Promise.all(
        frames.map(({ image }) => sharp(image).resize({ width: WIDTH }).png().toBuffer()),
      );
      const delay = frames.map(({ at }, index) =>
        Math.round((frames[index + 1]?.at ?? at + LAST_FRAME_MS) - at),
      );
      await sharp(images, { join: { animated: true } })
        .webp({ quality: 80, effort: 6, delay, loop: 0 })
        .toFile(file);
    },
  };
}
