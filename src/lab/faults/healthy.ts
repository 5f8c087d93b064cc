/** Transfers that must succeed, so that a failure of the lab itself does not pass for a proof. */
import { gzipSync } from 'node:zlib';
import { content, contentSum } from '../content.ts';
import { answer, answerWith, chunk, head, lastChunk, redirectTo } from './answers.ts';
import { download, type Fault, secureDownload, secureWeb, trusted, web } from './fault.ts';

const MEGABYTE = 1024 * 1024;
const REDIRECT_LIMIT = 10;

export const healthyCases: readonly Fault[] = [
  {
    id: 'ok-http',
    code: 0,
    title: { en: 'HTTP download, 1 MB, MD5 checked', zh: 'HTTP 下载 1 MB，校验 MD5' },
    ...download(answer(MEGABYTE), { verify: { md5: contentSum('md5', MEGABYTE) } }),
  },
  {
    id: 'ok-empty',
    code: 0,
    title: { en: 'HTTP download of an empty file', zh: 'HTTP 下载空文件' },
    ...download(answer(0)),
  },
  {
    id: 'ok-chunked',
    code: 0,
    title: { en: 'Chunked body, SHA-256 checked', zh: '分块传输，校验 SHA-256' },
    ...download([head(200, { 'Transfer-Encoding': 'chunked' }), ...chunk(5000), lastChunk], {
      verify: { sha256: contentSum('sha256', 5000) },
    }),
  },
  {
    id: 'ok-until-close',
    code: 0,
    title: { en: 'Body without length that ends with the connection', zh: '无长度信息，以关闭连接结束' },
    ...download([head(200, { Connection: 'close' }), { content: 5000 }, { close: 'clean' }]),
  },
  {
    id: 'ok-gzip',
    code: 0,
    title: { en: 'gzip body, MD5 of the decoded content', zh: 'gzip 压缩正文，校验解码后的 MD5' },
    ...download(answerWith(gzipSync(content(5000)), { 'Content-Encoding': 'gzip' }), {
      verify: { md5: contentSum('md5', 5000) },
    }),
  },
  {
    id: 'ok-coded-empty',
    code: 0,
    title: { en: 'Content-Encoding and an empty body', zh: '声明了内容编码，但正文为空' },
    ...download(answer(0, { 'Content-Encoding': 'gzip' })),
  },
  {
    id: 'ok-early-hints',
    code: 0,
    title: { en: '103 Early Hints before the answer', zh: '正式响应前先返回 103 Early Hints' },
    ...download([{ send: 'HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n' }, ...answer(1000)]),
  },
  {
    id: 'ok-header-text',
    code: 0,
    title: { en: 'The header has the wanted text', zh: '响应头包含指定字符串' },
    ...download(answer(1000, { 'X-Probe': 'abc123' }), { verify: { headerContains: 'abc123' } }),
  },
  {
    id: 'ok-ten-redirects',
    code: 0,
    title: { en: 'Exactly 10 redirects', zh: '恰好 10 次重定向' },
    servers: { ...redirectChain(REDIRECT_LIMIT), end: web(answer(1000)) },
    task: { url: '{hop1}' },
  },
  {
    id: 'ok-http-to-https',
    code: 0,
    title: { en: 'Redirect from http to https', zh: '从 http 重定向到 https' },
    servers: { web: web(redirectTo('{secure}', 301)), secure: secureWeb(answer(1000)) },
    task: { url: '{web}', ...trusted },
  },
  {
    id: 'ok-alias',
    code: 0,
    title: { en: 'Name with an alias (CNAME)', zh: '通过别名（CNAME）访问' },
    servers: { web: web(answer(1000), 'alias.lab.test') },
    task: { url: '{web}' },
  },
  {
    id: 'ok-alias-chain',
    code: 0,
    title: { en: 'Name with an alias of an alias', zh: '通过多级别名（CNAME）访问' },
    servers: { web: web(answer(1000), 'alias-of-alias.lab.test') },
    task: { url: '{web}' },
  },
  {
    id: 'ok-dns-many',
    code: 0,
    title: { en: 'Name with 100 addresses', zh: '域名有 100 个地址' },
    servers: { web: web(answer(1000), 'many.lab.test') },
    task: { url: '{web}' },
  },
  {
    id: 'ok-dns-truncated',
    code: 0,
    title: {
      en: 'DNS answer too long for UDP, asked again over TCP',
      zh: 'DNS 应答被截断，改用 TCP 重新查询',
    },
    servers: { web: web(answer(1000), 'truncated.lab.test') },
    task: { url: '{web}' },
  },
  {
    id: 'ok-dns-second-server',
    code: 0,
    title: {
      en: 'The first name server is dead, the second answers',
      zh: '第一台域名服务器失效，由第二台应答',
    },
    servers: { web: web(answer(1000), 'good.lab.test'), nobody: { kind: 'refused' } },
    task: { url: '{web}', dns: { servers: ['{nobody.authority}', '{dns}'] } },
  },
  {
    id: 'ok-dns-late',
    code: 0,
    title: { en: 'A late DNS answer inside the limit', zh: 'DNS 应答较慢，但未超过时限' },
    servers: { web: web(answer(1000), 'slightly-late.lab.test') },
    task: { url: '{web}', dns: { limitMs: 5000 } },
  },
  {
    id: 'ok-https',
    code: 0,
    title: { en: 'HTTPS download, 1 MB, MD5 checked', zh: 'HTTPS 下载 1 MB，校验 MD5' },
    ...secureDownload(answer(MEGABYTE), { verify: { md5: contentSum('md5', MEGABYTE) } }),
  },
  {
    id: 'ok-https-tls12',
    code: 0,
    title: { en: 'HTTPS download with TLS 1.2', zh: '使用 TLS 1.2 的 HTTPS 下载' },
    ...secureDownload(answer(1000), {}, { leaf: 'good', maxVersion: 'TLSv1.2' }),
  },
  {
    id: 'ok-https-ip',
    code: 0,
    title: { en: 'HTTPS by IP address that the certificate names', zh: '通过证书中列出的 IP 地址访问 HTTPS' },
    servers: { web: { ...secureWeb(answer(1000)), host: '127.0.0.1' } },
    task: { url: '{web}', ...trusted },
  },
  {
    id: 'ok-https-until-close',
    code: 0,
    title: {
      en: 'HTTPS body without length, ended by close_notify',
      zh: 'HTTPS 无长度正文，以 close_notify 结束',
    },
    ...secureDownload([head(200, { Connection: 'close' }), { content: 5000 }, { close: 'clean' }]),
  },
];

/** `hop1` to `hopN`, each leading to the next, the last one to `{end}`. */
export function redirectChain(length: number): NonNullable<Fault['servers']> {
  const hops = Array.from({ length }, (_, index) => {
    const next = index + 1 < length ? `{hop${index + 2}}` : '{end}';
    return [`hop${index + 1}`, web(redirectTo(next))] as const;
  });
  return Object.fromEntries(hops);
}
