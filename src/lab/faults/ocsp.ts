/** Cases of revocation asked over the network: OCSP responders, and lists that the certificate names. */
import type { Text } from '../../shared/texts/text.ts';
import type { ServerSpec } from '../script.ts';
import { aMoment, answerWith, begunBody, head, redirectTo } from './answers.ts';
import { asked, FUTURE, GOOD, nobody, PAST, published, responder, SHORT, says, soft } from './asked.ts';
import { type Fault, trusted, web } from './fault.ts';

const usual: readonly Fault[] = [
  asked(
    'ocsp-none',
    639,
    { en: 'The certificate names neither responder nor list', zh: '证书未注明 OCSP 服务器或吊销列表' },
    {},
  ),
  asked(
    'ocsp-other-scheme',
    639,
    {
      en: 'The certificate names only a list in a directory (LDAP)',
      zh: '证书只注明了目录服务（LDAP）中的列表',
    },
    { announces: { list: 'ldap://ldap.lab.test/cn=list' } },
  ),
  asked(
    'ocsp-unknown',
    639,
    { en: 'OCSP: the responder does not know the certificate', zh: 'OCSP 服务器不认识该证书' },
    says({ status: 'unknown' }),
  ),
  asked('ocsp-revoked', 640, { en: 'OCSP: revoked', zh: 'OCSP 返回已吊销' }, says({ status: 'revoked' })),
  asked(
    'ocsp-revoked-delegate',
    640,
    { en: 'OCSP: revoked, from a responder put in charge', zh: 'OCSP 返回已吊销，由受托的服务器签名' },
    says({ status: 'revoked', by: 'responder' }),
  ),
  asked(
    'ocsp-revoked-soft',
    640,
    { en: 'Soft: OCSP says revoked', zh: 'soft 模式：OCSP 返回已吊销' },
    says({ status: 'revoked' }, soft),
  ),
  asked(
    'cdp-revoked',
    640,
    { en: 'In the revocation list that the certificate names', zh: '在证书指明的吊销列表中' },
    published([{ list: { revokes: ['good'] } }]),
  ),
  asked(
    'cdp-revoked-authority',
    640,
    { en: 'The authority in between is in the list that it names', zh: '中间证书在其指明的吊销列表中' },
    {
      announces: { ocsp: '{ocsp}', authorityList: '{roots}' },
      servers: {
        ocsp: web([{ ocsp: GOOD }]),
        roots: web([{ list: { issuer: 'root', revokes: ['intermediate'] } }]),
      },
    },
  ),
];

const unreachable: readonly Fault[] = [
  asked(
    'ocsp-refused',
    645,
    { en: 'The OCSP responder refuses the connection', zh: 'OCSP 服务器拒绝连接' },
    nobody,
  ),
  asked(
    'ocsp-unresolved',
    645,
    { en: 'The name of the OCSP responder does not exist', zh: 'OCSP 服务器的域名不存在' },
    { announces: { ocsp: 'http://nowhere.lab.test/' } },
  ),
  asked(
    'ocsp-silent',
    645,
    { en: 'The OCSP responder never answers', zh: 'OCSP 服务器始终无应答' },
    responder([{ stall: 'reading' }], SHORT),
  ),
  asked(
    'ocsp-stalls',
    645,
    { en: 'The OCSP responder stalls in its answer', zh: 'OCSP 服务器应答中途停顿' },
    responder([...begunBody, { stall: 'reading' }], SHORT),
  ),
  asked(
    'ocsp-500',
    645,
    { en: 'The OCSP responder answers HTTP 500', zh: 'OCSP 服务器返回 HTTP 500' },
    responder([head(500, { 'Content-Length': 0 })]),
  ),
  asked(
    'ocsp-endless',
    645,
    { en: 'The answer of the OCSP responder is far too long', zh: 'OCSP 应答过长' },
    responder([head(200, { Connection: 'close' }), { content: 1_000_000 }, { close: 'clean' }]),
  ),
  asked(
    'ocsp-to-file',
    645,
    { en: 'The OCSP responder redirects to a file', zh: 'OCSP 服务器重定向到本地文件' },
    responder(redirectTo('file:///etc/hosts')),
  ),
  asked(
    'cdp-refused',
    645,
    { en: 'The server of the revocation list refuses the connection', zh: '吊销列表的服务器拒绝连接' },
    { announces: { list: '{list}' }, servers: { list: { kind: 'refused' } } },
  ),
  asked(
    'cdp-authority-refused',
    645,
    { en: 'The list of the authority in between cannot be had', zh: '无法获取中间证书的吊销列表' },
    {
      announces: { ocsp: '{ocsp}', authorityList: '{roots}' },
      servers: { ocsp: web([{ ocsp: GOOD }]), roots: { kind: 'refused' } },
    },
  ),
];

const unusable: readonly Fault[] = [
  asked(
    'ocsp-garbage',
    645,
    { en: 'The OCSP responder answers with garbage', zh: 'OCSP 服务器返回无效内容' },
    responder(answerWith('<html>portal</html>')),
  ),
  asked(
    'ocsp-try-later',
    645,
    { en: 'OCSP: try later', zh: 'OCSP 服务器要求稍后再试（tryLater）' },
    responder([{ ocsp: { refuses: 'tryLater' } }]),
  ),
  asked(
    'ocsp-stale',
    645,
    { en: 'OCSP: an answer of last month', zh: 'OCSP 应答已过期' },
    says({ days: PAST }),
  ),
  asked(
    'ocsp-early',
    645,
    { en: 'OCSP: an answer of next month', zh: 'OCSP 应答尚未生效' },
    says({ days: FUTURE }),
  ),
  asked(
    'ocsp-damaged',
    645,
    { en: 'OCSP: the signature is wrong', zh: 'OCSP 应答的签名错误' },
    says({ damaged: true }),
  ),
  asked(
    'ocsp-stranger',
    645,
    { en: 'OCSP: signed by a responder of another authority', zh: 'OCSP 应答由其他机构的服务器签名' },
    says({ by: 'strangerResponder' }),
  ),
  asked(
    'ocsp-not-in-charge',
    645,
    { en: 'OCSP: signed with a certificate that is not for that', zh: 'OCSP 应答由无此用途的证书签名' },
    says({ by: 'client' }),
  ),
  asked(
    'ocsp-signer-expired',
    645,
    { en: 'OCSP: signed with a certificate that has expired', zh: 'OCSP 应答由已过期的证书签名' },
    says({ by: 'expiredResponder' }),
  ),
  asked(
    'ocsp-signer-missing',
    645,
    {
      en: 'OCSP: signed by a responder that does not show its certificate',
      zh: 'OCSP 应答未附带签名者的证书',
    },
    says({ by: 'responder', unnamed: true }),
  ),
  asked(
    'ocsp-nonce',
    645,
    { en: 'OCSP: the answer to another question (nonce)', zh: 'OCSP 应答的 nonce 不符' },
    says({ nonce: 'other' }),
  ),
  asked(
    'ocsp-other',
    645,
    { en: 'OCSP: about another certificate', zh: 'OCSP 应答针对其他证书' },
    says({ about: 'expired' }),
  ),
  asked(
    'cdp-garbage',
    645,
    { en: 'Garbage in place of the revocation list', zh: '吊销列表地址返回无效内容' },
    published(answerWith('<html>portal</html>')),
  ),
  asked(
    'cdp-expired',
    645,
    { en: 'The revocation list that the certificate names has expired', zh: '证书指明的吊销列表已过期' },
    published([{ list: { days: PAST } }]),
  ),
  asked(
    'cdp-forged',
    645,
    {
      en: 'The revocation list that the certificate names is not signed by its authority',
      zh: '证书指明的吊销列表签名错误',
    },
    published([{ list: { by: 'stranger' } }]),
  ),
  asked(
    'cdp-other',
    645,
    {
      en: 'The revocation list that the certificate names is of another authority',
      zh: '证书指明的吊销列表属于其他机构',
    },
    published([{ list: { issuer: 'stranger' } }]),
  ),
];

/** While the responder thinks it over, the server has enough. */
function impatient(id: string, code: number, close: 'clean' | 'rst', title: Text): Fault {
  const port: ServerSpec = {
    kind: 'tcp',
    scheme: 'https',
    script: [{ secure: { leaf: 'good', announces: { ocsp: '{ocsp}' } } }, aMoment, { close }],
  };
  return {
    id,
    code,
    title,
    servers: { port, ocsp: web([{ pauseMs: 200 }, { ocsp: GOOD }]) },
    task: { url: '{port}/file', tls: { ...trusted.tls, revocation: 'required' } },
  };
}

export const meanwhileFaults: readonly Fault[] = [
  impatient('ocsp-server-closes', 638, 'clean', {
    en: 'The server closes while its certificate is being checked',
    zh: '检查证书吊销状态期间服务器关闭连接',
  }),
  impatient('ocsp-server-resets', 637, 'rst', {
    en: 'The server resets while its certificate is being checked',
    zh: '检查证书吊销状态期间服务器重置连接',
  }),
];

export const revocationFaults: readonly Fault[] = [...usual, ...unreachable, ...unusable];
