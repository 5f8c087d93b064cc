/** What axe-core finds wrong on a page that people would stumble over. */
import axe from 'axe-core';
import { expect, type Page } from './fixtures.ts';

const GRAVE = ['serious', 'critical'];

/** Waits for what moves to its place; not for what turns as long as it is shown. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => {
    const endless = ({ effect }: Animation) => effect?.getComputedTiming().iterations === Infinity;
    const moves = document.getAnimations().filter((animation) => !endless(animation));
    return Promise.allSettled(moves.map(({ finished }) => finished));
  });
}

/** Nothing serious in what is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  // What still fades in has not its colours yet.
  await settled(page);
  // Through the debugger, not a script tag, so that the content security policy stays as it is.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (grave) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const found = (await axe.run()).violations.filter(({ impact }) => grave.includes(String(impact)));
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
  }, GRAVE);
  expect(violations).toEqual([]);
}
