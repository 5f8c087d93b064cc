/** What becomes of a coded body, in the order in which its bytes may come. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { content } from '../../../../src/lab/content.ts';
import { Content } from '../../../../src/main/engine/http/content.ts';

const FILE = Buffer.from(content(5000));

test.each([
  ['br', brotliCompressSync(FILE)],
  ['gzip', gzipSync(FILE)],
])('%s: its end may be known long before the body is over', async (coding, coded) => {
  for (const behind of ['', 'more']) {
    const body = new Content({ coding, sums: {}, size: null });
    body.write(coded, () => {});
    await expect.poll(() => body.bytes).toBe(FILE.length);
    // Whatever the decoder has to say of its end it says now.
    await new Promise((resolve) => setImmediate(resolve));
    body.write(Buffer.from(behind), () => {});
    const { bytes, evidence } = await body.finish();
    expect(bytes).toBe(FILE.length);
    expect(evidence.map(({ name }) => name)).toEqual(behind ? ['CODING_BROKEN'] : []);
  }
});
