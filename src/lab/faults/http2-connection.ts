/** Cases of HTTP/2 over a connection that fails, and of frames that are against the protocol. */
import type { Script } from '../script.ts';
import { aMoment } from './answers.ts';
import type { Fault } from './fault.ts';
import { data, headers } from './frames.ts';
import { begunBody2, begunUnmeasured2, download2, plainDownload2 } from './http2.ts';

const fin = { close: 'fin' } as const;
const rst = { close: 'rst' } as const;
const shortTotal = { timeouts: { totalMs: 800 } };

/** The connection below it fails, as it can with HTTP/1.1. */
export const http2ConnectionFaults: readonly Fault[] = [
  {
    id: 'http2-end-no-answer',
    code: 608,
    phase: 'response',
    title: { en: 'HTTP/2: the server closes without an answer', zh: 'HTTP/2 服务器未响应即关闭' },
    ...download2([{ close: 'clean' }]),
  },
  {
    id: 'http2-end-in-body',
    code: 629,
    phase: 'transfer',
    title: { en: 'HTTP/2: the connection ends inside the body', zh: 'HTTP/2 正文中途连接关闭' },
    ...download2([...begunBody2, { close: 'clean' }]),
  },
  {
    id: 'http2-end-in-unmeasured',
    code: 608,
    phase: 'transfer',
    title: {
      en: 'HTTP/2: the connection ends in a body without length',
      zh: 'HTTP/2 无长度正文中途连接关闭',
    },
    ...download2([...begunUnmeasured2, { close: 'clean' }]),
  },
  {
    id: 'http2-cut-in-unmeasured',
    code: 644,
    phase: 'transfer',
    title: { en: 'HTTP/2: a body without length, TLS cut off', zh: 'HTTP/2 无长度正文，TLS 未正常关闭' },
    ...download2([...begunUnmeasured2, fin]),
  },
  {
    id: 'http2-plain-end-in-unmeasured',
    code: 608,
    phase: 'transfer',
    title: {
      en: 'HTTP/2 without TLS: the connection ends inside the body',
      zh: '明文 HTTP/2 正文中途连接关闭',
    },
    ...plainDownload2([...begunUnmeasured2, fin]),
  },
  {
    id: 'http2-connection-reset',
    code: 609,
    phase: 'response',
    title: { en: 'HTTP/2: the connection is reset instead of an answer', zh: 'HTTP/2 请求发出后连接被重置' },
    ...download2([rst]),
  },
  {
    id: 'http2-connection-reset-in-body',
    code: 609,
    phase: 'transfer',
    title: {
      en: 'HTTP/2: the connection is reset in the middle of the body',
      zh: 'HTTP/2 正文中途连接被重置',
    },
    ...download2([...begunBody2, aMoment, rst]),
  },
  {
    id: 'http2-connection-reset-behind-data',
    code: 609,
    phase: 'transfer',
    title: { en: 'HTTP/2: data and reset at once', zh: 'HTTP/2 数据与重置同时到达' },
    ...plainDownload2([...begunUnmeasured2, rst]),
  },
  {
    id: 'http2-answer-never',
    code: 613,
    phase: 'response',
    title: { en: 'HTTP/2: settings are exchanged, and no answer comes', zh: 'HTTP/2 交换设置后始终不响应' },
    ...download2([{ stall: 'reading' }], { timeouts: { responseMs: 300 } }),
  },
  {
    id: 'http2-stall-in-body',
    code: 630,
    phase: 'transfer',
    title: { en: 'HTTP/2: silence in the middle of the body', zh: 'HTTP/2 正文传输中途停滞' },
    ...download2([...begunBody2, { stall: 'reading' }], shortTotal),
  },
];

/** Frames that are against the protocol. The connection stays open: our side must object by itself. */
const wrong: readonly { id: string; title: Fault['title']; script: Script }[] = [
  {
    id: 'garbage',
    title: { en: 'HTTP/2: bytes that are no frame', zh: 'HTTP/2 返回的不是合法的帧' },
    script: [{ send: new Uint8Array(64).fill(0xff) }],
  },
  {
    id: 'garbage-in-body',
    title: { en: 'HTTP/2: bytes that are no frame, inside the body', zh: 'HTTP/2 正文中出现非法的帧' },
    script: [...begunBody2, { send: new Uint8Array(64).fill(0xff) }],
  },
  {
    id: 'no-status',
    title: { en: 'HTTP/2: a header without a status', zh: 'HTTP/2 响应头缺少状态码' },
    script: [headers({ server: 'lab' })],
  },
  {
    id: 'bad-name',
    title: { en: 'HTTP/2: a header name in capitals', zh: 'HTTP/2 响应头名称含大写字母' },
    script: [headers({ ':status': 200, 'X-Capital': 1 })],
  },
  {
    id: 'huge-header',
    title: { en: 'HTTP/2: a header of 100 KB', zh: 'HTTP/2 响应头长达 100 KB' },
    script: [headers({ ':status': 200, 'x-big': 'y'.repeat(100 * 1024) })],
  },
  {
    id: 'flood-of-header',
    title: { en: 'HTTP/2: a header of 400 KB', zh: 'HTTP/2 响应头长达 400 KB' },
    script: [headers({ ':status': 200, 'x-big': 'y'.repeat(400 * 1024) })],
  },
  {
    id: 'beyond-length',
    title: { en: 'HTTP/2: more bytes than the content-length', zh: 'HTTP/2 实际字节多于 content-length' },
    script: [headers({ ':status': 200, 'content-length': 10 }), data(5000, true)],
  },
];

export const http2InvalidFaults: readonly Fault[] = wrong.map(({ id, title, script }) => ({
  id: `http2-invalid-${id}`,
  code: 628,
  title,
  ...download2([...script, { stall: 'reading' }]),
}));
