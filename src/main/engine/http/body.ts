/** The content of a request: where its bytes come from. Its size is always known before the first byte is sent. */
import { randomFillSync } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { check } from '../../classify/facts.ts';
import { StepFailure } from '../failure.ts';

export interface BodySource {
  /** Bytes. */
  readonly size: number;
  /**
   * At least one of the bytes from `at` on, at most `most`. Good until the second call after this one: one piece may be on its way
   * while the next is fetched. Never change it.
   */
  read(at: number, most: number): Buffer | Promise<Buffer>;
}

/** As large as the windows of common compressors, so that none on the way makes the content smaller. */
const RANDOM_BLOCK = 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/** Random content, again and again out of one buffer. */
export function generatedBody(size: number): BodySource {
  const block = randomFillSync(Buffer.allocUnsafe(Math.min(size, RANDOM_BLOCK)));
  return {
    size,
    read(at, most) {
      const from = at % block.length;
      return block.subarray(from, Math.min(from + most, block.length, from + size - at));
    },
  };
}

export function bytesBody(bytes: Buffer): BodySource {
  return { size: bytes.length, read: (at, most) => bytes.subarray(at, at + most) };
}

export function textBody(text: string): BodySource {
  return bytesBody(Buffer.from(text));
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
  let [room, other] = [NOTHING, NOTHING];
  return {
    size,
    async read(at, most) {
      const length = Math.min(most, size - at);
      [room, other] = [other, room];
      if (room.length < length) room = Buffer.allocUnsafeSlow(length);
      const piece = await read(file, shown, at, room.subarray(0, length));
      const end = at + piece.length;
      if (end === size || !piece.length) await changed(end);
      return piece;
    },
  };
}

async function read(file: FileHandle, shown: string, position: number, room: Buffer): Promise<Buffer> {
  try {
    const { bytesRead } = await file.read({ buffer: room, position });
    return room.subarray(0, bytesRead);
  } catch (error) {
    const detail = `${shown} could not be read at byte ${position}: ${(error as Error).message}`;
    throw new StepFailure(check('UPLOAD_SOURCE', detail));
  }
}
