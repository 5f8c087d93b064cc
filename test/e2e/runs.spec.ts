/** Runs, schedules, the command palette and task files from outside, with real transfers; and a line to the host that is cut. */
import type { ServerResponse } from 'node:http';
import type { TaskInput } from '../../src/shared/task.ts';
import { gui } from '../../src/shared/texts/gui.ts';
import { serveHttp, type TestServer } from '../support/server.ts';
import { openBrowserDoor } from './browser-door.ts';
import { openDesktop } from './desktop-harness.ts';
import { expect, type Page, test } from './fixtures.ts';
import { enterUrl, expectVerdict, goTo, runAddress } from './flows.ts';

const texts = gui.runs;
/** Answers that are under way, each with a part of its content sent. */
const held = new Set<ServerResponse>();
let broken = false;
let target: TestServer;

test.beforeAll(async () => {
  target = await serveHttp((request, response) => {
    if (request.url === '/missing' || (request.url === '/shaky' && broken)) {
      response.writeHead(404).end('no');
    } else if (request.url === '/held') {
      response.writeHead(200, { 'content-length': 100_000 }).write(Buffer.alloc(50_000));
      held.add(response);
      response.on('close', () => held.delete(response));
    } else response.end(Buffer.alloc(30_000));
  });
});
test.afterAll(() => target[Symbol.asyncDispose]());

function release(): void {
  for (const response of held) response.end(Buffer.alloc(50_000));
}

/** Starts a run as the GUI does, by the address field. */
async function start(page: Page, url: string): Promise<void> {
  await goTo(page, 'test');
  await enterUrl(page, url);
  await page.getByRole('button', { name: gui.test.run.en, exact: true }).click();
}

/** Drops a file on the window. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content!], fileName!));
      return data;
    },
    [name, text],
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer });
  await expect(page.getByText(gui.palette.files.drop.en)).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}

function taskFile(...tasks: TaskInput[]): string {
  return JSON.stringify({ catprobe: 1, tasks });
}

async function save(page: Page, ...tasks: TaskInput[]): Promise<void> {
  await drop(page, 'tasks.json', taskFile(...tasks));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: gui.palette.files.save.en, exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: gui.palette.search.en }).fill(words);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** What both doors must do. */
async function runsFlow(page: Page): Promise<void> {
  await start(page, target.url('/held'));
  await goTo(page, 'runs');
  const running = page.getByTestId('running');
  await expect(running).toContainText('48.8 KB');
  await page.reload();
  await expect(running).toHaveCount(1);
  await running.getByRole('button', { name: /Cancel the run/ }).click();
  await expect(running).toHaveCount(0);
  await expect(page.getByTestId('finished')).toContainText('Canceled');

  await save(page, { name: 'good', url: target.url('/file') }, { name: 'bad', url: target.url('/missing') });
  await command(page, 'run all');
  const finished = page.getByTestId('finished');
  await expect(finished).toContainText('1 of 2 failed');
  await page.getByTestId('finished').getByRole('button', { name: /good/ }).click();
  await page.getByTestId('run-summary').getByRole('button', { name: 'HTTP 404' }).click();
  await expect(page.getByRole('row')).toHaveCount(1 + 1);
}

test.describe('in the browser', () => {
  test('live, canceled, over a reload; a finished run leads to its results', async ({ page }) => {
    await using door = await openBrowserDoor(page);
    await runsFlow(page);
    expect(door.violations).toEqual([]);
  });

  test('a run that is watched to its end opens its summary; cancel all ends several', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await save(page, { name: 'one', url: target.url('/held') }, { name: 'two', url: target.url('/held') });
    await command(page, 'Run task one');
    await expect(page.getByTestId('running')).toHaveCount(1);
    await expect.poll(() => held.size).toBe(1);
    release();
    await expect(page.getByTestId('run-summary')).toContainText(texts.finished.noErrors.en);

    await command(page, 'Run task one');
    await expect(page.getByTestId('running')).toHaveCount(1);
    await command(page, 'Run task two');
    await expect(page.getByTestId('running')).toHaveCount(2);
    await page.getByRole('button', { name: texts.cancelAll.en }).click();
    await expect(page.getByText(texts.idle.en)).toBeVisible();
  });

  test('a schedule: run now, fails, is told, is well again; paused and resumed', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await save(page, { name: 'hourly', url: target.url('/shaky'), repeat: { cron: '0 * * * *' } });
    await goTo(page, 'runs');
    const row = page.locator('[data-schedule="hourly"]');
    await expect(row).toContainText('0 * * * *');
    await expect(row).toContainText(texts.schedules.never.en);

    broken = true;
    await row.getByRole('button', { name: 'Run hourly now' }).click();
    await expect(row).toContainText('Failed (404)');
    await expect(page.locator('[data-alert="failed"]')).toContainText('hourly: failed (404)');
    broken = false;
    await row.getByRole('button', { name: 'Run hourly now' }).click();
    await expect(page.locator('[data-alert="ok"]')).toContainText('hourly: well again');
    await expect(page.locator('[data-alert]')).toHaveCount(1);

    await row.getByRole('button', { name: 'Pause hourly' }).click();
    await expect(row).toContainText(texts.schedules.paused.en);
    await page.reload();
    await expect(row).toContainText(texts.schedules.paused.en);
    await row.getByRole('button', { name: 'Resume hourly' }).click();
    await expect(row).not.toContainText(texts.schedules.paused.en);
  });

  test('the palette: screens, codes by number, by keyboard alone', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await runAddress(page, 'http://127.0.0.1:9/', 601);
    await command(page, '601');
    await expect(page).toHaveURL(/#codes\/601$/);
    await expect(page.getByTestId('own-count')).toHaveAttribute('data-count', '1');
    await command(page, 'dark');
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: gui.palette.search.en }).fill('no such thing');
    await expect(page.getByText('Nothing found')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  test('a file that is no task file says what is wrong with it', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await drop(page, 'bad.yaml', 'catprobe: 1\ntasks:\n  - url: http://a/\n    threads: 0\n  - urs: 1\n');
    await expect(page.getByRole('dialog')).toContainText('tasks[0].threads: 0 is not between 1 and 16');
    await expect(page.getByRole('dialog')).toContainText('tasks[1].urs');
  });

  test('a cut line shows itself, is mended, and what was missed comes', async ({ page }) => {
    await using _door = await openBrowserDoor(page);
    await page.clock.install();
    let cut = false;
    await page.route('**/api/events*', (route) => (cut ? route.abort() : route.continue()));
    await start(page, target.url('/held'));
    await expect.poll(() => held.size).toBe(1);
    await goTo(page, 'runs');
    await expect(page.getByTestId('running')).toHaveCount(1);

    cut = true;
    // No answer for longer than the limit is the same as a cut to the page.
    await page.clock.fastForward(50_000);
    await expect(page.getByText(gui.connection.lost.en)).toBeVisible();
    release();
    await expect.poll(() => held.size).toBe(0);
    cut = false;
    await page.clock.fastForward(6_000);
    await expect(page.getByText(gui.connection.lost.en)).toBeHidden();
    await expect(page.getByTestId('running')).toHaveCount(0);
    await expect(page.getByTestId('finished')).toContainText('1 OK');
    await goTo(page, 'test');
    await expectVerdict(page, 0);
  });
});

test('in the desktop program', async ({ context }) => {
  const { page, violations, close } = await openDesktop(context);
  await runsFlow(page);
  expect(violations).toEqual([]);
  await close();
});
