/** Cases of OpenSSL engines (`tls.engine`). All but one need a C compiler and OpenSSL's headers: see engines.ts of the lab. */
import type { Text } from '../../shared/texts/text.ts';
import { answer } from './answers.ts';
import { type Fault, secureDownload, trusted } from './fault.ts';

function engine(id: string, code: number, name: string, title: Text): Fault {
  return {
    id,
    code,
    ...(code !== 0 && { phase: 'preflight' }),
    title,
    ...secureDownload(answer(1000), { tls: { ...trusted.tls, engine: name } }),
  };
}

export const healthyEngines: readonly Fault[] = [
  engine('ok-engine', 0, '{folder}/good.so', {
    en: 'An OpenSSL engine that works',
    zh: '可用的 OpenSSL 引擎',
  }),
];

export const engineFaults: readonly Fault[] = [
  engine('engine-unknown', 649, 'catprobe-no-such-engine', {
    en: 'There is no OpenSSL engine of that name',
    zh: '不存在该名称的 OpenSSL 引擎',
  }),
  engine('engine-no-engine', 649, '{ca}', {
    en: 'The file is no OpenSSL engine',
    zh: '指定的文件不是 OpenSSL 引擎',
  }),
  engine('engine-no-default', 650, '{folder}/noDefault.so', {
    en: 'The OpenSSL engine cannot become the default',
    zh: '无法将 OpenSSL 引擎设为默认',
  }),
  engine('engine-no-start', 656, '{folder}/noStart.so', {
    en: 'The OpenSSL engine does not start',
    zh: 'OpenSSL 引擎初始化失败',
  }),
  engine('engine-aborts', 656, '{folder}/aborts.so', {
    en: 'The OpenSSL engine ends the process that starts it',
    zh: 'OpenSSL 引擎导致启动它的进程异常终止',
  }),
];
