/** Cases of the HTTP exchange: statuses, silence, and answers that are no HTTP. */
import { answerWith, begunBody, begunChunks, begunUnmeasured, head } from './answers.ts';
import { download, type Fault, secureDownload } from './fault.ts';

const shortAnswer = { timeouts: { responseMs: 300 } };
const shortTotal = { timeouts: { totalMs: 800 } };

export const statusFaults: readonly Fault[] = [
  {
    id: 'status-404',
    code: 404,
    title: { en: 'The file is not there (404)', zh: '文件不存在（404）' },
    ...download(answerWith('not here\n', {}, 404)),
  },
  {
    id: 'status-500',
    code: 500,
    title: { en: 'The server fails (500), without a body', zh: '服务器内部错误（500），无正文' },
    ...download(answerWith('', {}, 500)),
  },
  {
    id: 'status-503',
    code: 503,
    title: { en: 'The server is overloaded (503)', zh: '服务器过载（503）' },
    ...download(answerWith('later\n', { 'Retry-After': 60 }, 503)),
  },
  {
    id: 'status-404-https',
    code: 404,
    title: { en: 'The file is not there (404), over TLS', zh: '文件不存在（404，HTTPS）' },
    ...secureDownload(answerWith('not here\n', {}, 404)),
  },
];

export const timeFaults: readonly Fault[] = [
  {
    id: 'answer-never',
    code: 613,
    phase: 'response',
    title: { en: 'Reads the request and never answers', zh: '收到请求后始终不响应' },
    ...download([{ stall: 'reading' }], shortAnswer),
  },
  {
    id: 'answer-never-https',
    code: 613,
    phase: 'response',
    title: { en: 'Reads the request and never answers, over TLS', zh: 'HTTPS 收到请求后始终不响应' },
    ...secureDownload([{ stall: 'reading' }], shortAnswer),
  },
  {
    id: 'stall-in-head',
    code: 630,
    title: { en: 'Silence inside the response header', zh: '响应头发送中途停滞' },
    ...download([{ send: 'HTTP/1.1 200 OK\r\nX-Half: ' }, { stall: 'reading' }], shortTotal),
  },
  {
    id: 'stall-in-body',
    code: 630,
    phase: 'transfer',
    title: { en: 'Silence in the middle of the body', zh: '正文传输中途停滞' },
    ...download([...begunBody, { stall: 'reading' }], shortTotal),
  },
  {
    id: 'stall-in-chunks',
    code: 630,
    phase: 'transfer',
    title: { en: 'Silence inside a chunked body', zh: '分块传输中途停滞' },
    ...download([...begunChunks, { stall: 'reading' }], shortTotal),
  },
  {
    id: 'stall-in-unmeasured',
    code: 630,
    phase: 'transfer',
    title: { en: 'Silence in a body without length', zh: '无长度正文中途停滞' },
    ...download([...begunUnmeasured, { stall: 'reading' }], shortTotal),
  },
  {
    id: 'trickle',
    code: 630,
    phase: 'transfer',
    title: { en: 'The body comes far too slowly', zh: '正文传输过慢' },
    ...download(
      [head(200, { 'Content-Length': 100_000 }), { repeat: 200, steps: [{ content: 500 }, { pauseMs: 50 }] }],
      shortTotal,
    ),
  },
  {
    id: 'stall-in-body-https',
    code: 630,
    phase: 'transfer',
    title: { en: 'Silence in the middle of the body, over TLS', zh: 'HTTPS 正文传输中途停滞' },
    ...secureDownload([...begunBody, { stall: 'reading' }], shortTotal),
  },
];

/** Each stays open after its nonsense, except where the end is what makes it nonsense: a parser must object by itself. */
const nonsense: readonly (Omit<Fault, 'code' | 'task'> & { answer: string; end?: boolean })[] = [
  {
    id: 'invalid-binary',
    title: { en: 'Bytes that are no HTTP', zh: '返回的不是 HTTP 数据' },
    answer: '\0\x01\x02 this is no http\r\n\r\n',
  },
  {
    id: 'invalid-http09',
    title: { en: 'Text without a status line, then the end', zh: '没有状态行的文本，随后关闭' },
    answer: 'hello, no status line\n',
    end: true,
  },
  {
    id: 'invalid-status',
    title: { en: 'A status that is no number', zh: '状态码不是数字' },
    answer: 'HTTP/1.1 abc OK\r\nContent-Length: 2\r\n\r\nhi',
  },
  {
    id: 'invalid-version',
    title: { en: 'HTTP version 9.7', zh: 'HTTP 版本为 9.7' },
    answer: 'HTTP/9.7 200 OK\r\nContent-Length: 2\r\n\r\nhi',
  },
  {
    id: 'invalid-header',
    title: { en: 'A header line without a colon', zh: '响应头缺少冒号' },
    answer: 'HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: 2\r\n\r\nhi',
  },
  {
    id: 'invalid-length',
    title: { en: 'A Content-Length that is no number', zh: 'Content-Length 不是数字' },
    answer: 'HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nhi',
  },
  {
    id: 'invalid-two-lengths',
    title: { en: 'Two different Content-Lengths', zh: '两个不同的 Content-Length' },
    answer: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhix',
  },
  {
    id: 'invalid-chunk-size',
    title: { en: 'A chunk size that is no number', zh: '分块长度不是十六进制数' },
    answer: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n',
  },
  {
    id: 'invalid-huge-header',
    title: { en: 'A header of 400 KB', zh: '响应头长达 400 KB' },
    answer: `HTTP/1.1 200 OK\r\nX-Big: ${'y'.repeat(400 * 1024)}\r\nContent-Length: 2\r\n\r\nhi`,
  },
];

export const invalidFaults: readonly Fault[] = [
  ...nonsense.map(({ answer: text, end, ...fault }) => ({
    ...fault,
    code: 628,
    ...download([{ send: text }, end ? { close: 'fin' } : { stall: 'reading' }]),
  })),
  {
    id: 'invalid-binary-https',
    code: 628,
    title: { en: 'Bytes that are no HTTP, over TLS', zh: 'TLS 内返回的不是 HTTP 数据' },
    ...secureDownload([{ send: '\0\x01\x02 this is no http\r\n\r\n' }, { stall: 'reading' }]),
  },
];
