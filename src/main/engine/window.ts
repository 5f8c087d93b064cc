/**
 * Deals the bytes of a file out in blocks, to threads that work side by side, and puts them back in order without ever holding
 * the file: a block may be ahead of the first incomplete one only so far. The first incomplete block goes straight through;
 * those ahead of it wait in buffers, which are used again and again.
 */

export interface WindowOptions {
  /** Bytes to deal out. */
  size: number;
  /** Size of the first block, which is dealt out already. */
  firstBytes: number;
  /** Size of all others, the last one excepted. */
  blockBytes: number;
  /** Blocks from the first incomplete one on that may be dealt out at the same time. */
  blocksAhead: number;
  /** Without it, chunks are passed on as they come, and no block waits. */
  ordered: boolean;
  /**
   * Is given every byte once, at most PIECE_BYTES at a time, and its place in the file. It must not keep the chunk; false: it wants nothing
   * more until `onRoom`.
   */
  pass: (chunk: Buffer, onRoom: () => void, at: number) => boolean;
}

const PIECE_BYTES = 1024 * 1024;

export interface Block {
  readonly from: number;
  /** Not included. */
  readonly to: number;
  /** Bytes that have come so far. */
  received: number;
  /** Of these, those that were passed on. */
  passed: number;
  /** Where they wait while an earlier block is incomplete, or nobody wants them. */
  buffer: Buffer | null;
}

export class Window {
  readonly first: Block;
  readonly #options: WindowOptions;
  /** Dealt out and not passed on as a whole, in order. */
  readonly #open: Block[];
  readonly #free: Buffer[] = [];
  readonly #waiting: ((block: Block | null) => void)[] = [];
  #dealt: number;
  /** Nobody wants more at present; `room` then tells when. */
  #held = false;
  #room: Promise<void> = Promise.resolve();

  constructor(options: WindowOptions) {
    this.#options = options;
    this.#dealt = Math.min(options.firstBytes, options.size);
    this.first = { from: 0, to: this.#dealt, received: 0, passed: 0, buffer: null };
    this.#open = [this.first];
  }

  /** Everything before this has come and was passed on. */
  get frontier(): number {
    const block = this.#open[0];
    return block ? block.from + block.received : this.#dealt;
  }

  /** The next block, as soon as the window has room for it; null when all are dealt out. */
  take(): Promise<Block | null> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#deal();
    });
  }

  /** The chunk is the next piece of that block; more than the block holds is the caller's mistake. */
  write(block: Block, chunk: Buffer): void {
    const { ordered, blockBytes } = this.#options;
    const next = !ordered || (block === this.#open[0] && !block.buffer && !this.#held);
    if (next) {
      const at = block.from + block.received;
      block.passed += chunk.length;
      this.#pass(chunk, at);
    } else {
      block.buffer ??=
        this.#free.pop() ?? Buffer.allocUnsafeSlow(Math.max(blockBytes, block.to - block.from));
      chunk.copy(block.buffer, block.received);
    }
    block.received += chunk.length;
    this.#advance();
  }

  /** Resolves when everything that has come was passed on. */
  async emptied(): Promise<void> {
    while (this.#held) await this.#room;
  }

  #pass(chunk: Buffer, at: number): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const onRoom = (): void => {
      this.#held = false;
      this.#advance();
      resolve();
    };
    const more = this.#options.pass(chunk, onRoom, at);
    // Without an order there is nothing to hold back: what is given is passed on.
    if (more) return;
    this.#held = true;
    this.#room = promise;
  }

  /** What waits at the frontier goes out, as far as it is wanted; blocks that are through make room for new ones. */
  #advance(): void {
    const open = this.#open;
    while (open[0] && !this.#held) {
      this.#passOn(open[0]);
      if (this.#held || open[0].received < open[0].to - open[0].from) break;
      open.shift();
    }
    this.#deal();
  }

  #passOn(block: Block): void {
    const { buffer } = block;
    if (!buffer) return;
    while (block.passed < block.received && !this.#held) {
      const end = Math.min(block.received, block.passed + PIECE_BYTES);
      const piece = buffer.subarray(block.passed, end);
      const at = block.from + block.passed;
      block.passed = end;
      this.#pass(piece, at);
    }
    if (block.passed < block.received) return;
    this.#free.push(buffer);
    block.buffer = null;
  }

  #deal(): void {
    const { size, blockBytes, blocksAhead, ordered } = this.#options;
    while (this.#waiting.length) {
      if (this.#dealt < size && ordered && this.#open.length >= blocksAhead) return;
      this.#waiting.shift()!(this.#dealt < size ? this.#nextBlock(blockBytes) : null);
    }
  }

  #nextBlock(blockBytes: number): Block {
    const from = this.#dealt;
    this.#dealt = Math.min(this.#options.size, from + blockBytes);
    const block: Block = { from, to: this.#dealt, received: 0, passed: 0, buffer: null };
    this.#open.push(block);
    return block;
  }
}
