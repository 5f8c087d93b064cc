/** Downloads by several threads that must succeed, with as many threads as the server allows. */
import { contentSum } from '../content.ts';
import type { PartSpec, Script } from '../script.ts';
import { answer, redirectTo } from './answers.ts';
import { download, type Fault, secureDownload, secureWeb, web } from './fault.ts';
import { ELSEWHERE, proxy, relay, through } from './proxied.ts';

export const MEGABYTE = 1024 * 1024;
export const threads = { threads: 4 } as const;
const checked = { threads: 4, verify: { md5: contentSum('md5', MEGABYTE) } } as const;

/** A server that has a file in parts, as they should be or not. */
export const part = (spec: Partial<PartSpec> = {}): Script => [{ part: { of: MEGABYTE, ...spec } }];

export const threadCases: readonly Fault[] = [
  {
    id: 'ok-threads',
    code: 0,
    title: { en: '4 threads, MD5 of the whole checked', zh: '4 线程下载，校验整个文件的 MD5' },
    ...download(part({ etag: '"1"' }), checked),
  },
  {
    id: 'ok-threads-https',
    code: 0,
    title: {
      en: '16 threads over HTTPS, SHA-256 of the whole checked',
      zh: 'HTTPS 16 线程下载，校验整个文件的 SHA-256',
    },
    ...secureDownload(part(), { threads: 16, verify: { sha256: contentSum('sha256', MEGABYTE) } }),
  },
  {
    id: 'ok-threads-redirect',
    code: 0,
    title: { en: '4 threads on the target of a redirect', zh: '先跟随重定向，再对目标地址 4 线程下载' },
    servers: { web: web(redirectTo('{end}')), end: web(part()) },
    task: { url: '{web}', ...checked },
  },
  {
    id: 'ok-threads-some',
    code: 0,
    title: { en: '4 threads for the first 500 KB, MD5 checked', zh: '4 线程只下载前 500 KB，校验 MD5' },
    ...download(part(), { threads: 4, transferKB: 500, verify: { md5: contentSum('md5', 500 * 1024) } }),
  },
  {
    id: 'ok-threads-one-each',
    code: 0,
    title: {
      en: '4 threads, and the server ends each connection',
      zh: '4 线程下载，服务器每次响应后关闭连接',
    },
    ...download([...part({ headers: { Connection: 'close' } }), { close: 'clean' }], checked),
  },
  {
    id: 'ok-threads-closed-between',
    code: 0,
    title: {
      en: '4 threads, and the server closes after each answer without saying so',
      zh: '4 线程下载，服务器每次响应后不声明即关闭连接',
    },
    ...download([...part(), { close: 'clean' }], checked),
  },
  {
    id: 'ok-threads-chunked',
    code: 0,
    title: { en: '4 threads, and the parts come in chunks', zh: '4 线程下载，各分段以分块方式传输' },
    ...download(part({ chunked: true }), checked),
  },
  {
    id: 'ok-threads-proxy',
    code: 0,
    title: { en: '4 threads through an HTTP proxy', zh: '通过 HTTP 代理 4 线程下载' },
    ...through(proxy('http', relay('http')), web(part(), ELSEWHERE), checked),
  },
  {
    id: 'ok-threads-socks',
    code: 0,
    title: { en: '4 threads over HTTPS through a SOCKS 5 proxy', zh: '通过 SOCKS 5 代理 HTTPS 4 线程下载' },
    ...through(proxy('socks5', relay('socks5')), secureWeb(part()), checked),
  },
  {
    id: 'ok-threads-ignored',
    code: 0,
    title: { en: '4 threads wanted, and the server has no ranges', zh: '要求 4 线程，但服务器不支持分段' },
    ...download(answer(MEGABYTE), checked),
  },
  {
    id: 'ok-threads-coded',
    code: 0,
    title: { en: '4 threads wanted, and a range comes compressed', zh: '要求 4 线程，但分段内容经过压缩' },
    ...download(
      [{ request: 1, steps: part({ headers: { 'Content-Encoding': 'gzip' } }), others: answer(MEGABYTE) }],
      checked,
    ),
  },
  {
    id: 'ok-threads-empty',
    code: 0,
    title: { en: '4 threads wanted for an empty file (416)', zh: '要求 4 线程下载空文件（416）' },
    ...download(part({ of: 0 }), threads),
  },
];
