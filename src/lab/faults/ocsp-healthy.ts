/** Ways to know the status of a certificate that must succeed, and ways not to know it that do not matter. */
import { redirectTo } from './answers.ts';
import { asked, GOOD, nobody, published, responder, SHORT, says, soft } from './asked.ts';
import { type Fault, secureWeb, trusted, web } from './fault.ts';
import { ELSEWHERE, proxy, relay } from './proxied.ts';

export const healthyStatus: readonly Fault[] = [
  asked('ok-ocsp', 0, { en: 'OCSP: good', zh: 'OCSP 返回有效' }, says({})),
  asked(
    'ok-ocsp-post',
    0,
    { en: 'OCSP: good; the request is too long for an address', zh: 'OCSP 返回有效；请求过长，以 POST 发送' },
    { ...says({}), announces: { ocsp: `{ocsp}/${'long/'.repeat(20)}` } },
  ),
  asked(
    'ok-ocsp-delegate',
    0,
    { en: 'OCSP: good, from a responder put in charge', zh: 'OCSP 返回有效，由受托的服务器签名' },
    says({ by: 'responder' }),
  ),
  asked(
    'ok-ocsp-no-nonce',
    0,
    { en: 'OCSP: good, from a responder that knows no nonce', zh: 'OCSP 返回有效，应答不含 nonce' },
    says({ nonce: 'none' }),
  ),
  asked(
    'ok-ocsp-redirect',
    0,
    { en: 'OCSP: good, behind a redirect', zh: 'OCSP 返回有效，经过一次重定向' },
    {
      announces: { ocsp: `{moved}/${'long/'.repeat(20)}` },
      servers: { moved: web(redirectTo('{ocsp}', 307)), ocsp: web([{ ocsp: GOOD }]) },
    },
  ),
  asked(
    'ok-ocsp-https',
    0,
    { en: 'OCSP: good, from a responder behind TLS', zh: 'OCSP 返回有效，OCSP 服务器使用 HTTPS' },
    { announces: { ocsp: '{ocsp}' }, servers: { ocsp: secureWeb([{ ocsp: GOOD }]) } },
  ),
  asked(
    'ok-ocsp-proxy',
    0,
    {
      en: 'OCSP: good, from a responder that only the proxy knows',
      zh: 'OCSP 返回有效，只有代理能解析 OCSP 服务器',
    },
    {
      announces: { ocsp: '{ocsp}' },
      servers: { ocsp: web([{ ocsp: GOOD }], ELSEWHERE), proxy: proxy('http', relay('http')) },
      task: { proxy: '{proxy}' },
    },
  ),
  asked(
    'ok-ocsp-threads',
    0,
    { en: 'OCSP: asked once for all threads', zh: '多个线程只查询一次 OCSP' },
    {
      ...responder([{ request: 1, steps: [{ ocsp: GOOD }], others: [{ close: 'rst' }] }], { threads: 2 }),
      script: [{ part: { of: 5_000_000 } }],
    },
  ),
  asked(
    'ok-cdp',
    0,
    { en: 'Not in the revocation list that the certificate names', zh: '不在证书指明的吊销列表中' },
    published([{ list: {} }]),
  ),
  asked(
    'ok-cdp-authority',
    0,
    {
      en: 'Neither certificate nor authority in the lists that they name',
      zh: '证书和中间证书均不在其指明的吊销列表中',
    },
    {
      announces: { list: '{list}', authorityList: '{roots}' },
      servers: { list: web([{ list: {} }]), roots: web([{ list: { issuer: 'root' } }]) },
    },
  ),
  asked(
    'ok-soft-refused',
    0,
    { en: 'Soft: the OCSP responder refuses the connection', zh: 'soft 模式：OCSP 服务器拒绝连接' },
    { ...nobody, task: soft },
  ),
  asked(
    'ok-soft-silent',
    0,
    { en: 'Soft: the OCSP responder never answers', zh: 'soft 模式：OCSP 服务器无应答' },
    responder([{ stall: 'reading' }], { ...soft, ...SHORT }),
  ),
  asked(
    'ok-soft-unknown',
    0,
    {
      en: 'Soft: the OCSP responder does not know the certificate',
      zh: 'soft 模式：OCSP 服务器不认识该证书',
    },
    says({ status: 'unknown' }, soft),
  ),
  asked(
    'ok-soft-nothing',
    0,
    { en: 'Soft: the certificate names no source', zh: 'soft 模式：证书未注明吊销信息来源' },
    { task: soft },
  ),
  asked(
    'ok-status-ignored',
    0,
    {
      en: 'The status must be known, and the task ignores that it is not',
      zh: '要求吊销状态，但任务忽略无法获知的情况',
    },
    { ...nobody, task: { tls: { ...trusted.tls, ignore: ['status'] } } },
  ),
];
