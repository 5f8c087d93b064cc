/** A point of the lines over time leads to the results of its time. */
import { openResults } from '../../src/main/store/results.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { sampleResult } from '../support/sample-result.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, type Page, test } from './fixtures.ts';
import { goTo } from './flows.ts';

/** One result in each of these hours more than in the one before, all well: every point is at the top, at 100%. */
const HOURS = 6;
/** Where the chart draws that line, below its upper edge. */
const TOP = 18;

async function fill(folder: string): Promise<void> {
  const store = await openResults(folder);
  for (let hour = 0; hour < HOURS; hour++) {
    for (let n = 0; n <= hour; n++) {
      const startedAt = `2026-11-23T0${hour}:10:0${n}.000+00:00`;
      await store.append(sampleResult(`${hour}-${n}`, { startedAt }));
    }
  }
  await store.close();
}

/** From left to right, to the first place that can be clicked. */
async function clickFirstPoint(page: Page): Promise<void> {
  const chart = page.getByTestId('timeline').locator('canvas').first();
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox())!;
  for (let x = box.x; x < box.x + box.width; x += 3) {
    await page.mouse.move(x, box.y + TOP);
    const cursor = await page.evaluate(
      ([left, top]) => getComputedStyle(document.elementFromPoint(left!, top!)!).cursor,
      [x, box.y + TOP],
    );
    if (cursor === 'pointer') return page.mouse.click(x, box.y + TOP);
  }
  throw new Error('no point of the chart can be clicked');
}

test('a click on a point of the line chart', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await using door = await openBrowserDoor(page, fill);
  await goTo(page, 'analysis');
  await page.getByTestId('timeline').locator('canvas').first().waitFor();

  await clickFirstPoint(page);
  await expect(page.getByRole('heading', { level: 1, name: gui.screens.results.en })).toBeVisible();
  await expect(page.getByTestId('result-count')).toHaveAttribute('data-total', '1');
  await page.goBack();
  await expect(page.getByTestId('timeline')).toBeVisible();
  expect(door.violations).toEqual([]);
});
