/** Cases of HTTP/2 itself: not agreed, refused, reset, given up. */
import { gzipSync } from 'node:zlib';
import type { TaskInput } from '../../shared/task.ts';
import { content, contentSum } from '../content.ts';
import type { Script, TlsSpec } from '../script.ts';
import { aMoment, answer } from './answers.ts';
import { type Fault, secureDownload, trusted } from './fault.ts';
import { answer2, data, goaway, greeting, headers, REASON, resetStream } from './frames.ts';

type Setup = Pick<Fault, 'servers' | 'task'>;
type TaskOptions = Omit<TaskInput, 'url' | 'request'>;

const request = { httpVersion: '2' } as const;

/** Over TLS, with h2 agreed; the script begins when the request is here and the server's settings are out. */
export function download2(script: Script, options: TaskOptions = {}, tls: Partial<TlsSpec> = {}): Setup {
  const secure: TlsSpec = { leaf: 'good', alpn: ['h2'], ...tls };
  const steps: Script = [{ secure }, { wait: 'head2' }, greeting, ...script];
  return {
    servers: { port: { kind: 'tcp', scheme: 'https', script: steps } },
    task: { url: '{port}/file', ...trusted, request, ...options },
  };
}

/** Without TLS, by prior knowledge. */
export function plainDownload2(script: Script, options: TaskOptions = {}): Setup {
  return {
    servers: { port: { kind: 'tcp', script: [{ wait: 'head2' }, greeting, ...script] } },
    task: { url: '{port}/file', request, ...options },
  };
}

const MEGABYTE = 1024 * 1024;
export const begunBody2 = [headers({ ':status': 200, 'content-length': 100_000 }), data(5000)] as const;
export const begunUnmeasured2 = [headers({ ':status': 200 }), data(5000)] as const;
const packed = gzipSync(content(5000));

export const healthyCases2: readonly Fault[] = [
  {
    id: 'ok-http2',
    code: 0,
    title: { en: 'HTTP/2 download, 1 MB, MD5 checked', zh: 'HTTP/2 下载 1 MB，校验 MD5' },
    ...download2(answer2(MEGABYTE), { verify: { md5: contentSum('md5', MEGABYTE) } }),
  },
  {
    id: 'ok-http2-plain',
    code: 0,
    title: { en: 'HTTP/2 without TLS, by prior knowledge', zh: '不经 TLS 的 HTTP/2（预先约定）' },
    ...plainDownload2(answer2(5000), { verify: { md5: contentSum('md5', 5000) } }),
  },
  {
    id: 'ok-http2-unmeasured',
    code: 0,
    title: { en: 'HTTP/2 body without length', zh: 'HTTP/2 无长度信息的正文' },
    ...download2([headers({ ':status': 200 }), data(5000, true)], {
      verify: { sha256: contentSum('sha256', 5000) },
    }),
  },
  {
    id: 'ok-http2-early-hints',
    code: 0,
    title: { en: 'HTTP/2: 103 Early Hints before the answer', zh: 'HTTP/2 正式响应前先返回 103' },
    ...download2([headers({ ':status': 103, link: '</style.css>' }), ...answer2(1000)]),
  },
  {
    id: 'ok-http2-goaway',
    code: 0,
    title: {
      en: 'HTTP/2: GOAWAY in the body, which then comes to its end',
      zh: 'HTTP/2 正文中途收到 GOAWAY，但正文完整',
    },
    ...download2([...begunBody2, goaway(REASON.NO_ERROR, true), aMoment, data(95_000, true)]),
  },
];

/** What the server says ends it: HTTP/2 has words for what HTTP/1.1 can only do by closing. */
export const http2Faults: readonly Fault[] = [
  {
    id: 'http2-not-agreed',
    code: 634,
    phase: 'secure',
    title: { en: 'HTTP/2 wanted, and the server knows no ALPN', zh: '要求 HTTP/2，但服务器不支持 ALPN' },
    ...secureDownload(answer(1000), { request }),
  },
  {
    id: 'http2-refused-by-alert',
    code: 634,
    phase: 'secure',
    title: {
      en: 'HTTP/2 wanted, and the server only agrees to HTTP/1.1',
      zh: '要求 HTTP/2，但服务器只同意 HTTP/1.1',
    },
    ...secureDownload(answer(1000), { request }, { leaf: 'good', alpn: ['http/1.1'] }),
  },
  {
    id: 'http2-version-required',
    code: 634,
    phase: 'response',
    title: {
      en: 'HTTP/2 agreed, then the server asks for HTTP/1.1 (HTTP_1_1_REQUIRED)',
      zh: '协商 HTTP/2 后服务器要求 HTTP/1.1',
    },
    ...download2([resetStream(REASON.HTTP_1_1_REQUIRED), { stall: 'reading' }]),
  },
  {
    id: 'http2-security-inadequate',
    code: 634,
    phase: 'response',
    title: {
      en: 'The server finds the TLS of an HTTP/2 connection too weak (INADEQUATE_SECURITY)',
      zh: '服务器认为 HTTP/2 的 TLS 安全性不足',
    },
    ...download2([goaway(REASON.INADEQUATE_SECURITY, true), { close: 'clean' }]),
  },
  {
    id: 'http2-answered-in-http1',
    code: 628,
    phase: 'response',
    title: { en: 'HTTP/2 agreed, and the answer is HTTP/1.1', zh: '协商了 HTTP/2，却以 HTTP/1.1 响应' },
    servers: {
      port: {
        kind: 'tcp',
        scheme: 'https',
        script: [
          { secure: { leaf: 'good', alpn: ['h2'] } },
          { wait: 'head' },
          ...answer(1000),
          { stall: 'reading' },
        ],
      },
    },
    task: { url: '{port}/file', ...trusted, request },
  },
  {
    id: 'http2-plain-answered-in-http1',
    code: 628,
    phase: 'response',
    title: {
      en: 'An HTTP/1.1 server is asked in HTTP/2, without TLS',
      zh: '以明文 HTTP/2 访问 HTTP/1.1 服务器',
    },
    servers: {
      port: {
        kind: 'tcp',
        script: [{ wait: 'head' }, ...answer(0, { Connection: 'close' }, 400), { close: 'clean' }],
      },
    },
    task: { url: '{port}/file', request },
  },
  {
    id: 'http2-request-refused',
    code: 637,
    phase: 'response',
    title: {
      en: 'HTTP/2: the request is refused unread (REFUSED_STREAM)',
      zh: 'HTTP/2 请求未处理即被拒绝（REFUSED_STREAM）',
    },
    ...download2([resetStream(REASON.REFUSED_STREAM), { stall: 'reading' }]),
  },
  {
    id: 'http2-goaway-before',
    code: 637,
    phase: 'response',
    title: { en: 'HTTP/2: GOAWAY, the request was not processed', zh: 'HTTP/2 收到 GOAWAY，请求未被处理' },
    ...download2([goaway(REASON.NO_ERROR, false), { close: 'clean' }]),
  },
  {
    id: 'http2-goaway-no-answer',
    code: 608,
    phase: 'response',
    title: {
      en: 'HTTP/2: GOAWAY without a reason, then the end',
      zh: 'HTTP/2 收到无原因的 GOAWAY，随后关闭',
    },
    ...download2([goaway(REASON.NO_ERROR, true), { close: 'clean' }]),
  },
  {
    id: 'http2-goaway-calm',
    code: 609,
    phase: 'response',
    title: {
      en: 'HTTP/2: GOAWAY for too many requests (ENHANCE_YOUR_CALM)',
      zh: 'HTTP/2 因请求过多收到 GOAWAY（ENHANCE_YOUR_CALM）',
    },
    ...download2([goaway(REASON.ENHANCE_YOUR_CALM, true), { close: 'clean' }]),
  },
  {
    id: 'http2-goaway-in-body',
    code: 609,
    phase: 'transfer',
    title: {
      en: 'HTTP/2: GOAWAY with an error in the middle of the body',
      zh: 'HTTP/2 正文中途收到带错误的 GOAWAY',
    },
    ...download2([...begunBody2, aMoment, goaway(REASON.INTERNAL_ERROR, true), { close: 'clean' }]),
  },
  {
    id: 'http2-reset-no-answer',
    code: 609,
    phase: 'response',
    title: { en: 'HTTP/2: the stream is reset instead of an answer', zh: 'HTTP/2 请求发出后流被重置' },
    ...download2([resetStream(REASON.INTERNAL_ERROR), { stall: 'reading' }]),
  },
  {
    id: 'http2-reset-in-body',
    code: 609,
    phase: 'transfer',
    title: { en: 'HTTP/2: the stream is reset in the middle of the body', zh: 'HTTP/2 正文中途流被重置' },
    ...download2([...begunBody2, aMoment, resetStream(REASON.INTERNAL_ERROR), { stall: 'reading' }]),
  },
  {
    id: 'http2-reset-in-unmeasured',
    code: 609,
    phase: 'transfer',
    title: {
      en: 'HTTP/2: the stream is canceled in a body without length',
      zh: 'HTTP/2 无长度正文中途流被取消',
    },
    ...download2([...begunUnmeasured2, aMoment, resetStream(REASON.CANCEL), { stall: 'reading' }]),
  },
  {
    id: 'http2-ended-no-answer',
    code: 608,
    phase: 'response',
    title: {
      en: 'HTTP/2: the stream is ended without an answer or a reason',
      zh: 'HTTP/2 流未响应即无故结束',
    },
    ...download2([resetStream(REASON.NO_ERROR), { stall: 'reading' }]),
  },
  {
    id: 'http2-ended-in-unmeasured',
    code: 608,
    phase: 'transfer',
    title: {
      en: 'HTTP/2: a body without length is broken off without a reason',
      zh: 'HTTP/2 无长度正文无故中断',
    },
    ...download2([...begunUnmeasured2, aMoment, resetStream(REASON.NO_ERROR), { stall: 'reading' }]),
  },
  {
    id: 'http2-short-of-length',
    code: 629,
    phase: 'transfer',
    title: { en: 'HTTP/2: fewer bytes than the content-length', zh: 'HTTP/2 实际字节少于 content-length' },
    ...download2([
      headers({ ':status': 200, 'content-length': 100_000 }),
      data(5000, true),
      { stall: 'reading' },
    ]),
  },
  {
    id: 'http2-status-404',
    code: 404,
    title: { en: 'HTTP/2: the file is not there (404)', zh: 'HTTP/2 文件不存在（404）' },
    ...download2(answer2(9, {}, 404)),
  },
  {
    id: 'http2-gzip-cut',
    code: 628,
    phase: 'verify',
    title: { en: 'HTTP/2: a gzip body that lacks its end', zh: 'HTTP/2 gzip 数据不完整' },
    ...download2([
      headers({ ':status': 200, 'content-encoding': 'gzip' }),
      data(packed.subarray(0, -20), true),
    ]),
  },
];
