/** Cases of uploads on their way: redirected, refused, not taken, not answered. */
import type { Script, Step } from '../script.ts';
import { aMoment, answer, head, redirectTo } from './answers.ts';
import { type Fault, secureUpload, secureWeb, trusted, upload, web } from './fault.ts';

export const readAll: Step = { read: 'body' };
const readSome: Step = { read: 100_000 };
export const taken: Script = [readAll, ...answer(2)];

/** More than the buffers of two sockets hold: what the server does not read cannot all leave. */
export const large = { transferKB: 64 * 1024 };
const shortAnswer = { timeouts: { responseMs: 300 } };

const CONFIRMED_ONLY = [301, 302, 307, 308] as const;

export const redirectedUploads: readonly Fault[] = [
  ...CONFIRMED_ONLY.map(
    (status): Fault => ({
      id: `upload-redirected-${status}`,
      code: 635,
      phase: 'redirect',
      title: { en: `An upload is redirected (${status})`, zh: `上传被重定向（${status}）` },
      servers: { web: web([readAll, ...redirectTo('{end}', status)]), end: web(taken) },
      task: { url: '{web}', direction: 'upload' },
    }),
  ),
  {
    id: 'upload-redirected-put',
    code: 635,
    phase: 'redirect',
    title: { en: 'An upload by PUT is redirected', zh: 'PUT 上传被重定向' },
    servers: { web: web([readAll, ...redirectTo('{end}')]), end: web(taken) },
    task: { url: '{web}', direction: 'upload', upload: { method: 'PUT' } },
  },
  {
    id: 'upload-redirected-early',
    code: 635,
    phase: 'redirect',
    title: { en: 'An upload is redirected while it is being sent', zh: '上传过程中被重定向' },
    servers: { web: web([...redirectTo('{end}', 307), { stall: 'reading' }]), end: web(taken) },
    task: { url: '{web}', direction: 'upload', ...large },
  },
  {
    id: 'upload-redirected-to-http',
    code: 635,
    phase: 'redirect',
    title: { en: 'An upload is redirected from https to http', zh: '上传被从 https 重定向到 http' },
    servers: { web: secureWeb([readAll, ...redirectTo('{end}', 308)]), end: web(taken) },
    task: { url: '{web}', direction: 'upload', ...trusted },
  },
  {
    id: 'upload-confirmed-to-http',
    code: 644,
    phase: 'redirect',
    title: {
      en: 'A confirmed redirect of an upload leads from https to http',
      zh: '已确认的上传重定向从 https 到 http',
    },
    servers: { web: secureWeb([readAll, ...redirectTo('{end}', 308)]), end: web(taken) },
    task: { url: '{web}', direction: 'upload', redirects: { confirmed: true }, ...trusted },
  },
];

export const refusedUploads: readonly Fault[] = [
  {
    id: 'upload-403',
    code: 621,
    phase: 'response',
    title: { en: 'The upload is forbidden (403)', zh: '上传被拒绝（403）' },
    ...upload([readAll, ...answer(9, {}, 403)]),
  },
  {
    id: 'upload-507-https',
    code: 621,
    phase: 'response',
    title: { en: 'The server has no space (507), over TLS', zh: 'HTTPS 上传时服务器空间不足（507）' },
    ...secureUpload([readAll, ...answer(9, {}, 507)]),
  },
  {
    id: 'upload-413-early',
    code: 621,
    phase: 'response',
    title: { en: 'Too large (413), said while we send', zh: '上传过程中返回过大（413）' },
    ...upload([readSome, ...answer(9, { Connection: 'close' }, 413), { close: 'fin' }], large),
  },
  {
    id: 'upload-413-early-reset',
    code: 621,
    phase: 'response',
    title: {
      en: 'Too large (413), said while we send, then reset',
      zh: '上传过程中返回过大（413），随后重置连接',
    },
    ...upload([readSome, ...answer(9, { Connection: 'close' }, 413), aMoment, { close: 'rst' }], large),
  },
  {
    id: 'upload-413-early-https',
    code: 621,
    phase: 'response',
    title: { en: 'Too large (413), said while we send, over TLS', zh: 'HTTPS 上传过程中返回过大（413）' },
    ...secureUpload([readSome, ...answer(9, {}, 413), { stall: 'reading' }], large),
  },
];

export const unsentFaults: readonly Fault[] = [
  {
    id: 'upload-unread',
    code: 637,
    phase: 'request',
    title: { en: 'The server closes without reading the upload', zh: '服务器未读取上传内容即关闭连接' },
    ...upload([{ close: 'unread' }], large),
  },
  {
    id: 'upload-never-read',
    code: 637,
    phase: 'request',
    title: { en: 'The server stops reading and keeps the connection', zh: '服务器停止接收但保持连接' },
    ...upload([readSome, { stall: 'deaf' }], { ...large, timeouts: { totalMs: 800 } }),
  },
  {
    id: 'upload-closed-midway',
    code: 637,
    phase: 'request',
    title: { en: 'The server closes in the middle of the upload', zh: '上传中途服务器关闭连接' },
    ...upload([readSome, { close: 'fin' }], large),
  },
  {
    id: 'upload-reset-midway',
    code: 637,
    phase: 'request',
    title: { en: 'Reset in the middle of the upload', zh: '上传中途连接被重置' },
    ...upload([readSome, { close: 'rst' }], large),
  },
  {
    id: 'upload-reset-midway-https',
    code: 637,
    phase: 'request',
    title: { en: 'Reset in the middle of the upload, over TLS', zh: 'HTTPS 上传中途连接被重置' },
    ...secureUpload([readSome, { close: 'rst' }], large),
  },
  {
    id: 'upload-yes-then-reset',
    code: 637,
    phase: 'request',
    title: {
      en: 'The server says yes and resets before it has everything',
      zh: '服务器先返回成功，内容未收完即重置连接',
    },
    ...upload([...answer(2), aMoment, { close: 'rst' }], large),
  },
  {
    id: 'upload-closed-midway-https',
    code: 638,
    phase: 'request',
    title: { en: 'TLS is closed in the middle of the upload', zh: '上传中途 TLS 连接被正常关闭' },
    ...secureUpload([readSome, { close: 'clean' }], large),
  },
];

export const unansweredUploads: readonly Fault[] = [
  {
    id: 'upload-answer-never',
    code: 636,
    phase: 'response',
    title: { en: 'Reads the whole upload and never answers', zh: '收完上传内容后始终不响应' },
    ...upload([readAll, { stall: 'reading' }], shortAnswer),
  },
  {
    id: 'upload-answer-never-large',
    code: 636,
    phase: 'response',
    title: { en: 'Reads a large upload and never answers', zh: '收完大文件后始终不响应' },
    ...upload([{ stall: 'reading' }], { ...large, ...shortAnswer }),
  },
  {
    id: 'upload-answer-never-https',
    code: 636,
    phase: 'response',
    title: { en: 'Reads the whole upload and never answers, over TLS', zh: 'HTTPS 收完上传内容后始终不响应' },
    ...secureUpload([readAll, { stall: 'reading' }], shortAnswer),
  },
  {
    id: 'upload-end-no-answer',
    code: 608,
    phase: 'response',
    title: { en: 'Closes after the whole upload, without an answer', zh: '收完上传内容后未响应即关闭连接' },
    ...upload([readAll, aMoment, { close: 'fin' }]),
  },
  {
    id: 'upload-end-no-answer-https',
    code: 608,
    phase: 'response',
    title: {
      en: 'Closes TLS after the whole upload, without an answer',
      zh: 'HTTPS 收完上传内容后未响应即关闭',
    },
    ...secureUpload([readAll, aMoment, { close: 'clean' }]),
  },
  {
    id: 'upload-reset-no-answer',
    code: 609,
    phase: 'response',
    title: { en: 'Reset after the whole upload', zh: '收完上传内容后重置连接' },
    ...upload([readAll, aMoment, { close: 'rst' }]),
  },
  {
    id: 'upload-reset-in-answer',
    code: 609,
    phase: 'transfer',
    title: { en: 'Reset in the answer to an upload', zh: '上传响应未发完即被重置' },
    ...upload([
      readAll,
      head(200, { 'Content-Length': 100_000 }),
      { content: 5000 },
      aMoment,
      { close: 'rst' },
    ]),
  },
];
