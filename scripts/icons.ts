/** Renders `assets/icon.svg` with headless Chromium to the forms that the platforms want: PNG, ICO (Windows), ICNS (macOS). */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright';
import { ROOT } from './fresh.ts';

const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** Type of each size in an ICNS file; all of them may hold PNGs. */
const ICNS_TYPES: [type: string, size: number][] = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
];

const assets = path.join(ROOT, 'assets');
const svg = await readFile(path.join(assets, 'icon.svg'), 'utf8');
const sizes = [...new Set([...ICO_SIZES, ...ICNS_TYPES.map(([, size]) => size)])];
const pngs = await render(svg, sizes);

await writeFile(path.join(assets, 'icon.png'), pngs.get(1024)!);
await writeFile(path.join(assets, 'icon.ico'), ico(ICO_SIZES.map((size) => [size, pngs.get(size)!])));
await writeFile(
  path.join(assets, 'icon.icns'),
  icns(ICNS_TYPES.map(([type, size]) => [type, pngs.get(size)!])),
);

async function render(image: string, sizes: number[]): Promise<Map<number, Buffer>> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const page = await browser.newPage();
    const pngs = new Map<number, Buffer>();
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(
        `<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${image}`,
      );
      pngs.set(size, await page.screenshot({ omitBackground: true }));
    }
    return pngs;
  } finally {
    await browser.close();
  }
}

/** A directory of 16-byte entries, then the images. A side of 256 is written as 0. */
function ico(images: [size: number, png: Buffer][]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(([size, png], index) => {
    const entry = 6 + 16 * index;
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(([, png]) => png)]);
}

/** Chunks of type, length (with these eight bytes) and image, in one chunk `icns`. */
function icns(images: [type: string, png: Buffer][]): Buffer {
  return chunk('icns', Buffer.concat(images.map(([type, png]) => chunk(type, png))));
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
