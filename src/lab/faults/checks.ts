/** Cases where the response is complete and not what the task wants. */
import { gzipSync } from 'node:zlib';
import { content } from '../content.ts';
import { answer, answerWith, chunk, head, lastChunk } from './answers.ts';
import { download, type Fault } from './fault.ts';

const packed = gzipSync(content(5000));
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
  {
    id: 'gzip-broken',
    code: 654,
    title: { en: 'Said to be gzip, and is not', zh: '声明为 gzip，实际不是' },
    ...download(answerWith('this is not gzip', { 'Content-Encoding': 'gzip' })),
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
