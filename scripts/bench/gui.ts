/** The GUI in headless Chromium, in browser mode: how soon something is seen, and how long a frame takes at most while a long list is scrolled. */
import { chromium } from 'playwright';
import config, { missingChromium } from '../../playwright.config.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { openBrowserDoor } from '../../test/e2e/browser-door.ts';
import { fillStore } from '../fill-store.ts';
import { median } from './process.ts';
import type { Row } from './rows.ts';

const WHEEL_PX = 600;
const TURNS = 60;

export function guiRow(results: number): Row {
  return {
    name: `GUI: first paint, and ${results.toLocaleString('en')} results scrolled`,
    missing: missingChromium || null,
    async measure(rounds) {
      const browser = await chromium.launch(config.use?.launchOptions);
      try {
        const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        await using _door = await openBrowserDoor(page, (folder) => fillStore(folder, results));
        const paints: number[] = [];
        for (let round = 0; round <= rounds; round++) {
          await page.reload();
          const seen = await page.evaluate(firstPaint);
          if (round > 0) paints.push(seen);
        }
        const count = (of: string): string => `[data-testid="result-count"]${of}`;
        const opened = await msUntil(async () => {
          await page.getByRole('link', { name: gui.screens.results.en }).click();
          await page.locator(count(`[data-total="${results}"]`)).waitFor();
        });
        const list = page.getByTestId('results');
        await list.hover();
        await page.evaluate(watchFrames);
        for (let turn = 0; turn < TURNS; turn++) await page.mouse.wheel(0, WHEEL_PX);
        const frames = await page.evaluate(framesSeen);

        const filters: [label: string, value: string][] = [
          [gui.results.code.en, '601'],
          [gui.results.search.en, 'mirror'],
        ];
        const filtered: { what: string; value: number; goal: null; unit: 'ms' }[] = [];
        for (const [label, value] of filters) {
          const field = page.getByLabel(label, { exact: true });
          const ms = await msUntil(async () => {
            await field.fill(value);
            await page.locator(count(`:not([data-total="${results}"])`)).waitFor();
          });
          filtered.push({ what: `filter "${label}", shown`, value: ms, goal: null, unit: 'ms' });
          await field.fill('');
          await page.locator(count(`[data-total="${results}"]`)).waitFor();
        }
        const analysis = await msUntil(async () => {
          await page.getByRole('link', { name: gui.screens.analysis.en }).click();
          for (const view of ['top-errors', 'heat-map', 'groups']) await page.getByTestId(view).waitFor();
        });
        return [
          { what: 'first contentful paint', value: median(paints), goal: 800, unit: 'ms' },
          { what: 'longest frame', value: Math.max(...frames), goal: 50, unit: 'ms' },
          { what: 'median frame', value: median(frames), goal: null, unit: 'ms' },
          { what: 'Results opened', value: opened, goal: null, unit: 'ms' },
          ...filtered,
          { what: 'Analysis: top five, heat map, groups', value: analysis, goal: null, unit: 'ms' },
        ];
      } finally {
        await browser.close();
      }
    },
  };
}

async function msUntil(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** These three run in the page. */

function firstPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const [paint] = list.getEntriesByName('first-contentful-paint');
      if (paint) resolve(paint.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
}

function watchFrames(): void {
  const frames: number[] = [];
  let before = performance.now();
  const each = (now: number): void => {
    frames.push(now - before);
    before = now;
    requestAnimationFrame(each);
  };
  requestAnimationFrame((now) => {
    before = now;
    requestAnimationFrame(each);
  });
  Object.assign(globalThis, { frames });
}

function framesSeen(): number[] {
  return (globalThis as unknown as { frames: number[] }).frames;
}
