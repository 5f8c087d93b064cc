/** The content of a request: where its bytes come from. Its size is always known before the first byte is sent. */
import { randomFillSync } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { check } from '../../classify/facts.ts';
import { StepFailure } from '../failure.ts';

export interface BodySource {
  /** Bytes. */
  readonly size: number;
  /** All of them, from the start at each call, in pieces of any length. A piece may share memory with others: never change it. */
  chunks(): AsyncIterable<Buffer>;
}

const CHUNK = 64 * 1024;
/** As large as the windows of common compressors, so that none on the way makes the content smaller. */
const RANDOM_BLOCK = 1024 * 1024;

/** Random content, again and again out of one buffer. */
export function generatedBody(size: number): BodySource {
  const block = randomFillSync(Buffer.allocUnsafe(Math.min(size, RANDOM_BLOCK)));
  return {
    size,
    async *chunks() {
      for (let at = 0; at < size; ) {
        const from = at % block.length;
        const chunk = block.subarray(from, Math.min(from + CHUNK, block.length, from + size - at));
        at += chunk.length;
        yield chunk;
      }
    },
  };
}

export function textBody(text: string): BodySource {
  const bytes = Buffer.from(text);
  return {
    size: bytes.length,
    async *chunks() {
      yield bytes;
    },
  };
}

/**
 * An open file as it is now; the handle stays the caller's. Reading throws a StepFailure (665) when the file turns out to
 * have changed, and does so before its last byte is sent: no server then takes a mixture of two files for a whole one.
 */
export async function fileBody(file: FileHandle, shown: string): Promise<BodySource> {
  const { size, mtimeMs } = await file.stat();
  const changed = async (end: number): Promise<void> => {
    const now = await file.stat();
    if (end === size && now.size === size && now.mtimeMs === mtimeMs) return;
    const detail = `${shown} changed while it was being sent: it had ${size} bytes, now it has ${now.size}`;
    throw new StepFailure(check('UPLOAD_SOURCE', detail));
  };
  return {
    size,
    async *chunks() {
      for (let at = 0; at < size; ) {
        const chunk = await read(file, shown, at, Math.min(CHUNK, size - at));
        at += chunk.length;
        if (at === size || !chunk.length) await changed(at);
        yield chunk;
      }
    },
  };
}

async function read(file: FileHandle, shown: string, position: number, length: number): Promise<Buffer> {
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.allocUnsafeSlow(length), position });
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    const detail = `${shown} could not be read at byte ${position}: ${(error as Error).message}`;
    throw new StepFailure(check('UPLOAD_SOURCE', detail));
  }
}
