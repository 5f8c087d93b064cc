/** A child process of the tests: opens the store of the folder, says so, and appends results until it is killed; each acknowledged id is a line. */
import { openResults } from '../../../src/main/store/results.ts';
import { sampleResult } from '../../support/sample-result.ts';

const [folder, mode] = process.argv.slice(2);
const store = await openResults(folder!);
// Written at once, and a pipe that is full is waited for.
process.stdout.write('open\n');

if (mode === 'hold') {
  setInterval(() => {}, 1000);
} else {
  for (let n = 0; ; n += 16) {
    await Promise.all(
      Array.from({ length: 16 }, async (_, i) => {
        const id = `id-${String(n + i).padStart(8, '0')}`;
        await store.append(sampleResult(id));
        process.stdout.write(`${id}\n`);
      }),
    );
  }
}
