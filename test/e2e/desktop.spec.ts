/** The desktop program's walls in a real Chromium. */
import type { Bridge } from '../../src/shared/api.ts';
import { openDesktop } from './desktop-harness.ts';
import { expect, test } from './fixtures.ts';

test('built main, preload and GUI work together, within the policy', async ({ context }) => {
  const { page, main, prevented, violations, close } = await openDesktop(context);
  const invoke = (): Promise<unknown> =>
    page.evaluate(() => (globalThis as unknown as { catprobe: Bridge }).catprobe.invoke('app.info', null));

  expect(await invoke()).toMatchObject({ ok: true, value: { host: 'desktop' } });
  expect(violations).toEqual([]);
  expect(await page.evaluate(() => typeof (globalThis as { require?: unknown }).require)).toBe('undefined');

  await page.evaluate(() => {
    location.href = 'https://evil.example/';
  });
  await expect.poll(() => prevented).toEqual(['https://evil.example/']);
  await page.evaluate(() => {
    window.open('https://docs.example/');
  });
  await expect.poll(() => main.electron.openedOutside).toEqual(['https://docs.example/']);

  expect(
    await page.evaluate(() =>
      fetch('https://evil.example/').then(
        () => 'sent',
        () => 'blocked',
      ),
    ),
  ).toBe('blocked');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.inlined = true';
    document.body.append(script);
  });
  expect(await page.evaluate(() => 'inlined' in globalThis)).toBe(false);
  expect(violations.join('\n')).toMatch(/connect-src[\s\S]*script-src/);
  expect(await invoke()).toMatchObject({ ok: true });
  await close();
});
