/** Cases of TLS on this side: files and names in the task that cannot be used. Nothing is sent. */
import type { Text } from '../../shared/texts/text.ts';
import { answer } from './answers.ts';
import { type Fault, secureDownload, trusted } from './fault.ts';

function refused(id: string, code: number, tls: Fault['task']['tls'], title: Text): Fault {
  return { id, code, phase: 'preflight', title, ...secureDownload(answer(1000), { tls }) };
}

export const tlsSetupFaults: readonly Fault[] = [
  {
    id: 'tls-library-broken',
    code: 646,
    phase: 'preflight',
    title: {
      en: 'The configuration of OpenSSL on this computer is broken',
      zh: '本机的 OpenSSL 配置已损坏',
    },
    environment: { OPENSSL_CONF: '{folder}/broken-openssl.cnf' },
    ...secureDownload(answer(1000)),
  },
  refused(
    'ca-file-missing',
    657,
    { caFile: '{folder}/missing.pem' },
    {
      en: "The task's CA file does not exist",
      zh: '任务指定的 CA 文件不存在',
    },
  ),
  refused(
    'ca-file-folder',
    657,
    { caFile: '{folder}' },
    {
      en: "The task's CA file is a folder",
      zh: '任务指定的 CA 文件是一个目录',
    },
  ),
  refused(
    'ca-file-empty',
    657,
    { caFile: '{folder}/empty.pem' },
    {
      en: "The task's CA file is empty",
      zh: '任务指定的 CA 文件为空',
    },
  ),
  refused(
    'ca-file-garbage',
    657,
    { caFile: '{folder}/garbage.pem' },
    {
      en: "The task's CA file holds no certificate",
      zh: '任务指定的 CA 文件中没有证书',
    },
  ),
  refused(
    'issuer-file-missing',
    660,
    { ...trusted.tls, issuerFile: '{folder}/missing.pem' },
    {
      en: "The task's issuer file does not exist",
      zh: '任务指定的颁发者文件不存在',
    },
  ),
  refused(
    'cipher-unknown',
    652,
    { ...trusted.tls, ciphers: 'ECDHE-RSA-ROT13' },
    {
      en: 'The task names a cipher suite that does not exist',
      zh: '任务指定了不存在的加密套件',
    },
  ),
  refused(
    'cipher-unknown-among',
    652,
    { ...trusted.tls, ciphers: 'HIGH:TLS_RSA_WITH_ROT13_SHA' },
    {
      en: 'One cipher suite of several does not exist',
      zh: '多个加密套件中有一个不存在',
    },
  ),
  refused(
    'curve-unknown',
    652,
    { ...trusted.tls, curves: 'X25519:P-123' },
    {
      en: 'The task names a curve that does not exist',
      zh: '任务指定了不存在的椭圆曲线',
    },
  ),
  refused(
    'version-range-empty',
    652,
    { ...trusted.tls, minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' },
    {
      en: 'The least version of TLS is above the greatest',
      zh: '最低 TLS 版本高于最高版本',
    },
  ),
];
