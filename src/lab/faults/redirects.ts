/** Cases of redirects themselves: not allowed, too many, leading nowhere. */
import { answer, head, redirectTo } from './answers.ts';
import { download, type Fault, secureWeb, trusted, web } from './fault.ts';
import { redirectChain } from './healthy.ts';

const STATUSES = [301, 302, 303, 307, 308] as const;

export const redirectFaults: readonly Fault[] = [
  ...STATUSES.map(
    (status): Fault => ({
      id: `redirect-off-${status}`,
      code: 626,
      phase: 'redirect',
      title: {
        en: `Redirect ${status} while the task allows none`,
        zh: `任务不允许重定向，却收到 ${status}`,
      },
      servers: { web: web(redirectTo('{end}', status)), end: web(answer(1000)) },
      task: { url: '{web}', redirects: { follow: false } },
    }),
  ),
  {
    id: 'redirect-eleven',
    code: 633,
    phase: 'redirect',
    title: { en: '11 redirects', zh: '11 次重定向' },
    servers: { ...redirectChain(11), end: web(answer(1000)) },
    task: { url: '{hop1}' },
  },
  {
    id: 'redirect-loop',
    code: 633,
    phase: 'redirect',
    title: { en: 'A redirect to itself', zh: '重定向到自身（循环）' },
    ...download(redirectTo('{web}')),
  },
  {
    id: 'redirect-ftp',
    code: 633,
    phase: 'redirect',
    title: { en: 'Redirect from http to ftp', zh: '从 http 重定向到 ftp' },
    ...download(redirectTo('ftp://127.0.0.1/file')),
  },
  {
    id: 'redirect-scheme-off',
    code: 633,
    phase: 'redirect',
    title: {
      en: 'Redirect to https in a task that allows only http',
      zh: '任务仅允许 http，却被重定向到 https',
    },
    servers: { web: web(redirectTo('{end}')), end: secureWeb(answer(1000)) },
    task: { url: '{web}', protocols: ['http'] },
  },
  {
    id: 'redirect-there-and-back',
    code: 633,
    phase: 'redirect',
    title: { en: 'Two redirects that lead to each other', zh: '两个地址互相重定向' },
    servers: { web: web(redirectTo('{back}')), back: web(redirectTo('{web}')) },
    task: { url: '{web}' },
  },
  {
    id: 'redirect-bad-url',
    code: 606,
    phase: 'redirect',
    title: { en: 'Redirect to a broken URL', zh: '重定向到无效的 URL' },
    ...download(redirectTo('http://[bad')),
  },
  {
    id: 'redirect-https-to-http',
    code: 644,
    phase: 'redirect',
    title: { en: 'Redirect from https to http', zh: '从 https 重定向到 http' },
    servers: { web: secureWeb(redirectTo('{end}')), end: web(answer(1000)) },
    task: { url: '{web}', ...trusted },
  },
  {
    id: 'redirect-no-location',
    code: 628,
    phase: 'redirect',
    title: { en: 'Redirect without a Location', zh: '重定向缺少 Location' },
    ...download([head(302, { 'Content-Length': 0 })]),
  },
  {
    id: 'redirect-to-404',
    code: 404,
    title: { en: 'Redirect to a file that is not there', zh: '重定向到不存在的文件（404）' },
    servers: { web: web(redirectTo('{end}')), end: web(answer(9, {}, 404)) },
    task: { url: '{web}' },
  },
];
