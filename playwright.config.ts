/** End-to-end tests: the built program in a real Chromium. */
import { existsSync } from 'node:fs';
import { defineConfig } from 'playwright/test';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why end-to-end tests cannot run here, or false. */
export const missingChromium = !existsSync(CHROMIUM) && `no Chromium at ${CHROMIUM}; name one in CHROMIUM`;

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/global-setup.ts',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  outputDir: 'test-results',
  use: {
    viewport: { width: 1280, height: 800 },
    trace: 'off',
    launchOptions: {
      executablePath: CHROMIUM,
      // Chromium's sandbox refuses to run as root.
      args: process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet,
    },
  },
});
