/** The packaging settings against electron-builder's own schema, and what we rely on in them. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/fresh.ts';

const require = createRequire(import.meta.url);

async function settings(): Promise<Record<string, never>> {
  return parse(await readFile(path.join(ROOT, 'electron-builder.yml'), 'utf8'));
}

test('electron-builder accepts the settings', async () => {
  // Both come with electron-builder, which validates with them before it packs.
  const builder = createRequire(require.resolve('app-builder-lib/package.json'));
  const { Ajv } = builder('ajv');
  const schema = JSON.parse(await readFile(builder.resolve('app-builder-lib/scheme.json'), 'utf8'));
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  expect(validate(await settings()), JSON.stringify(validate.errors, null, 1)).toBe(true);
  expect(validate({ ...(await settings()), asarUnpak: [] })).toBe(false);
});

test('the installer needs no administrator, and only what is named is shipped', async () => {
  expect(await settings()).toMatchObject({
    nsis: { perMachine: false, allowElevation: false },
    portable: { requestExecutionLevel: 'user' },
    files: ['out/**', 'package.json', 'node_modules/@duckdb/**', 'node_modules/detect-libc/**'],
    asarUnpack: [expect.stringContaining('.{node,so,dylib,dll}')],
  });
});

test('the icons are what their names say, with the sizes that the platforms need', async () => {
  const read = (name: string): Promise<Buffer> => readFile(path.join(ROOT, 'assets', name));
  const png = await read('icon.png');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1024, 1024]);

  const ico = await read('icon.ico');
  expect(ico.readUInt16LE(2)).toBe(1);
  const sizes = Array.from(
    { length: ico.readUInt16LE(4) },
    (_, index) => ico.readUInt8(6 + 16 * index) || 256,
  );
  expect(sizes).toEqual(expect.arrayContaining([16, 32, 48, 256]));

  const icns = await read('icon.icns');
  expect(icns.subarray(0, 4).toString()).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
});
