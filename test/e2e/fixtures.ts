/** `test` for the end-to-end tests: skipped with the reason where there is no Chromium. */
import { test as base } from 'playwright/test';
import { missingChromium } from '../../playwright.config.ts';

export const test = base.extend<{ chromiumOrSkip: undefined }>({
  chromiumOrSkip: [
    // biome-ignore lint/correctness/noEmptyPattern: the form that playwright asks of a fixture without needs
    async ({}, use, info) => {
      info.skip(Boolean(missingChromium), missingChromium || '');
      await use(undefined);
    },
    { auto: true },
  ],
});

export { expect, type Page } from 'playwright/test';
