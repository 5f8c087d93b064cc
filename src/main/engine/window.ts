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
  /** Is given every byte once. It must not keep the chunk. */
  pass: (chunk: Buffer) => void;
}

export interface Block {
  readonly from: number;
  /** Not included. */
  readonly to: number;
  /** Bytes that have come so far. */
  received: number;
  /** Where they wait while an earlier block is incomplete. */
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

  constructor(options: WindowOptions) {
    this.#options = options;
    this.#dealt = Math.min(options.firstBytes, options.size);
    this.first = { from: 0, to: this.#dealt, received: 0, buffer: null };
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
    if (!this.#options.ordered || block === this.#open[0]) {
      this.#options.pass(chunk);
    } else {
      block.buffer ??= this.#free.pop() ?? Buffer.allocUnsafeSlow(this.#options.blockBytes);
      chunk.copy(block.buffer, block.received);
    }
    block.received += chunk.length;
    this.#advance();
  }

  #advance(): void {
    const open = this.#open;
    while (open[0] && open[0].received === open[0].to - open[0].from) {
      open.shift();
      if (open[0]) this.#passOn(open[0]);
    }
    this.#deal();
  }

  /** The block has become the first incomplete one: what waited goes out. */
  #passOn(block: Block): void {
    if (!block.buffer) return;
    this.#options.pass(block.buffer.subarray(0, block.received));
    this.#free.push(block.buffer);
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
    const block: Block = { from, to: this.#dealt, received: 0, buffer: null };
    this.#open.push(block);
    return block;
  }
}
