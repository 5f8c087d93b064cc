/** Cases of the end of TLS, where the task wants a goodbye from the server and everything else has worked. */
import type { Text } from '../../shared/texts/text.ts';
import type { Step } from '../script.ts';
import { answer } from './answers.ts';
import { alsoOverTls12, type Fault, secureDownload, secureUpload, trusted } from './fault.ts';

/** After our goodbye. */
function ending(id: string, code: number, steps: readonly Step[], title: Text): Fault[] {
  return alsoOverTls12({
    id,
    code,
    ...(code && { phase: 'verify' as const }),
    title,
    ...secureDownload([...answer(1000), ...steps], {
      tls: { ...trusted.tls, strictShutdown: true },
      timeouts: { tlsMs: 400 },
    }),
  });
}

const theirEnd = { wait: 'end' } as const;
/** Neither an alert nor anything else that TLS has. */
const noise = new Uint8Array(40).fill(0x21);

export const shutdownFaults: readonly Fault[] = [
  ...ending('shutdown-reset', 658, [theirEnd, { close: 'rst' }], {
    en: 'The server answers our close_notify with a reset',
    zh: '服务器以重置回应 close_notify',
  }),
  ...ending('shutdown-bare', 658, [theirEnd, { close: 'fin' }], {
    en: 'The server closes without a close_notify',
    zh: '服务器未发送 close_notify 即关闭',
  }),
  ...ending('shutdown-silent', 658, [theirEnd, { stall: 'deaf' }], {
    en: 'The server never answers our close_notify',
    zh: '服务器对 close_notify 始终无应答',
  }),
  ...ending('shutdown-noise', 658, [theirEnd, { past: noise }, { stall: 'reading' }], {
    en: 'The server answers our close_notify with noise',
    zh: '服务器以无效数据回应 close_notify',
  }),
];

export const cleanShutdowns: readonly Fault[] = [
  ...ending('ok-shutdown', 0, [theirEnd, { close: 'clean' }], {
    en: 'TLS ends with a close_notify of both sides',
    zh: '双方均以 close_notify 结束 TLS',
  }),
  ...ending('ok-shutdown-first', 0, [{ close: 'clean' }], {
    en: 'The server says goodbye first',
    zh: '服务器先发送 close_notify',
  }),
  {
    id: 'ok-shutdown-upload',
    code: 0,
    title: { en: 'An upload whose TLS ends as it should', zh: '上传后 TLS 正常结束' },
    ...secureUpload([{ read: 'body' }, ...answer(10), theirEnd, { close: 'clean' }], {
      tls: { ...trusted.tls, strictShutdown: true },
    }),
  },
];
