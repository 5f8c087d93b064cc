/** Replies out of bytes, however they are cut. */
import { describe, expect, test } from 'vitest';
import { NoReply, type Reply, ReplyParser, replyText } from '../../../../src/main/engine/ftp/reply.ts';

/** All replies in the text, given to the parser in pieces of that length. */
function parse(text: string, pieceLength = text.length): Reply[] {
  const parser = new ReplyParser();
  const bytes = Buffer.from(text);
  const replies: Reply[] = [];
  for (let at = 0; at < bytes.length; at += pieceLength) {
    replies.push(...parser.read(bytes.subarray(at, at + pieceLength)));
  }
  return replies;
}

const MULTI = '230-Welcome\r\n 230 is not the end, nor is\r\n231 this\r\n\r\n230-or this\r\n230 Done\r\n';

describe('a reply', () => {
  test.each([1, 2, 3, 7, 1000])('in pieces of %i bytes', (length) => {
    expect(parse(`220 Hello\r\n${MULTI}331\n`, length)).toEqual([
      { code: 220, lines: ['220 Hello'] },
      {
        code: 230,
        lines: ['230-Welcome', ' 230 is not the end, nor is', '231 this', '', '230-or this', '230 Done'],
      },
      { code: 331, lines: ['331'] },
    ]);
  });

  test('of several lines is one line in the evidence', () => {
    expect(replyText(parse('421-Sorry\r\n421 Later\r\n')[0]!)).toBe('421-Sorry / 421 Later');
  });

  test('in UTF-8, cut inside a character', () => {
    expect(parse('257 "/mit Ä 空"\r\n', 1)[0]!.lines).toEqual(['257 "/mit Ä 空"']);
  });

  test('empty lines between replies mean nothing', () => {
    expect(parse('\r\n200 One\r\n\r\n200 Two\r\n').map(({ code }) => code)).toEqual([200, 200]);
  });
});

describe('what is no reply', () => {
  test.each([
    'SSH-2.0-OpenSSH_9.2\r\n',
    'HTTP/1.1 400 Bad Request\r\n',
    '22 short\r\n',
    '2200 long\r\n',
    '999 no\r\n',
  ])('%j', (text) => {
    expect(() => parse(text)).toThrow(NoReply);
  });

  test.each(['220 a line that never ends ', '220-a reply that never ends\r\n'])(
    '%j takes no more than 64 KB',
    (text) => {
      expect(() => parse(text.repeat(10_000), 1000)).toThrow('more than 65536 bytes');
    },
  );

  test('takes nothing from the replies before it', () => {
    const replies = new ReplyParser().read(Buffer.from('150 Here it comes\r\ndone, goodbye\r\n'));
    expect(replies.next().value).toMatchObject({ code: 150 });
    expect(() => replies.next()).toThrow(NoReply);
  });

  test('bytes behind a reply are pending', () => {
    const parser = new ReplyParser();
    expect([...parser.read(Buffer.from('234 Go\r\n220'))]).toHaveLength(1);
    expect(parser.pending).toBe(3);
  });
});
