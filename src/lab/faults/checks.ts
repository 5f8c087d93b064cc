/** Cases where the response is complete and not what the task wants. */
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { content } from '../content.ts';
import { answer, answerWith, chunk, head, lastChunk } from './answers.ts';
import { download, type Fault } from './fault.ts';

const packed = gzipSync(content(5000));
/** The last bytes of gzip are its sum and its length. */
const wrongSum = Buffer.from(packed).fill(0, packed.length - 8, packed.length - 4);

/** A body that names the coding and lacks its last bytes. */
function cutBody(coding: string, body: Buffer): Fault {
  return {
    id: `${coding}-cut`,
    code: 628,
    title: { en: `A ${coding} body that lacks its end`, zh: `${coding} 数据不完整` },
    ...download(answerWith(body.subarray(0, -4), { 'Content-Encoding': coding })),
  };
}

/** A body that names the coding and is none, or more than that. */
function brokenBody(id: string, coding: string, body: string | Uint8Array, title: Fault['title']): Fault {
  return { id, code: 654, title, ...download(answerWith(body, { 'Content-Encoding': coding })) };
}
const sizeWanted = { verify: { declaredSize: true } } as const;

export const checkFaults: readonly Fault[] = [
  {
    // The HTTP library refuses to write this header: an exception of ours, and no fact of the network.
    id: 'header-we-cannot-send',
    code: 663,
    phase: 'request',
    title: { en: 'A request header that catprobe cannot send', zh: 'catprobe 无法发送的请求头' },
    ...download(answer(1000), { request: { headers: { Upgrade: 'websocket' } } }),
  },
  {
    id: 'header-text-missing',
    code: 627,
    phase: 'verify',
    title: { en: 'The header lacks the wanted text', zh: '响应头不包含指定字符串' },
    ...download(answer(1000, { 'X-Probe': 'abc123' }), { verify: { headerContains: 'X-Probe: other' } }),
  },
  {
    id: 'md5-differs',
    code: 632,
    phase: 'verify',
    title: { en: 'The MD5 is another one', zh: 'MD5 校验不一致' },
    ...download(answer(1000), { verify: { md5: '0'.repeat(32) } }),
  },
  {
    id: 'sha256-differs',
    code: 632,
    phase: 'verify',
    title: { en: 'The SHA-256 is another one', zh: 'SHA-256 校验不一致' },
    ...download(answer(1000), { verify: { sha256: '0'.repeat(64) } }),
  },
  {
    id: 'size-unknown-chunked',
    code: 723,
    phase: 'verify',
    title: { en: 'Size wanted, and the body is chunked', zh: '要求响应头给出大小，但正文为分块传输' },
    ...download([head(200, { 'Transfer-Encoding': 'chunked' }), ...chunk(1000), lastChunk], sizeWanted),
  },
  {
    id: 'size-unknown-until-close',
    code: 723,
    phase: 'verify',
    title: {
      en: 'Size wanted, and the body ends with the connection',
      zh: '要求响应头给出大小，但正文以关闭连接结束',
    },
    ...download([head(200, { Connection: 'close' }), { content: 1000 }, { close: 'clean' }], sizeWanted),
  },
  {
    id: 'gzip-cut',
    code: 628,
    title: { en: 'A gzip body that lacks its end', zh: 'gzip 数据不完整' },
    ...download(answerWith(packed.subarray(0, packed.length - 20), { 'Content-Encoding': 'gzip' })),
  },
  cutBody('deflate', deflateSync(content(5000))),
  cutBody('br', brotliCompressSync(content(5000))),
  cutBody('zstd', zstdCompressSync(content(5000))),
  {
    id: 'gzip-cut-in-br',
    code: 628,
    title: { en: 'A cut gzip body inside a whole br one', zh: 'br 完整，但其中的 gzip 数据不完整' },
    ...download(answerWith(brotliCompressSync(packed.subarray(0, -20)), { 'Content-Encoding': 'gzip, br' })),
  },
  {
    id: 'gzip-broken',
    code: 654,
    title: { en: 'Said to be gzip, and is not', zh: '声明为 gzip，实际不是' },
    ...download(answerWith('this is not gzip', { 'Content-Encoding': 'gzip' })),
  },
  brokenBody('gzip-wrong-sum', 'gzip', wrongSum, {
    en: 'A gzip body whose own sum is wrong',
    zh: 'gzip 自带的校验值不符',
  }),
  brokenBody('gzip-and-more', 'gzip', Buffer.concat([packed, Buffer.from('more')]), {
    en: 'Bytes behind the end of a gzip body',
    zh: 'gzip 数据结束后还有多余字节',
  }),
  brokenBody('br-and-more', 'br', Buffer.concat([brotliCompressSync(content(5000)), Buffer.from('more')]), {
    en: 'Bytes behind the end of a br body',
    zh: 'br 数据结束后还有多余字节',
  }),
  brokenBody('deflate-broken', 'deflate', 'this is no deflate', {
    en: 'Said to be deflate, and is not',
    zh: '声明为 deflate，实际不是',
  }),
  brokenBody('br-broken', 'br', 'this is no br', {
    en: 'Said to be br, and is not',
    zh: '声明为 br，实际不是',
  }),
  brokenBody('zstd-broken', 'zstd', 'this is no zstd', {
    en: 'Said to be zstd, and is not',
    zh: '声明为 zstd，实际不是',
  }),
  brokenBody('coding-one-unknown', 'foo, gzip', packed, {
    en: 'A known content coding around one that nobody knows',
    zh: '已知的内容编码之内还有未知编码',
  }),
  {
    id: 'status-404-odd-coding',
    code: 404,
    title: { en: 'A 404 whose body is not what its coding says', zh: '404 的正文与声明的编码不符' },
    ...download(answerWith('not here\n', { 'Content-Encoding': 'gzip' }, 404)),
  },
  {
    id: 'coding-unknown',
    code: 654,
    title: { en: 'A content coding that nobody knows', zh: '未知的内容编码' },
    ...download(answerWith('hello', { 'Content-Encoding': 'foo' })),
  },
  {
    id: 'transfer-coding-unknown',
    code: 654,
    title: { en: 'A transfer coding that nobody knows', zh: '未知的传输编码' },
    ...download([{ send: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: foo\r\n\r\nhi' }, { close: 'clean' }]),
  },
];
