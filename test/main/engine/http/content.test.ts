/** What becomes of a coded body, in the order in which its bytes may come. */
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { content } from '../../../../src/lab/content.ts';
import { Content } from '../../../../src/main/engine/http/content.ts';

const FILE = Buffer.from(content(5000));

test('bytes behind the end, which the decoder has seen long before the body is over', async () => {
  const body = new Content({ coding: 'br', sums: {}, size: null });
  body.write(Buffer.concat([brotliCompressSync(FILE), Buffer.from('more')]), () => {});
  await expect.poll(() => body.bytes).toBe(FILE.length);
  // Whatever the decoder has to say of its end it has said then.
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  const { bytes, evidence } = await body.finish();
  expect(bytes).toBe(FILE.length);
  expect(evidence).toMatchObject([{ name: 'CODING_BROKEN' }]);
});
