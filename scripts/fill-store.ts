/** Makes a store of many realistic results, for trying the GUI and for measuring: `node scripts/fill-store.ts FOLDER [COUNT]`. */
import { openResults } from '../src/main/store/results.ts';
import { manyResults } from './many-results.ts';

/** What waits to be written at a time. */
const AT_ONCE = 5_000;

export async function fillStore(folder: string, count: number, days?: number): Promise<void> {
  const store = await openResults(folder);
  try {
    let waiting: Promise<void>[] = [];
    for (const result of manyResults({ count, until: new Date(), days })) {
      waiting.push(store.append(result));
      if (waiting.length < AT_ONCE) continue;
      await Promise.all(waiting);
      waiting = [];
    }
    await Promise.all(waiting);
  } finally {
    await store.close();
  }
}

if (import.meta.main) {
  const [folder, count = '100000'] = process.argv.slice(2);
  if (!folder || !/^\d+$/.test(count)) {
    console.error('usage: node scripts/fill-store.ts FOLDER [COUNT]');
    process.exit(2);
  }
  await fillStore(folder, Number(count));
  console.log(`${count} results in ${folder}; look at them with: CATPROBE_HOME=${folder} npm start`);
}
