/** Cases of a connection that spoils what it carries, or that is closed before anybody has read the request. */
import type { Script } from '../script.ts';
import { begunBody, begunChunks, begunUnmeasured, head } from './answers.ts';
import { type Fault, portDownload, secureDownload } from './fault.ts';

const spoiled: Script = [{ damage: 'record' }, { content: 5000 }, { stall: 'reading' }];

/** Over each version of TLS; `maxVersion` chooses it. */
function damaged(id: string, script: Script, title: Fault['title'], maxVersion?: 'TLSv1.2'): Fault {
  return {
    id,
    code: 664,
    title,
    ...secureDownload(script, {}, { leaf: 'good', damageable: true, maxVersion }),
  };
}

export const damageFaults: readonly Fault[] = [
  damaged('damaged-body', [...begunBody, ...spoiled], {
    en: 'A damaged TLS record in the middle of the body',
    zh: '正文中途的 TLS 记录损坏',
  }),
  damaged(
    'damaged-body-tls12',
    [...begunBody, ...spoiled],
    { en: 'A damaged TLS 1.2 record in the middle of the body', zh: '正文中途的 TLS 1.2 记录损坏' },
    'TLSv1.2',
  ),
  damaged('damaged-chunks', [...begunChunks, ...spoiled], {
    en: 'A damaged TLS record inside a chunked body',
    zh: '分块传输中途的 TLS 记录损坏',
  }),
  damaged('damaged-unmeasured', [...begunUnmeasured, ...spoiled], {
    en: 'A damaged TLS record in a body without length',
    zh: '无长度正文中途的 TLS 记录损坏',
  }),
  damaged('damaged-head', [{ damage: 'record' }, head(200, { 'Content-Length': 10 }), { stall: 'reading' }], {
    en: 'A damaged TLS record in place of the response header',
    zh: '响应头所在的 TLS 记录损坏',
  }),
  damaged(
    'damaged-body-then-end',
    [...begunBody, { damage: 'record' }, { content: 5000 }, { close: 'fin' }],
    {
      en: 'A damaged TLS record, then the end of the connection',
      zh: 'TLS 记录损坏，随后连接关闭',
    },
  ),
];

export const unreadFaults: readonly Fault[] = [
  {
    id: 'closed-unread',
    code: 637,
    title: { en: 'The server closes without reading the request', zh: '服务器未读取请求即关闭连接' },
    ...portDownload([{ close: 'unread' }]),
  },
];
