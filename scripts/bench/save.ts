/** One download to a file with its MD5, by the engine, as the source of an upload is fetched: `node save.ts URL FILE MD5`. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { Attempt } from '../../src/main/engine/attempt.ts';
import { systemClock } from '../../src/main/engine/clock.ts';
import { download } from '../../src/main/engine/http/download.ts';
import { parseTask } from '../../src/shared/task.ts';

const [url = '', file = '', md5 = ''] = process.argv.slice(2);
const task = parseTask({ url, verify: { md5 } });
if (!task.ok) throw new Error(task.errors.map(({ message }) => message).join('; '));
const fd = openSync(file, 'w');
const attempt = new Attempt(task.value, {
  clock: systemClock,
  signal: new AbortController().signal,
  save: (chunk) => {
    for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at);
  },
});
try {
  await download(attempt);
} finally {
  attempt.end();
  closeSync(fd);
}
