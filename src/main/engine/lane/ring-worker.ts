/** The other end of the ring: takes the sums of what comes through it. Runs in a thread of its own, as text, so it must name nothing from outside. */

export const SLOTS = 12;
export const SLOT_BYTES = 1024 * 1024;

/** Places in the control array: slots handed over, slots done with, nothing more will come, the giver waits for room, bytes in each slot. */
export const HEAD = 0;
export const TAIL = 1;
export const OVER = 2;
export const WAITING = 3;
export const LENGTHS = 4;

export function sumsOfRing(): void {
  const { createHash } = process.getBuiltinModule('node:crypto');
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const { control, data, names } = workerData as {
    control: Int32Array;
    data: SharedArrayBuffer;
    names: string[];
  };
  const [head, tail, over, waiting, lengths] = [0, 1, 2, 3, 4];
  const slots = control.length - lengths;
  const slotBytes = data.byteLength / slots;
  const hashes = names.map((name) => createHash(name));

  for (let done = 0; ; ) {
    const given = Atomics.load(control, head);
    if (given === done) {
      // Nothing is handed over any more when that has been said.
      if (Atomics.load(control, over) && Atomics.load(control, head) === done) break;
      Atomics.wait(control, head, given, 50);
      continue;
    }
    const slot = done % slots;
    const bytes = new Uint8Array(data, slot * slotBytes, control[lengths + slot]);
    for (const hash of hashes) hash.update(bytes);
    done++;
    Atomics.store(control, tail, done);
    Atomics.notify(control, tail);
    // At half empty, so that the giver is not woken for each slot.
    if (given - done <= slots / 2 && Atomics.exchange(control, waiting, 0)) parentPort?.postMessage('room');
  }
  const found = (name: string): string | null => {
    const at = names.indexOf(name);
    return at < 0 ? null : hashes[at]!.digest('hex');
  };
  parentPort?.postMessage({ md5: found('md5'), sha256: found('sha256') });
}
