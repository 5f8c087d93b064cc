/** The reader of HTTP/2 frames: the same facts wherever the bytes are cut. */
import { expect, test } from 'vitest';
import { Http2Frames } from '../../../src/main/engine/http/frames.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const SETTINGS = hex('000000 04 00 00000000');
const HEADERS = hex('000001 01 04 00000001 88');
/** 5 bytes of content and 2 of padding. */
const PADDED_DATA = hex('000008 00 08 00000001 02 6161616161 0000');
const LAST_DATA = hex('000003 00 01 00000001 616161');
const OTHER_STREAM = hex('000003 00 01 00000003 616161');
const RST = hex('000004 03 00 00000001 00000007');
const GOAWAY = hex('00000b 07 00 00000000 00000001 0000000b 627573');

function read(bytes: Buffer, step: number): { frames: Http2Frames; answers: number } {
  let answers = 0;
  const frames = new Http2Frames(() => answers++);
  for (let at = 0; at < bytes.length; at += step) frames.read(bytes.subarray(at, at + step));
  return { frames, answers };
}

test.each([1, 2, 7, 9, 1000])('in pieces of %i', (step) => {
  const answer = Buffer.concat([SETTINGS, HEADERS, PADDED_DATA, OTHER_STREAM]);
  const begun = read(answer, step);
  expect(begun.answers).toBe(1);
  expect(begun.frames).toMatchObject({
    answerBytes: answer.length - SETTINGS.length,
    contentBytes: 5,
    ended: false,
    stopped: false,
    notHttp2: null,
  });
  expect(begun.frames.evidence()).toEqual([]);

  const { frames } = read(Buffer.concat([answer, LAST_DATA, GOAWAY, RST]), step);
  expect(frames).toMatchObject({ contentBytes: 8, ended: true, stopped: true, reset: 7 });
  expect(frames.goaway).toEqual({ code: 11, lastStream: 1, words: 'bus' });
  expect(frames.evidence().map((evidence) => evidence.name)).toEqual([
    'RST_STREAM_REFUSED_STREAM',
    'GOAWAY_ENHANCE_YOUR_CALM',
    'REQUEST_NOT_PROCESSED',
  ]);
});

test('before the answer there are no bytes of it', () => {
  expect(read(SETTINGS, 3)).toMatchObject({ answers: 0, frames: { answerBytes: 0 } });
});

test('another protocol is shown by its first line alone', () => {
  const { frames } = read(Buffer.from('HTTP/1.1 400 Bad Request\r\nSet-Cookie: secret=1\r\n\r\n'), 1000);
  expect(frames.notHttp2).toBe('"HTTP/1.1 400 Bad Request"');
  expect(frames.evidence()).toHaveLength(1);
});
