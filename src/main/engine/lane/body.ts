/** A body of known length, counted straight from the socket. */
import { errors } from 'undici';
import type { BodyReader } from '../http/exchange.ts';
import type { Wire } from '../wire.ts';
import type { Take } from './reads.ts';

export interface CountedBody {
  wire: Wire;
  /** What comes from here on goes to `take`; first what was read together with the head. */
  cutOff(take: Take): void;
  /** Bytes. */
  length: number;
  reader: BodyReader;
  /** Called once: when all of it was taken, or with what ended it before. */
  onEnd: (error: Error | null) => void;
}

/** What comes behind the body is dropped. */
export function countBody({ wire, cutOff, length, reader, onEnd }: CountedBody): void {
  let left = length;
  let over = false;
  const end = (error: Error | null): void => {
    if (over) return;
    over = true;
    forget();
    onEnd(error);
  };
  const forget = wire.whenOver(() => {
    if (left > 0) end(wire.error ?? new errors.SocketError('other side closed'));
  });
  const goOn = (): void => {
    if (left === 0) end(null);
    else wire.goOn();
  };
  cutOff((piece) => {
    if (left === 0) return true;
    const wanted = piece.length > left ? piece.subarray(0, left) : piece;
    left -= wanted.length;
    const more = reader.onData(wanted, goOn);
    if (more && left === 0) end(null);
    return more || left === 0;
  });
}
