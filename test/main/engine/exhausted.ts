/** Runs one task with no file handle left and prints its result: for a process of its own with a low limit. */
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { systemClock } from '../../../src/main/engine/clock.ts';
import { transfer } from '../../../src/main/engine/transfer.ts';
import { taskSchema } from '../../../src/shared/task.ts';

const [input = '{}', spare = '0'] = process.argv.slice(2);
// What the program needs once is loaded before the handles are gone.
await transfer(taskSchema.parse({ url: 'http://127.0.0.1:1/' }), context());
const handles: number[] = [];
try {
  for (;;) handles.push(openSync(devNull, 'r'));
} catch {
  for (const handle of handles.splice(0, Number(spare))) closeSync(handle);
}
const result = await transfer(taskSchema.parse(JSON.parse(input)), context());
for (const handle of handles) closeSync(handle);
process.stdout.write(JSON.stringify(result));

function context() {
  return { runId: 'x', signal: new AbortController().signal, clock: systemClock };
}
