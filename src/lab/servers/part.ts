/** Answers with parts of a file: what the request's Range asks for, as RFC 9110 section 14 wants it, or as the script does. */
import { contentBlocks } from '../content.ts';
import type { PartSpec, Script } from '../script.ts';
import type { Connection } from './connection.ts';

/** A request as its head tells it. */
export interface Request {
  /** Without its blank line. */
  head: string;
  /** From 1, over all connections to this server. */
  number: number;
  /** Where the request is a command of FTP. */
  ftp?: FtpActions;
}

/** What a script can have an FTP server do. */
export interface FtpActions {
  /** What a good server does on this command; false when it ended the session. */
  usual(): Promise<boolean>;
  openPort(reply: string): Promise<void>;
  withData(script: Script, plain?: boolean): Promise<void>;
}

interface Part {
  status: 200 | 206 | 416;
  from: number;
  /** Not included. */
  to: number;
}

export async function answerPart(spec: PartSpec, { head }: Request, connection: Connection): Promise<void> {
  const part = partOf(spec, head);
  const length = spec.length ?? part.to - part.from;
  await connection.send(answerHead(spec, part, length));
  const sent = Math.min(length, spec.stopAfter ?? length);
  for (const block of contentBlocks(sent, part.from)) {
    if (spec.chunked) await connection.send(`${block.length.toString(16)}\r\n`);
    await connection.send(block);
    if (spec.chunked) await connection.send('\r\n');
  }
  if (spec.chunked && sent === length) await connection.send('0\r\n\r\n');
}

function partOf(spec: PartSpec, head: string): Part {
  const whole: Part = { status: 200, from: 0, to: spec.of };
  const asked = /^bytes=(\d+)-(\d*)$/.exec(header(head, 'range') ?? '');
  const condition = header(head, 'if-range');
  if (!asked || (condition !== undefined && spec.etag !== undefined && condition !== spec.etag)) return whole;
  const from = Number(asked[1]);
  if (from >= spec.of) return { status: 416, from: 0, to: 0 };
  return { status: 206, from, to: Math.min(spec.of, asked[2] ? Number(asked[2]) + 1 : spec.of) };
}

function header(head: string, name: string): string | undefined {
  return new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim();
}

const REASONS = { 200: 'OK', 206: 'Partial Content', 416: 'Range Not Satisfiable' } as const;

function answerHead(spec: PartSpec, part: Part, length: number): string {
  const lines = [`HTTP/1.1 ${part.status} ${REASONS[part.status]}`];
  if (part.status === 206 && spec.contentRange !== null) {
    const text = spec.contentRange ?? 'bytes FROM-TO/SIZE';
    const values: Record<string, number> = { FROM: part.from, TO: part.to - 1, SIZE: spec.of };
    lines.push(`Content-Range: ${text.replace(/FROM|TO|SIZE/g, (name) => String(values[name]))}`);
  }
  if (part.status === 416) lines.push(`Content-Range: bytes */${spec.of}`);
  if (spec.etag !== undefined) lines.push(`ETag: ${spec.etag}`);
  lines.push(spec.chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`);
  for (const [name, value] of Object.entries(spec.headers ?? {})) lines.push(`${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
