/** Cases of servers that ask who we are: nothing to show, the wrong thing, and files that cannot be used. */
import type { Text } from '../../shared/texts/text.ts';
import type { Script, TlsSpec } from '../script.ts';
import { answer, answerWith } from './answers.ts';
import { alsoOverTls12, type Fault, LAB_PASSPHRASE, secureDownload, secureWeb, trusted } from './fault.ts';

type Identity = NonNullable<NonNullable<Fault['task']['tls']>['clientCert']>;

const page = answer(1000);
const client: Identity = { cert: '{folder}/client.pem', key: '{folder}/client.key' };
const machine: Identity = { machine: true };

const requires: TlsSpec = { leaf: 'good', clients: 'required' };
/** TLS lets everybody in, and HTTP says no, as nginx and IIS do it. */
const asks: TlsSpec = { leaf: 'good', clients: 'asked' };
const noneSent = answerWith('<center>No required SSL certificate was sent</center>', {}, 400);
const notGood = answerWith('<center>The SSL certificate error</center>', {}, 400);
const forbidden = answerWith('<h3>HTTP Error 403.7 - Forbidden</h3>', {}, 403);

function facing(
  id: string,
  code: number,
  identity: Identity | undefined,
  tls: TlsSpec,
  title: Text,
  script: Script = page,
): Fault {
  return {
    id,
    code,
    title,
    ...secureDownload(script, { tls: { ...trusted.tls, clientCert: identity } }, tls),
  };
}

export const clientIdentityFaults: readonly Fault[] = [
  ...alsoOverTls12(
    facing('client-certificate-required', 612, undefined, requires, {
      en: 'The server demands a client certificate',
      zh: '服务器要求客户端证书',
    }),
  ),
  ...alsoOverTls12(
    facing(
      'client-certificate-page',
      612,
      undefined,
      asks,
      {
        en: 'The server demands a client certificate in an HTTP 400',
        zh: '服务器以 HTTP 400 要求客户端证书',
      },
      noneSent,
    ),
  ),
  facing(
    'client-certificate-forbidden',
    612,
    undefined,
    asks,
    {
      en: 'The server demands a client certificate in an HTTP 403.7',
      zh: '服务器以 HTTP 403.7 要求客户端证书',
    },
    forbidden,
  ),
  {
    id: 'client-certificate-page-upload',
    code: 612,
    title: {
      en: 'The server refuses an upload, for it wants a client certificate',
      zh: '服务器因要求客户端证书而拒绝上传',
    },
    servers: { web: secureWeb([...noneSent, { stall: 'reading' }], asks) },
    task: { url: '{web}', direction: 'upload', transferKB: 8192, ...trusted },
  },
  ...alsoOverTls12(
    facing('machine-identity-missing', 641, machine, requires, {
      en: 'The server demands the identity of this computer, which has none',
      zh: '服务器要求本机身份证书，而本机没有配置',
    }),
  ),
  facing(
    'machine-identity-page',
    641,
    machine,
    asks,
    {
      en: 'The server demands the identity of this computer in an HTTP 400',
      zh: '服务器以 HTTP 400 要求本机身份证书',
    },
    noneSent,
  ),
  ...[
    { number: 42, name: 'bad_certificate' },
    { number: 45, name: 'certificate_expired' },
    { number: 48, name: 'unknown_ca' },
  ].map(({ number, name }) =>
    facing(
      `client-certificate-refused-${number}`,
      651,
      client,
      { ...asks, maxVersion: 'TLSv1.2', meddles: { refuse: number } },
      {
        en: `The server refuses our certificate: TLS alert ${number} (${name})`,
        zh: `服务器拒绝客户端证书：TLS 警报 ${number}（${name}）`,
      },
    ),
  ),
  ...alsoOverTls12(
    facing(
      'client-certificate-refused-page',
      651,
      { cert: '{folder}/stranger-client.pem', key: '{folder}/stranger-client.key' },
      asks,
      { en: 'The server refuses our certificate in an HTTP 400', zh: '服务器以 HTTP 400 拒绝客户端证书' },
      notGood,
    ),
  ),
];

/** Files of the task that are no good: nothing is sent. */
function unusable(id: string, clientCert: Identity, title: Text): Fault {
  return {
    id: `client-file-${id}`,
    code: 651,
    phase: 'preflight',
    title,
    ...secureDownload(page, { tls: { ...trusted.tls, clientCert } }),
  };
}

export const clientFileFaults: readonly Fault[] = [
  unusable(
    'missing',
    { cert: '{folder}/missing.pem', key: '{folder}/client.key' },
    {
      en: 'The file of the client certificate does not exist',
      zh: '客户端证书文件不存在',
    },
  ),
  unusable(
    'garbage',
    { cert: '{folder}/garbage.pem', key: '{folder}/client.key' },
    {
      en: 'The file of the client certificate holds none',
      zh: '客户端证书文件内容无效',
    },
  ),
  unusable(
    'other-key',
    { cert: '{folder}/client.pem', key: '{folder}/other-client.key' },
    {
      en: 'The key belongs to another client certificate',
      zh: '私钥与客户端证书不匹配',
    },
  ),
  unusable(
    'garbage-key',
    { cert: '{folder}/client.pem', key: '{folder}/garbage.pem' },
    {
      en: 'The file of the client key holds none',
      zh: '客户端私钥文件内容无效',
    },
  ),
  unusable(
    'wrong-passphrase',
    { cert: '{folder}/client.pem', key: '{folder}/client-locked.key', passphrase: 'not this one' },
    { en: 'The passphrase of the client key is wrong', zh: '客户端私钥口令错误' },
  ),
  unusable(
    'no-passphrase',
    { cert: '{folder}/client.pem', key: '{folder}/client-locked.key' },
    {
      en: 'The client key is encrypted, and the task has no passphrase',
      zh: '客户端私钥已加密，任务未提供口令',
    },
  ),
  unusable(
    'garbage-pfx',
    { pfx: '{folder}/garbage.pem', passphrase: LAB_PASSPHRASE },
    {
      en: 'The PFX file of the client holds nothing of the kind',
      zh: '客户端 PFX 文件内容无效',
    },
  ),
];

export const clientIdentityCases: readonly Fault[] = [
  ...alsoOverTls12(
    facing('ok-client-certificate', 0, client, requires, {
      en: 'The server demands a client certificate and gets it',
      zh: '服务器要求客户端证书，任务已提供',
    }),
  ),
  facing(
    'ok-client-key-encrypted',
    0,
    { cert: '{folder}/client.pem', key: '{folder}/client-locked.key', passphrase: LAB_PASSPHRASE },
    requires,
    { en: 'A client certificate with an encrypted key', zh: '客户端证书的私钥已加密' },
  ),
  {
    id: 'ok-client-file-ignored',
    code: 0,
    title: {
      en: 'A client certificate that cannot be used, which the task overlooks',
      zh: '客户端证书无法使用，任务选择忽略',
    },
    ...secureDownload(page, {
      tls: {
        ...trusted.tls,
        clientCert: { cert: '{folder}/missing.pem', key: '{folder}/client.key' },
        ignore: ['client'],
      },
    }),
  },
];
