/**
 * Sums taken in a thread of their own. The bytes go over in a ring of memory that both threads see: no message and no allocation for
 * a piece, and the copy is the only work that is left here.
 */
import { Worker } from 'node:worker_threads';
import { HEAD, LENGTHS, OVER, SLOT_BYTES, SLOTS, sumsOfRing, TAIL, WAITING } from './ring-worker.ts';

export type SumName = 'md5' | 'sha256';
export type SumTexts = Record<SumName, string | null>;

/** As long as so many slots are free, any piece up to their size goes in at once. TLS goes on delivering for a moment when it is paused. */
const SPARE = 2;
/** The most that may be given at a time. */
export const MAX_PIECE = SPARE * SLOT_BYTES;

export class SumRing {
  readonly #control = new Int32Array(new SharedArrayBuffer(4 * (LENGTHS + SLOTS)));
  readonly #data = new SharedArrayBuffer(SLOTS * SLOT_BYTES);
  readonly #slots = Array.from({ length: SLOTS }, (_, n) =>
    Buffer.from(this.#data, n * SLOT_BYTES, SLOT_BYTES),
  );
  readonly #worker: Worker;
  readonly #done: Promise<SumTexts>;
  /** Slots handed over, and bytes in the one that is being filled. */
  #head = 0;
  #filled = 0;
  #onRoom: (() => void)[] = [];
  /** The other thread has ended: what comes is dropped, and `finish` says so. */
  #dead = false;

  constructor(names: readonly SumName[]) {
    const workerData = { control: this.#control, data: this.#data, names };
    // Its text, so that it runs from sources, from a bundle and inside an archive alike.
    this.#worker = new Worker(`(${sumsOfRing})()`, {
      eval: true,
      workerData,
      execArgv: [],
      // It makes no garbage.
      resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
    });
    this.#done = new Promise((resolve, reject) => {
      this.#worker.on('message', (said: 'room' | SumTexts) => {
        if (said === 'room') this.#tellRoom();
        else resolve(said);
      });
      this.#worker.once('error', reject);
      this.#worker.once('exit', () => reject(new Error('the thread that takes sums has ended')));
    });
    this.#done.catch(() => {
      this.#dead = true;
      this.#tellRoom();
    });
  }

  /** False: give nothing more until `onRoom` has been called. A piece is at most MAX_PIECE long. */
  write(piece: Buffer, onRoom: () => void): boolean {
    if (this.#dead) return true;
    for (let at = 0; at < piece.length; ) {
      const n = Math.min(piece.length - at, SLOT_BYTES - this.#filled);
      piece.copy(this.#slots[this.#head % SLOTS]!, this.#filled, at, at + n);
      this.#filled += n;
      at += n;
      if (this.#filled === SLOT_BYTES) this.#handOver();
    }
    if (this.#free > SPARE) return true;
    this.#onRoom.push(onRoom);
    Atomics.store(this.#control, WAITING, 1);
    // The other thread may have looked just before.
    if (this.#free > SPARE && Atomics.exchange(this.#control, WAITING, 0))
      queueMicrotask(() => this.#tellRoom());
    return false;
  }

  /** When all that was given has been summed up. Rejects when the thread has failed. */
  async finish(): Promise<SumTexts> {
    if (this.#filled) this.#handOver();
    Atomics.store(this.#control, OVER, 1);
    Atomics.notify(this.#control, HEAD);
    try {
      return await this.#done;
    } finally {
      this.discard();
    }
  }

  discard(): void {
    void this.#worker.terminate();
  }

  get #free(): number {
    return SLOTS - (this.#head - Atomics.load(this.#control, TAIL));
  }

  #handOver(): void {
    this.#control[LENGTHS + (this.#head % SLOTS)] = this.#filled;
    this.#head++;
    this.#filled = 0;
    Atomics.store(this.#control, HEAD, this.#head);
    Atomics.notify(this.#control, HEAD);
    // Only for those who do not wait when they are asked to.
    while (this.#free === 0) Atomics.wait(this.#control, TAIL, Atomics.load(this.#control, TAIL), 5);
  }

  #tellRoom(): void {
    const waiting = this.#onRoom;
    this.#onRoom = [];
    for (const tell of waiting) tell();
  }
}
