/** Cases of a response that ends too early: closed, reset, or short of what was promised. */
import {
  aMoment,
  answer,
  begunBody,
  begunBodyThenClose,
  begunChunks,
  begunChunksThenClose,
  begunUnmeasured,
  head,
  lastChunk,
} from './answers.ts';
import { download, type Fault, secureDownload } from './fault.ts';

const fin = { close: 'fin' } as const;
const rst = { close: 'rst' } as const;

export const endFaults: readonly Fault[] = [
  {
    id: 'end-no-answer',
    code: 608,
    phase: 'response',
    title: { en: 'The server closes without an answer', zh: '服务器未响应即关闭连接' },
    ...download([fin]),
  },
  {
    id: 'end-in-head',
    code: 608,
    title: { en: 'The server closes inside the response header', zh: '响应头未发完即关闭连接' },
    ...download([{ send: 'HTTP/1.1 200 OK\r\nContent-Le' }, fin]),
  },
  {
    id: 'end-in-chunks',
    code: 608,
    phase: 'transfer',
    title: { en: 'The server closes inside a chunked body', zh: '分块传输中途关闭连接' },
    ...download([...begunChunks, fin]),
  },
  {
    id: 'end-in-chunks-close',
    code: 608,
    phase: 'transfer',
    title: {
      en: 'The server closes inside a chunked body with "Connection: close"',
      zh: '“Connection: close”的分块传输中途关闭',
    },
    ...download([...begunChunksThenClose, aMoment, fin]),
  },
  {
    id: 'end-no-answer-https',
    code: 608,
    phase: 'response',
    title: { en: 'The server closes TLS without an answer', zh: 'TLS 建立后服务器未响应即关闭' },
    ...secureDownload([{ close: 'clean' }]),
  },
  {
    id: 'end-in-chunks-https',
    code: 608,
    phase: 'transfer',
    title: { en: 'The server closes TLS inside a chunked body', zh: 'HTTPS 分块传输中途关闭' },
    ...secureDownload([...begunChunks, { close: 'clean' }]),
  },
];

export const resetFaults: readonly Fault[] = [
  {
    id: 'reset-no-answer',
    code: 609,
    phase: 'response',
    title: { en: 'Reset instead of an answer', zh: '请求发出后连接被重置' },
    ...download([rst]),
  },
  {
    id: 'reset-in-head',
    code: 609,
    title: { en: 'Reset inside the response header', zh: '响应头未发完即被重置' },
    ...download([{ send: 'HTTP/1.1 200 OK\r\nContent-Le' }, rst]),
  },
  {
    id: 'reset-in-body',
    code: 609,
    phase: 'transfer',
    title: { en: 'Reset in the middle of the body', zh: '正文传输中途连接被重置' },
    ...download([...begunBody, aMoment, rst]),
  },
  {
    id: 'reset-in-body-close',
    code: 609,
    phase: 'transfer',
    title: { en: 'Reset in a body with "Connection: close"', zh: '“Connection: close”的正文中途被重置' },
    ...download([...begunBodyThenClose, aMoment, rst]),
  },
  {
    id: 'reset-in-unmeasured',
    code: 609,
    phase: 'transfer',
    title: { en: 'Reset in a body without length', zh: '无长度信息的正文中途被重置' },
    ...download([...begunUnmeasured, aMoment, rst]),
  },
  {
    id: 'reset-in-chunks',
    code: 609,
    phase: 'transfer',
    title: { en: 'Reset inside a chunked body', zh: '分块传输中途被重置' },
    ...download([...begunChunksThenClose, aMoment, rst]),
  },
  {
    id: 'reset-behind-data',
    code: 609,
    phase: 'transfer',
    title: { en: 'Data and reset at once', zh: '数据与重置同时到达' },
    ...download([...begunBody, rst]),
  },
  {
    id: 'reset-behind-unmeasured',
    code: 609,
    phase: 'transfer',
    title: { en: 'Data without length and reset at once', zh: '无长度数据与重置同时到达' },
    ...download([...begunUnmeasured, rst]),
  },
  {
    id: 'reset-behind-chunks',
    code: 609,
    phase: 'transfer',
    title: { en: 'Chunks and reset at once', zh: '分块数据与重置同时到达' },
    ...download([...begunChunks, rst]),
  },
  {
    id: 'reset-no-answer-https',
    code: 609,
    phase: 'response',
    title: { en: 'Reset instead of an answer, over TLS', zh: 'HTTPS 请求发出后连接被重置' },
    ...secureDownload([rst]),
  },
  {
    id: 'reset-in-body-https',
    code: 609,
    phase: 'transfer',
    title: { en: 'Reset in the middle of the body, over TLS', zh: 'HTTPS 正文中途被重置' },
    ...secureDownload([...begunBody, aMoment, rst]),
  },
  {
    id: 'reset-in-unmeasured-https',
    code: 609,
    phase: 'transfer',
    title: { en: 'Reset in a body without length, over TLS', zh: 'HTTPS 无长度正文中途被重置' },
    ...secureDownload([...begunUnmeasured, aMoment, rst]),
  },
  {
    id: 'reset-in-body-tls12',
    code: 609,
    phase: 'transfer',
    title: { en: 'Reset in the middle of the body, over TLS 1.2', zh: 'TLS 1.2 正文中途被重置' },
    ...secureDownload([...begunBody, aMoment, rst], {}, { leaf: 'good', maxVersion: 'TLSv1.2' }),
  },
  {
    id: 'reset-behind-data-https',
    code: 609,
    phase: 'transfer',
    title: { en: 'Data and reset at once, over TLS', zh: 'HTTPS 数据与重置同时到达' },
    ...secureDownload([...begunBody, rst]),
  },
  {
    id: 'reset-behind-unmeasured-https',
    code: 609,
    phase: 'transfer',
    title: { en: 'Data without length and reset at once, over TLS', zh: 'HTTPS 无长度数据与重置同时到达' },
    ...secureDownload([...begunUnmeasured, rst]),
  },
];

/** An end that TLS did not announce: whoever cuts the connection could have cut the content too. */
export const unannouncedFaults: readonly Fault[] = [
  {
    id: 'cut-unmeasured-https',
    code: 644,
    phase: 'transfer',
    title: { en: 'A body without length, TLS cut off', zh: '无长度正文，TLS 未正常关闭' },
    ...secureDownload([...begunUnmeasured, fin]),
  },
  {
    id: 'cut-unmeasured-tls12',
    code: 644,
    phase: 'transfer',
    title: { en: 'A body without length, TLS 1.2 cut off', zh: '无长度正文，TLS 1.2 未正常关闭' },
    ...secureDownload([...begunUnmeasured, fin], {}, { leaf: 'good', maxVersion: 'TLSv1.2' }),
  },
  {
    id: 'cut-in-chunks-https',
    code: 644,
    phase: 'transfer',
    title: { en: 'A chunked body, TLS cut off inside a chunk', zh: '分块传输，TLS 在分块中途断开' },
    ...secureDownload([...begunChunks, fin]),
  },
];

export const shortFaults: readonly Fault[] = [
  {
    id: 'short-of-length',
    code: 629,
    title: { en: 'Fewer bytes than the Content-Length', zh: '实际字节少于 Content-Length' },
    ...download([...begunBody, fin]),
  },
  {
    id: 'short-of-length-close',
    code: 629,
    title: {
      en: 'Fewer bytes than the Content-Length, with "Connection: close"',
      zh: '“Connection: close”且字节少于 Content-Length',
    },
    ...download([...begunBodyThenClose, aMoment, fin]),
  },
  {
    id: 'short-of-length-empty',
    code: 629,
    title: { en: 'A Content-Length and no body', zh: '声明了长度却没有正文' },
    ...download([head(200, { 'Content-Length': 100_000 }), fin]),
  },
  {
    id: 'short-of-length-https',
    code: 629,
    title: { en: 'Fewer bytes than the Content-Length, over TLS', zh: 'HTTPS 字节少于 Content-Length' },
    ...secureDownload([...begunBody, { close: 'clean' }]),
  },
  {
    id: 'short-of-length-cut-https',
    code: 629,
    title: {
      en: 'Fewer bytes than the Content-Length, TLS cut off',
      zh: 'HTTPS 字节少于 Content-Length 且 TLS 被截断',
    },
    ...secureDownload([...begunBody, fin]),
  },
  {
    id: 'short-of-wanted',
    code: 629,
    phase: 'verify',
    title: { en: 'Complete, but smaller than the task wants', zh: '下载完整，但小于任务要求' },
    ...download(answer(1000), { verify: { minBytes: 5000 } }),
  },
  {
    id: 'short-of-wanted-unmeasured',
    code: 629,
    phase: 'verify',
    title: { en: 'No length, and less than the task wants', zh: '无长度信息，且小于任务要求' },
    ...download([...begunUnmeasured, { close: 'clean' }], { verify: { minBytes: 9999 } }),
  },
  {
    id: 'short-of-transfer-size',
    code: 629,
    title: { en: 'Chunked, and less than the transfer size', zh: '分块传输，且小于设定的传输大小' },
    ...download([...begunChunks, lastChunk], { transferKB: 10 }),
  },
];
