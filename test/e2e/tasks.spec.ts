/** The Tasks screen in a real browser: create, edit, arrange, delete and take back, import, export, run. */
import { readFile } from 'node:fs/promises';
import { gui } from '../../src/shared/texts/gui.ts';
import { serveHttp, type TestServer } from '../support/server.ts';
import { expectAccessible } from './axe.ts';
import { openBrowserDoor } from './browser-door.ts';
import { expect, type Page, test } from './fixtures.ts';
import { goTo, inEveryLook, picture } from './flows.ts';

const texts = gui.tasks;
const { editor, importing } = texts;

let target: TestServer;
test.beforeAll(async () => {
  target = await serveHttp((request, response) => {
    if (request.url === '/missing') response.writeHead(404).end('no');
    else response.end(Buffer.alloc(30_000));
  });
});
test.afterAll(() => target[Symbol.asyncDispose]());

const button = (page: Page, text: { en: string }, params: Record<string, string> = {}) =>
  page.getByRole('button', { name: fill(text.en, params), exact: true }).first();
const fill = (text: string, params: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? '');
const rows = (page: Page) =>
  page.locator('[data-task]').evaluateAll((all) => all.map((row) => row.getAttribute('data-task')));

async function pasteImport(page: Page, text: string): Promise<void> {
  await button(page, texts.import).click();
  await page.getByLabel(importing.text.en).fill(text);
  await button(page, importing.read).click();
}

async function importTasks(page: Page, tasks: object[]): Promise<void> {
  await pasteImport(page, JSON.stringify({ catprobe: 1, tasks }));
  await button(page, importing.save, { count: String(tasks.length) }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

const three = () => [
  { name: 'alpha', url: target.url('/a') },
  { name: 'beta', group: 'Nightly', url: target.url('/b') },
  { name: 'gamma', group: 'Nightly', url: target.url('/missing') },
];

test('create, with errors at their fields on the way; nothing typed is lost', async ({ page }) => {
  await using door = await openBrowserDoor(page);
  await goTo(page, 'tasks');
  await button(page, texts.create).click();
  await button(page, editor.save).click();
  await expect(page.getByText(editor.urlMissing.en)).toBeVisible();
  await expect(page.getByLabel(gui.fields.url.label.en, { exact: true })).toBeFocused();

  await page.keyboard.type(target.url('/a'));
  await page.getByLabel(gui.fields.name.label.en, { exact: true }).fill('alpha');
  await page.getByRole('button', { name: editor.sections.checks.en }).click();
  await page.getByLabel(gui.fields['verify.md5'].label.en).fill('abc');
  await expect(page.getByText('is not a hexadecimal sum of the right length')).toBeVisible();
  await expect(page.getByText(fill(editor.errors.en, { count: '1' })).first()).toBeVisible();

  // Other screens leave what was typed alone.
  await goTo(page, 'results');
  await goTo(page, 'tasks');
  await page.getByRole('button', { name: editor.sections.checks.en }).click();
  await expect(page.getByLabel(gui.fields['verify.md5'].label.en)).toHaveValue('abc');
  await page.getByLabel(gui.fields['verify.md5'].label.en).fill('');
  await button(page, editor.save).click();
  await expect.poll(() => rows(page)).toEqual(['alpha']);

  await button(page, texts.edit, { name: 'alpha' }).click();
  await page.getByLabel(gui.fields['timeouts.totalMs'].label.en).fill('5000');
  await button(page, editor.cancel).click();
  await expect(page.getByRole('dialog')).toContainText(editor.discardHint.en);
  await button(page, editor.stay).click();
  await expect(page.getByLabel(gui.fields['timeouts.totalMs'].label.en)).toHaveValue('5 000');
  await button(page, editor.save).click();
  await expect.poll(() => rows(page)).toEqual(['alpha']);
  expect(door.violations).toEqual([]);
});

test('a secret is set, never shown, replaced and removed', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  const replies: string[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('/api/invoke')) replies.push(await response.text().catch(() => ''));
  });
  await goTo(page, 'tasks');
  await button(page, texts.create).click();
  await page.getByLabel(gui.fields.url.label.en, { exact: true }).fill('ftp://127.0.0.1/file');
  await page.getByLabel(gui.fields.name.label.en, { exact: true }).fill('ftp');
  await page.getByRole('button', { name: editor.sections.ftp.en }).click();
  await page.locator('[data-field="ftp.user"]').fill('me');
  await page.locator('[data-field="ftp.password"]').fill('planted-secret');
  await button(page, editor.save).click();
  await button(page, texts.edit, { name: 'ftp' }).click();
  await page.getByRole('button', { name: editor.sections.ftp.en }).click();
  const secret = page.locator('[data-field="ftp.password"]');
  await expect(secret).toContainText(editor.secretSet.en);
  await page
    .getByRole('button', { name: `${editor.replace.en}: ${gui.fields['ftp.password'].label.en}` })
    .click();
  await page.getByRole('button', { name: editor.keep.en }).click();
  await expect(secret).toContainText(editor.secretSet.en);
  await button(page, editor.cancel).click();
  expect(replies.join('\n')).not.toContain('planted-secret');
});

test('duplicate, arrange by keys and by mouse, delete and take back', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await goTo(page, 'tasks');
  await importTasks(page, three());
  await expect.poll(() => rows(page)).toEqual(['alpha', 'beta', 'gamma']);

  await button(page, texts.edit, { name: 'alpha' }).focus();
  await page.keyboard.press('Control+d');
  await expect.poll(() => rows(page)).toEqual(['alpha', 'alpha (2)', 'beta', 'gamma']);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => rows(page)).toEqual(['alpha (2)', 'alpha', 'beta', 'gamma']);
  await expect(button(page, texts.edit, { name: 'alpha' })).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.locator('[data-group="Nightly"] [data-task]').first()).toHaveAttribute(
    'data-task',
    'alpha',
  );

  await page.locator('[data-task="gamma"]').dragTo(page.locator('[data-task="alpha"]'), {
    sourcePosition: { x: 12, y: 20 },
    targetPosition: { x: 200, y: 4 },
  });
  await expect.poll(() => rows(page)).toEqual(['alpha (2)', 'gamma', 'alpha', 'beta']);

  await button(page, texts.edit, { name: 'gamma' }).focus();
  await page.keyboard.press('Delete');
  await expect.poll(() => rows(page)).toEqual(['alpha (2)', 'alpha', 'beta']);
  await button(page, texts.undo).click();
  await expect.poll(() => rows(page)).toEqual(['alpha (2)', 'gamma', 'alpha', 'beta']);
  await page.reload();
  await expect.poll(() => rows(page)).toEqual(['alpha (2)', 'gamma', 'alpha', 'beta']);
});

test('imports: task file, YAML, CAT, curl; ten errors are ten lines', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await goTo(page, 'tasks');
  const bad = Array.from({ length: 10 }, (_, index) => ({
    name: `t${index}`,
    url: 'http://a.test/',
    threads: 0,
  }));
  await pasteImport(page, JSON.stringify({ catprobe: 1, tasks: bad }));
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(10);
  await expect(page.getByRole('dialog').getByRole('listitem').last()).toContainText('tasks[9].threads');
  await page.keyboard.press('Escape');

  await importTasks(page, [{ name: 'json', url: 'http://a.test/' }]);
  for (const [text, name] of [
    ['catprobe: 1\ntasks:\n  - name: yaml\n    url: http://a.test/\n', 'yaml'],
    [
      JSON.stringify({
        TaskType: 3,
        BatchTasks: [{ Name: 'cat', TargetAddress: 'http://h.example/' }],
        Parameters: '{}',
      }),
      'cat',
    ],
    ["curl -u me:planted-secret 'http://curl.example/x'", 'http://curl.example/x'],
  ] as const) {
    await pasteImport(page, text);
    await button(page, importing.save, { count: '1' }).click();
    await expect.poll(() => rows(page)).toContain(name);
  }

  const chooser = page.waitForEvent('filechooser');
  await button(page, texts.import).click();
  await button(page, importing.choose).click();
  await (await chooser).setFiles({
    name: 'tasks.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from('catprobe: 1\ntasks:\n  - name: from a file\n    url: http://a.test/\n'),
  });
  await button(page, importing.save, { count: '1' }).click();
  await expect.poll(() => rows(page)).toContain('from a file');

  const download = page.waitForEvent('download');
  await button(page, texts.exportAll).click();
  const exported = await readFile(await (await download).path(), 'utf8');
  expect(exported).not.toContain('planted-secret');
  expect(JSON.parse(exported).tasks).toHaveLength(5);
  await expect(page.getByTestId('notice')).toContainText('http://curl.example/x: request.auth.password');
});

test('run one, a group; much data is asked about first', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await goTo(page, 'tasks');
  await importTasks(page, [
    ...three(),
    { name: 'much', url: target.url('/a'), transferKB: 51_200, repeat: { count: 4 } },
  ]);
  await button(page, texts.runGroup, { name: 'Nightly' }).click();
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-code', '404');
  await expect(page.getByRole('cell', { name: 'beta' })).toBeVisible();

  await goTo(page, 'tasks');
  await button(page, texts.runOne, { name: 'alpha' }).click();
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-code', '0');

  await goTo(page, 'tasks');
  await button(page, texts.runOne, { name: 'much' }).click();
  await expect(page.getByTestId('amount')).toContainText('200 MB');
  await button(page, texts.amount.cancel).click();
  await expect(page.getByRole('heading', { level: 1, name: texts.title.en })).toBeVisible();
});

test('the Test screen: a pasted curl command, a dropped file, and its test kept as a task', async ({
  page,
}) => {
  await using _door = await openBrowserDoor(page);
  const address = page.getByLabel(gui.test.url.en);
  const paste = (text: string) =>
    address.evaluate((input, said) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', said);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await paste(`curl -s \\\n -H 'X-One: 1' '${target.url('/a')}'`);
  await expect(address).toHaveValue(target.url('/a'));
  await expect(page.getByTestId('taken-in')).toContainText('-s: left out');
  await paste('curl --foo http://a.test/');
  await expect(page.getByTestId('taken-in')).toContainText('--foo');
  await expect(address).toHaveValue(target.url('/a'));

  await button(page, texts.saveAs.button).click();
  await page.getByLabel(texts.saveAs.name.en, { exact: true }).fill('kept');
  await page.getByLabel(texts.saveAs.group.en, { exact: true }).fill('Mine');
  await page.keyboard.press('Enter');
  await expect(page.getByText(fill(texts.saveAs.saved.en, { name: 'kept' }))).toBeVisible();

  const drop = (name: string, content: string) =>
    page
      .locator('main form')
      .first()
      .evaluate(
        (form, [file, text]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text!], file!));
          form.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        },
        [name, content],
      );
  await drop('tasks.yaml', 'catprobe: 1\ntasks:\n  - url: http://dropped.test/\n');
  await expect(address).toHaveValue('http://dropped.test/');
  await drop('photo.jpg', 'x');
  await expect(page.getByTestId('taken-in')).toContainText('photo.jpg');
  await expect(page.locator('[data-option="direction"]')).toHaveValue(gui.options.directions.upload.en);

  await goTo(page, 'tasks');
  await expect(page.locator('[data-group="Mine"] [data-task="kept"]')).toBeVisible();
});

test('by keyboard alone: from the list through the editor to a saved task', async ({ page }) => {
  await using _door = await openBrowserDoor(page);
  await goTo(page, 'tasks');
  await page.keyboard.press('Control+n');
  await expect(page.getByLabel(gui.fields.url.label.en, { exact: true })).toBeFocused();
  await page.keyboard.type(target.url('/a'));
  await page.keyboard.press('Tab');
  await page.keyboard.type('by keys');
  await page.keyboard.press('Control+s');
  await expect.poll(() => rows(page)).toEqual(['by keys']);
  await button(page, texts.edit, { name: 'by keys' }).focus();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-code', '0');
  await goTo(page, 'tasks');
  await button(page, texts.edit, { name: 'by keys' }).focus();
  await page.keyboard.press('Delete');
  await expect.poll(() => rows(page)).toEqual([]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => rows(page)).toEqual(['by keys']);
});

test('every view in both themes and languages', async ({ page }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await using door = await openBrowserDoor(page);
  await goTo(page, 'tasks');
  await importTasks(page, [
    ...three(),
    {
      name: 'Firmware mirror',
      group: 'CDN',
      url: 'https://mirror.example/fw.bin',
      repeat: { cron: '0 8 * * 1-5' },
    },
    { name: 'Upload', group: 'CDN', direction: 'upload', url: 'https://up.example/', repeat: { count: 20 } },
    {
      name: 'FTP',
      group: 'CDN',
      url: 'ftp://ftp.example/x',
      ftp: { user: 'me', password: 'pw' },
      repeat: { intervalMs: 300_000 },
    },
  ]);
  await inEveryLook(page, async ({ language }, name) => {
    await expectAccessible(page);
    await picture(page, name('tasks'));
    await page.getByRole('button', { name: fill(texts.edit[language], { name: 'FTP' }) }).click();
    await expectAccessible(page);
    await picture(page, name('tasks-editor'));
    for (const section of Object.values(editor.sections).slice(1))
      await page.getByRole('button', { name: section[language] }).click();
    await page.locator('[data-field="verify.md5"]').fill('12');
    await page.locator('[data-field="verify.md5"]').scrollIntoViewIfNeeded();
    await picture(page, name('tasks-editor-checks'));
    await page.locator('[data-field="ftp.password"]').scrollIntoViewIfNeeded();
    await picture(page, name('tasks-editor-ftp'));
    await page.locator('[data-field="tls.ignore"]').scrollIntoViewIfNeeded();
    await picture(page, name('tasks-editor-tls'));
    await page.getByRole('button', { name: editor.cancel[language], exact: true }).click();
    await page.getByRole('button', { name: editor.discard[language], exact: true }).click();
    await page.getByRole('button', { name: texts.import[language], exact: true }).first().click();
    await page.getByLabel(importing.text[language]).fill('curl --foo -k http://a.test/');
    await page.getByRole('button', { name: importing.read[language], exact: true }).click();
    await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
    await picture(page, name('tasks-import'));
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
  expect(door.violations).toEqual([]);
});
