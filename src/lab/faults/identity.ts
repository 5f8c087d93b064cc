/** Cases of whom a request goes to and as whom: pinned targets, private networks, authentication, cookies. */
import type { TaskInput } from '../../shared/task.ts';
import type { Demand, DigestAlgorithm, Script } from '../script.ts';
import { answer, answerWith, head, redirectTo } from './answers.ts';
import { download, type Fault, secureWeb, trusted, web } from './fault.ts';

const USER = 'probe';
const PASSWORD = 'open:sesame';
const TOKEN = 'abc.def';
const REALM = 'lab';
const NONCE = 'b2xkIG5vbmNl';

/** The content, for whoever meets the demand; else 401 with the challenge. */
function guarded(demand: Demand, challenge: string): Script {
  const refusal = head(401, { 'WWW-Authenticate': challenge, 'Content-Length': 0 });
  return [{ demand, otherwise: [refusal, { close: 'clean' }] }, ...answer(1000)];
}

const basic = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
const basicOnly = guarded({ header: 'Authorization', value: basic }, `Basic realm="${REALM}"`);
const bearerOnly = guarded({ header: 'Authorization', value: `Bearer ${TOKEN}` }, `Bearer realm="${REALM}"`);

function digestOnly(algorithm: DigestAlgorithm): Script {
  const digest = { user: USER, password: PASSWORD, realm: REALM, nonce: NONCE, algorithm };
  // The offer before it is one that nobody here can answer.
  const challenge = `Digest realm="x", nonce="y", algorithm=SHA-512-256, qop="auth", Digest realm="${REALM}", nonce="${NONCE}", algorithm=${algorithm}, qop="auth,auth-int", opaque="o"`;
  return guarded({ digest }, challenge);
}

const as = (auth: NonNullable<TaskInput['request']>['auth']): Omit<TaskInput, 'url'> => ({
  request: { auth },
});
const digestUser = as({ type: 'digest', user: USER, password: PASSWORD });

/** Neither credentials nor cookies, or 401. */
const strangersOnly: Script = [
  { demand: { header: 'Authorization', value: null }, otherwise: [...answerWith('', {}, 401)] },
  { demand: { header: 'Cookie', value: null }, otherwise: [...answerWith('', {}, 401)] },
  ...answer(1000),
];

export const identityCases: readonly Fault[] = [
  {
    id: 'ok-pinned',
    code: 0,
    title: { en: 'A pinned address in place of DNS', zh: '使用任务固定的地址，不查询 DNS' },
    servers: { web: web(answer(1000), 'pinned.example') },
    task: { url: '{web}', hosts: [{ ip: '127.0.0.1', host: 'pinned.example' }] },
  },
  {
    id: 'ok-basic',
    code: 0,
    title: { en: 'Basic authentication', zh: 'Basic 认证' },
    ...download(basicOnly, as({ type: 'basic', user: USER, password: PASSWORD })),
  },
  {
    id: 'ok-bearer',
    code: 0,
    title: { en: 'Bearer token', zh: 'Bearer 令牌认证' },
    ...download(bearerOnly, as({ type: 'bearer', token: TOKEN })),
  },
  ...(['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'] as const).map(
    (algorithm): Fault => ({
      id: `ok-digest-${algorithm.toLowerCase()}`,
      code: 0,
      title: { en: `Digest authentication, ${algorithm}`, zh: `Digest 认证（${algorithm}）` },
      ...download(digestOnly(algorithm), digestUser),
    }),
  ),
  {
    id: 'ok-digest-https',
    code: 0,
    title: { en: 'Digest authentication over TLS', zh: 'HTTPS 上的 Digest 认证' },
    servers: { web: secureWeb(digestOnly('SHA-256')) },
    task: { url: '{web}', ...trusted, ...digestUser },
  },
  {
    id: 'ok-cookies',
    code: 0,
    title: { en: 'Cookies of the task', zh: '任务中的 Cookie' },
    ...download(guarded({ header: 'Cookie', value: 'sid=1; lang=zh' }, 'Cookie'), {
      request: { cookies: { sid: '1', lang: 'zh' } },
    }),
  },
  {
    id: 'ok-redirect-stranger',
    code: 0,
    title: {
      en: 'Redirect to another origin, which must not see credentials or cookies',
      zh: '重定向到其他源：不得携带凭据和 Cookie',
    },
    servers: { web: web(redirectTo('{other}')), other: web(strangersOnly, 'good.lab.test') },
    task: {
      url: '{web}',
      request: {
        auth: { type: 'basic', user: USER, password: PASSWORD },
        headers: { Authorization: 'x', Cookie: 'y=1' },
        cookies: { sid: '1' },
      },
    },
  },
  {
    id: 'ok-redirect-same-scope',
    code: 0,
    title: {
      en: 'Redirect inside this computer, private networks not allowed',
      zh: '不允许进入私有网络时，本机之内的重定向',
    },
    servers: { web: web(redirectTo('{end}')), end: web(answer(1000), 'good.lab.test') },
    task: { url: '{web}', redirects: { allowPrivate: false } },
  },
];

export const pinFaults: readonly Fault[] = [
  {
    id: 'hosts-empty',
    code: 720,
    phase: 'preflight',
    title: { en: 'The list of pinned targets is empty', zh: '固定目标列表为空' },
    task: { url: 'http://good.lab.test/', hosts: [] },
  },
  {
    id: 'hosts-no-ip',
    code: 720,
    phase: 'preflight',
    title: { en: 'The pinned target is no IP address', zh: '固定目标不是有效的 IP 地址' },
    task: { url: 'http://good.lab.test/', hosts: [{ ip: '999.0.0.1', host: 'good.lab.test' }] },
  },
  {
    id: 'hosts-other-family',
    code: 720,
    phase: 'preflight',
    title: { en: 'IPv6 asked for, and only IPv4 pinned', zh: '要求 IPv6，但固定目标只有 IPv4' },
    task: {
      url: 'http://good.lab.test/',
      ipFamily: '6',
      hosts: [{ ip: '127.0.0.1', host: 'good.lab.test' }],
    },
  },
  {
    id: 'hosts-refused',
    code: 601,
    phase: 'connect',
    title: { en: 'The pinned target refuses the connection', zh: '固定目标拒绝连接' },
    servers: { nobody: { kind: 'refused', host: 'pinned.example' } },
    task: { url: '{nobody}/file', hosts: [{ ip: '127.0.0.1', host: 'pinned.example' }] },
  },
];

export const privateFaults: readonly Fault[] = [
  {
    id: 'redirect-to-file',
    code: 643,
    phase: 'redirect',
    title: { en: 'Redirect to a local file (file:)', zh: '重定向到本地文件（file:）' },
    ...download(redirectTo('file:///etc/hosts')),
  },
  {
    id: 'redirect-to-private',
    code: 643,
    phase: 'redirect',
    title: { en: 'Redirect to an address of a private network', zh: '重定向到私有网络地址' },
    ...download(redirectTo('http://10.255.255.1/file'), { redirects: { allowPrivate: false } }),
  },
  {
    id: 'redirect-to-private-mapped',
    code: 643,
    phase: 'redirect',
    title: {
      en: 'Redirect to a link-local address written as IPv6',
      zh: '重定向到以 IPv6 书写的链路本地地址',
    },
    ...download(redirectTo('http://[::ffff:169.254.169.254]/file'), { redirects: { allowPrivate: false } }),
  },
  {
    id: 'redirect-to-private-name',
    code: 643,
    phase: 'resolve',
    title: { en: 'Redirect to a name with a private address', zh: '重定向到解析为私有地址的域名' },
    ...download(redirectTo('http://private.lab.test/file'), { redirects: { allowPrivate: false } }),
  },
];

export const authFaults: readonly Fault[] = [
  {
    id: 'auth-none',
    code: 401,
    title: { en: 'Credentials wanted, and the task has none', zh: '服务器要求凭据，任务未提供' },
    ...download(basicOnly),
  },
  {
    id: 'auth-basic-wrong',
    code: 401,
    title: { en: 'Basic authentication with a wrong password', zh: 'Basic 认证密码错误' },
    ...download(basicOnly, as({ type: 'basic', user: USER, password: 'wrong' })),
  },
  {
    id: 'auth-digest-wrong',
    code: 401,
    title: { en: 'Digest authentication with a wrong password', zh: 'Digest 认证密码错误' },
    ...download(digestOnly('MD5'), as({ type: 'digest', user: USER, password: 'wrong' })),
  },
  {
    id: 'auth-digest-unknown',
    code: 401,
    title: { en: 'A digest challenge with an unknown algorithm', zh: 'Digest 质询使用了未知算法' },
    ...download(
      answerWith('', { 'WWW-Authenticate': 'Digest realm="x", nonce="y", algorithm=SHA-512-256' }, 401),
      digestUser,
    ),
  },
];
