/** What becomes of the bytes of a body: content coding undone, sums taken. */
import type { Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import type { Evidence } from '../../../shared/result.ts';
import type { Task } from '../../../shared/task.ts';
import { check } from '../../classify/facts.ts';
import { makeSums, type SumName, type Sums } from '../lane/sums.ts';

export interface ContentOptions {
  /** The Content-Encoding header; null when there is none or it is to be left alone. */
  coding: string | null;
  /** Those that the task names are taken. */
  sums: Pick<Task['verify'], 'md5' | 'sha256'>;
  /** Bytes that are expected; null: unknown, or they are coded. */
  size: number | null;
  save?: Save;
}

/** Sees the decoded content, piece by piece, and the place of each in it. It must not keep the piece. */
export type Save = (chunk: Buffer, at: number) => void;

export interface ContentSummary {
  md5: string | null;
  sha256: string | null;
  /** Bytes after decoding. */
  bytes: number;
  /** What is wrong with the coding (654, 628). */
  evidence: Evidence[];
}

type MakeDecoder = (firstChunk: Buffer) => Transform;

const DECODERS: Record<string, MakeDecoder> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  // "deflate" is zlib's format (RFC 9110 section 8.4.1.2), but some servers send the bare one.
  deflate: (chunk) => ((chunk[0] ?? 8) % 16 === 8 ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
};

export class Content {
  bytes = 0;
  readonly #sums: Sums;
  readonly #evidence: Evidence[] = [];
  readonly #makers: MakeDecoder[] = [];
  readonly #coding: string;
  readonly #save: Save | undefined;
  #decoders: Transform[] | null = null;
  /** Bytes that each decoder was given. */
  readonly #given: number[] = [];
  #broken = false;

  constructor(options: ContentOptions) {
    const names: SumName[] = ['md5', 'sha256'];
    const wanted = names.filter((name) => options.sums[name]);
    this.#sums = makeSums(wanted, options.size);
    this.#save = options.save;
    this.#coding = options.coding ?? '';
    const codings = this.#coding.split(',').map((name) => name.trim().toLowerCase());
    // The coding applied last is undone first.
    for (const name of codings.filter((n) => n && n !== 'identity').reverse()) {
      const make = DECODERS[name];
      if (make) this.#makers.push(make);
      else this.#evidence.push(check('CODING_UNKNOWN', `Content-Encoding: ${this.#coding}`));
    }
    if (this.#evidence.length) this.#makers.length = 0;
  }

  /**
   * False: hold the sender back until `onDrain` has been called. `at`: its place in the content, where pieces come in no order; only of
   * one without coding, and without sums.
   */
  write(chunk: Buffer, onDrain: () => void, at = this.bytes): boolean {
    if (!this.#makers.length) return this.#take(chunk, onDrain, at);
    if (this.#broken) return true;
    this.#decoders ??= this.#connect(chunk);
    this.#given[0]! += chunk.length;
    const first = this.#decoders[0]!;
    // A decoder that fails later never drains.
    if (first.write(chunk)) return true;
    const goOn = (): void => {
      first.off('drain', goOn).off('error', goOn);
      onDrain();
    };
    first.on('drain', goOn).on('error', goOn);
    return false;
  }

  async finish(): Promise<ContentSummary> {
    if (this.#decoders && !this.#broken) await this.#endDecoders(this.#decoders);
    if (this.#decoders && !this.#broken) this.#lookBehind(this.#decoders);
    return {
      ...(await this.#sums.finish()),
      bytes: this.bytes,
      evidence: this.#evidence,
    };
  }

  /** Frees what a body that is given up has under way. */
  discard(): void {
    this.#sums.discard();
    this.#endDecoding();
  }

  #endDecoding(): void {
    for (const decoder of this.#decoders ?? []) decoder.destroy();
  }

  #take(chunk: Buffer, onRoom: () => void, at = this.bytes): boolean {
    this.bytes += chunk.length;
    this.#save?.(chunk, at);
    return this.#sums.write(chunk, onRoom);
  }

  #connect(firstChunk: Buffer): Transform[] {
    const decoders = this.#makers.map((make) => make(firstChunk));
    decoders.forEach((decoder, index) => {
      decoder.on('error', (error: NodeJS.ErrnoException) => this.#onCodingError(error));
      this.#given[index] = 0;
      const next = decoders[index + 1];
      if (!next) return;
      decoder.on('data', (chunk: Buffer) => {
        this.#given[index + 1]! += chunk.length;
      });
      decoder.pipe(next);
    });
    decoders.at(-1)!.on('data', (chunk: Buffer) => this.#take(chunk, () => {}));
    return decoders;
  }

  #onCodingError(error: NodeJS.ErrnoException): void {
    if (this.#broken) return;
    this.#broken = true;
    // zlib's word for "the end came too early" is its buffer error.
    const name = error.code === 'Z_BUF_ERROR' ? 'CODING_CUT' : 'CODING_BROKEN';
    this.#evidence.push(check(name, `Content-Encoding: ${this.#coding}: ${error.code} ${error.message}`));
    this.#endDecoding();
  }

  /** Most decoders stop at the end of what they know and say nothing of the rest. */
  #lookBehind(decoders: Transform[]): void {
    decoders.forEach((decoder, index) => {
      const { bytesWritten } = decoder as Transform & { bytesWritten: number };
      const behind = this.#given[index]! - bytesWritten;
      if (behind <= 0) return;
      const detail = `Content-Encoding: ${this.#coding}: ${behind} bytes behind the end of the coded content`;
      this.#evidence.push(check('CODING_BROKEN', detail));
    });
  }

  #endDecoders(decoders: Transform[]): Promise<void> {
    return new Promise((resolve) => {
      const last = decoders.at(-1)!;
      // Some coded content says by itself where it ends, and more comes behind it, or the connection stays open.
      if (last.readableEnded) return resolve();
      last.once('end', resolve);
      for (const decoder of decoders) decoder.once('error', () => resolve());
      decoders[0]!.end();
    });
  }
}
