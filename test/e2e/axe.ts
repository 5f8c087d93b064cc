/** What axe-core finds on the page as it is: rules of WCAG 2.2 level A and AA, and best practices. */
import axe, { type AxeResults } from 'axe-core';
import { expect, type Page } from './fixtures.ts';

export async function expectAccessible(page: Page): Promise<void> {
  // Half-faded dialogs have colours of no meaning.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  // Evaluated by the browser's own means: the page's policy lets no script in.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (): Promise<AxeResults> => (globalThis as unknown as { axe: typeof axe }).axe.run(),
  );
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  );
  expect(found).toEqual([]);
}
