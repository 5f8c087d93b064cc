/** Uploads that must succeed, and cases where there is nothing to upload. */
import { contentSum } from '../content.ts';
import { aMoment, answer, redirectTo } from './answers.ts';
import { type Fault, secureUpload, secureWeb, upload, web } from './fault.ts';
import { proxy, relay, through } from './proxied.ts';
import { large, readAll, taken } from './uploads.ts';

const SOURCE_BYTES = 5000;

export const healthyUploads: readonly Fault[] = [
  {
    id: 'ok-upload',
    code: 0,
    title: { en: 'HTTP upload by POST, 1 MB', zh: 'HTTP POST 上传 1 MB' },
    ...upload(taken),
  },
  {
    id: 'ok-upload-put',
    code: 0,
    title: { en: 'HTTP upload by PUT into a folder', zh: 'HTTP PUT 上传到目录' },
    servers: { web: web(taken) },
    task: { url: '{web}/', direction: 'upload', upload: { method: 'PUT', fileName: 'test file.bin' } },
  },
  {
    id: 'ok-upload-https',
    code: 0,
    title: { en: 'HTTPS upload, 64 MB', zh: 'HTTPS 上传 64 MB' },
    ...secureUpload(taken, large),
  },
  {
    id: 'ok-upload-file',
    code: 0,
    title: { en: 'Upload of a local file', zh: '上传本地文件' },
    ...upload(taken, { upload: { source: { file: '{ca}' } } }),
  },
  {
    id: 'ok-upload-url',
    code: 0,
    title: {
      en: 'Upload of a file fetched from a URL, MD5 checked',
      zh: '先从 URL 获取文件并校验 MD5，再上传',
    },
    servers: { web: web(taken), source: web(answer(SOURCE_BYTES)) },
    task: {
      url: '{web}',
      direction: 'upload',
      upload: { source: { url: '{source}', md5: contentSum('md5', SOURCE_BYTES) } },
    },
  },
  {
    id: 'ok-upload-continue',
    code: 0,
    title: { en: '100 Continue that nobody asked for', zh: '未请求却返回 100 Continue' },
    ...upload([{ send: 'HTTP/1.1 100 Continue\r\n' }, aMoment, { send: '\r\n' }, ...taken]),
  },
  {
    id: 'ok-upload-early-yes',
    code: 0,
    title: { en: 'The server says yes first and reads then', zh: '服务器先返回成功，随后读完上传内容' },
    ...upload([...answer(2), aMoment, readAll], large),
  },
  {
    id: 'ok-upload-proxy',
    code: 0,
    title: { en: 'HTTPS upload through an HTTP proxy', zh: '通过 HTTP 代理进行 HTTPS 上传' },
    ...through(proxy('http', relay('http')), secureWeb(taken), { direction: 'upload' }),
  },
  {
    id: 'ok-upload-proxy-forward',
    code: 0,
    title: { en: 'HTTP upload that an HTTPS proxy forwards', zh: '由 HTTPS 代理转发的 HTTP 上传' },
    ...through(proxy('https', [{ wait: 'head' }, ...taken]), web(taken), { direction: 'upload' }),
  },
  {
    id: 'ok-upload-303',
    code: 0,
    title: { en: 'An upload is answered by 303', zh: '上传后收到 303 重定向' },
    servers: { web: web([readAll, ...redirectTo('{end}', 303)]), end: web(answer(1000)) },
    task: { url: '{web}', direction: 'upload' },
  },
  {
    id: 'ok-upload-confirmed',
    code: 0,
    title: { en: 'A redirected upload that the task confirms', zh: '任务已确认的上传重定向' },
    servers: { web: web([readAll, ...redirectTo('{end}', 307)]), end: web(taken) },
    task: { url: '{web}', direction: 'upload', redirects: { confirmed: true } },
  },
];

const source = (
  id: string,
  title: Fault['title'],
  source: NonNullable<Fault['task']['upload']>['source'],
  servers?: Fault['servers'],
  options: Partial<Fault['task']> = {},
): Fault => ({
  id,
  code: 665,
  phase: 'preflight',
  title,
  servers,
  // Nobody is there: it must not come to that.
  task: { url: 'http://127.0.0.1:9/', direction: 'upload', upload: { source }, ...options },
});

export const sourceFaults: readonly Fault[] = [
  source(
    'source-missing',
    { en: 'The file to upload is missing', zh: '要上传的文件不存在' },
    { file: '{folder}/nothing' },
  ),
  source(
    'source-folder',
    { en: 'The file to upload is a folder', zh: '要上传的文件是一个目录' },
    { file: '{folder}' },
  ),
  source(
    'source-too-large',
    { en: 'The file to upload is larger than transferKB', zh: '要上传的文件超过 transferKB' },
    { url: '{source}' },
    { source: web(answer(SOURCE_BYTES)) },
    { transferKB: 1 },
  ),
  source(
    'source-url-404',
    { en: 'The file to upload is not at its URL (404)', zh: '来源 URL 上没有要上传的文件（404）' },
    { url: '{source}' },
    { source: web(answer(9, {}, 404)) },
  ),
  source(
    'source-url-refused',
    { en: 'The source of the upload refuses the connection', zh: '上传来源拒绝连接' },
    { url: '{source}/file' },
    { source: { kind: 'refused' } },
  ),
  source(
    'source-url-scheme',
    { en: 'The source of the upload is a gopher:// URL', zh: '上传来源是 gopher:// URL' },
    { url: 'gopher://127.0.0.1/' },
  ),
  source(
    'source-md5-differs',
    { en: 'The file to upload has another MD5', zh: '要上传的文件 MD5 不一致' },
    { url: '{source}', md5: '0'.repeat(32) },
    { source: web(answer(SOURCE_BYTES)) },
  ),
];
