/** What axe-core finds wrong on a page that people would stumble over. */
import axe from 'axe-core';
import { expect, type Page } from './fixtures.ts';

const GRAVE = ['serious', 'critical'];

/** Nothing serious in what is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  // What still fades in has not its colours yet.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  // Through the debugger, not a script tag, so that the content security policy stays as it is.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (grave) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const found = (await axe.run()).violations.filter(({ impact }) => grave.includes(String(impact)));
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
  }, GRAVE);
  expect(violations).toEqual([]);
}
