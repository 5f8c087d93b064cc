/** An answer that is read without undici must come out as undici reads it: each one is asked for in both ways. */
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { TransferResult } from '../../../../src/shared/result.ts';
import { listen, runTask } from '../../../support/server.ts';

/** What one answer is sent in, piece by piece. */
type Answer = readonly string[];
const OK = 'HTTP/1.1 200 OK\r\n';

const ANSWERS: Readonly<Record<string, Answer>> = {
  'the common kind': [`${OK}Content-Length: 5\r\nServer: x\r\n\r\nhello`],
  'no body': [`${OK}Content-Length: 0\r\n\r\n`],
  'a status of its own': ['HTTP/1.1 599 Odd\r\nContent-Length: 2\r\n\r\nno'],
  'no reason phrase': ['HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok'],
  'no space behind the status': ['HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok'],
  'the head in two pieces': [`${OK}Content-`, 'Length: 5\r\n\r\nhello'],
  'the end of the head in two pieces': [`${OK}Content-Length: 5\r\n\r`, '\nhello'],
  'head and body apart': [`${OK}Content-Length: 5\r\n\r\n`, 'hel', 'lo'],
  'the body cut short': [`${OK}Content-Length: 50\r\n\r\nhello`],
  'more than announced': [`${OK}Content-Length: 2\r\n\r\nhello`],
  'a second answer behind it': [`${OK}Content-Length: 2\r\n\r\nok${OK}Content-Length: 2\r\n\r\nok`],
  chunks: [`${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`],
  'chunks and a length': [
    `${OK}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  ],
  'no length': [`${OK}Server: x\r\n\r\nhello`],
  'two lengths, the same': [`${OK}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello`],
  'two lengths': [`${OK}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`],
  'a list of lengths': [`${OK}Content-Length: 5, 5\r\n\r\nhello`],
  'a length with a sign': [`${OK}Content-Length: +5\r\n\r\nhello`],
  'a length in another notation': [`${OK}Content-Length: 0x5\r\n\r\nhello`],
  'a length in words': [`${OK}Content-Length: five\r\n\r\nhello`],
  'an empty length': [`${OK}Content-Length:\r\n\r\nhello`],
  'a length beyond all numbers': [`${OK}Content-Length: 99999999999999999999\r\n\r\nhello`],
  'blanks around a value': [`${OK}Content-Length:   5 \t\r\nX-A:\t b  c \r\n\r\nhello`],
  'a blank before the colon': [`${OK}Content-Length : 5\r\n\r\nhello`],
  'a folded line': [`${OK}Content-Length: 5\r\nX-A: b\r\n c\r\n\r\nhello`],
  'a line without a colon': [`${OK}Content-Length: 5\r\nnonsense\r\n\r\nhello`],
  'a name that is none': [`${OK}Content-Length: 5\r\nX(A): b\r\n\r\nhello`],
  'a value outside ASCII': [`${OK}Content-Length: 5\r\nX-A: caf\xe9\r\n\r\nhello`],
  'a control character': [`${OK}Content-Length: 5\r\nX-A: a\x01b\r\n\r\nhello`],
  'bare line feeds': ['HTTP/1.1 200 OK\nContent-Length: 5\n\nhello'],
  'HTTP/1.0': ['HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello'],
  'an old protocol': ['ICY 200 OK\r\nContent-Length: 5\r\n\r\nhello'],
  'four digits': ['HTTP/1.1 2000 OK\r\nContent-Length: 5\r\n\r\nhello'],
  'interim answers': ['HTTP/1.1 100 Continue\r\n\r\n', `${OK}Content-Length: 5\r\n\r\nhello`],
  'early hints in the same piece': [
    `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}Content-Length: 5\r\n\r\nhello`,
  ],
  'no content': ['HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello'],
  'not modified': ['HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'],
  'another protocol': ['HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
  'an offer of another protocol': [
    `${OK}Upgrade: h2c\r\nConnection: upgrade\r\nContent-Length: 5\r\n\r\nhello`,
  ],
  'a coded body': [`${OK}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello`],
  'it will close': [`${OK}Connection: close\r\nContent-Length: 5\r\n\r\nhello`],
  'the same header twice': [`${OK}X-A: 1\r\nX-A: 2\r\nContent-Length: 5\r\n\r\nhello`],
  'an empty header': [`${OK}X-A:\r\nContent-Length: 5\r\n\r\nhello`],
  'a line before the answer': [`\r\n${OK}Content-Length: 5\r\n\r\nhello`],
  'not HTTP': ['SSH-2.0-OpenSSH_9.6\r\n'],
  nothing: [],
};

/** A request with this header is none of the plain kind. */
const BY_UNDICI = { 'Keep-Alive': 'timeout=5' };

async function ask(answer: Answer, headers: Record<string, string>): Promise<TransferResult> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', async () => {
      for (const [index, piece] of answer.entries()) {
        if (index > 0) await pause(20);
        socket.write(piece, 'latin1');
      }
      socket.end();
    });
  });
  const target = await listen(server);
  onTestFinished(() => target[Symbol.asyncDispose]());
  return runTask({ url: target.url('/file'), request: { headers }, timeouts: { totalMs: 5000 } });
}

/** All that does not differ from one transfer to the next. */
function essence({ outcome, code, phase, bytes, httpStatus, httpVersion, evidence }: TransferResult) {
  // The two requests are not of the same length.
  const said = evidence.map((one) => ({ ...one, detail: one.detail?.replace(/, \d+ bytes out/, '') }));
  return { outcome, code, phase, bytes, httpStatus, httpVersion, said };
}

test.each(Object.entries(ANSWERS))('%s', async (_name, answer) => {
  const [plain, byUndici] = await Promise.all([ask(answer, {}), ask(answer, BY_UNDICI)]);
  expect(essence(plain)).toEqual(essence(byUndici));
});
