/** Cases of the OCSP answer that a server sends along (stapling). */
import type { Text } from '../../shared/texts/text.ts';
import type { OcspSpec, TlsSpec } from '../script.ts';
import { answer } from './answers.ts';
import { alsoOverTls12, type Fault, secureWeb, trusted } from './fault.ts';

type TlsOptions = NonNullable<Fault['task']['tls']>;

const page = answer(1000);
const GOOD: OcspSpec = { status: 'good' };
const required: TlsOptions = { stapling: 'required' };

function stapled(
  id: string,
  code: number,
  staple: TlsSpec['staple'],
  title: Text,
  tls: TlsOptions = required,
): Fault {
  return {
    id,
    code,
    ...(code !== 0 && { phase: 'secure' }),
    title,
    servers: { web: secureWeb(page, { leaf: 'good', staple }) },
    task: { url: '{web}', tls: { ...trusted.tls, ...tls } },
  };
}

export const healthyStapling: readonly Fault[] = [
  ...alsoOverTls12(stapled('ok-staple', 0, GOOD, { en: 'OCSP stapling: good', zh: 'OCSP 装订有效' })),
  stapled(
    'ok-staple-delegate',
    0,
    { ...GOOD, by: 'responder' },
    {
      en: 'OCSP stapling: good, from a responder put in charge',
      zh: 'OCSP 装订有效，由受托的服务器签名',
    },
  ),
  {
    id: 'ok-staple-answers',
    code: 0,
    title: {
      en: 'What the server sends along is enough: the dead responder is not asked',
      zh: '装订的应答已足够，不再查询无法连接的 OCSP 服务器',
    },
    servers: {
      web: secureWeb(page, { leaf: 'good', announces: { ocsp: '{ocsp}' }, staple: GOOD }),
      ocsp: { kind: 'refused' },
    },
    task: { url: '{web}', tls: { ...trusted.tls, revocation: 'required' } },
  },
  {
    id: 'ok-staple-unusable',
    code: 0,
    title: {
      en: 'What the server sends along is old, and the responder says good',
      zh: '装订的应答已过期，但 OCSP 服务器返回有效',
    },
    servers: {
      web: secureWeb(page, {
        leaf: 'good',
        announces: { ocsp: '{ocsp}' },
        staple: { ...GOOD, days: [-40, -30] },
      }),
      ocsp: { kind: 'http', script: [{ ocsp: GOOD }] },
    },
    task: { url: '{web}', tls: { ...trusted.tls, revocation: 'required' } },
  },
  stapled(
    'ok-staple-ignored',
    0,
    undefined,
    {
      en: 'Stapling is required, and the task ignores that there is none',
      zh: '要求装订，但任务忽略缺少装订',
    },
    { ...required, ignore: ['status'] },
  ),
];

export const staplingFaults: readonly Fault[] = [
  ...alsoOverTls12(
    stapled(
      'staple-revoked',
      640,
      { status: 'revoked' },
      {
        en: 'OCSP stapling: revoked',
        zh: 'OCSP 装订显示已吊销',
      },
    ),
  ),
  stapled(
    'staple-revoked-soft',
    640,
    { status: 'revoked' },
    { en: 'Soft: OCSP stapling says revoked', zh: 'soft 模式：OCSP 装订显示已吊销' },
    { revocation: 'soft' },
  ),
  ...alsoOverTls12(
    stapled('staple-missing', 662, undefined, {
      en: 'The server sends no OCSP answer along',
      zh: '服务器未提供 OCSP 装订',
    }),
  ),
  stapled('staple-garbage', 662, 'garbage', { en: 'OCSP stapling: garbage', zh: 'OCSP 装订内容无效' }),
  stapled(
    'staple-unknown',
    662,
    { status: 'unknown' },
    {
      en: 'OCSP stapling: the certificate is unknown',
      zh: 'OCSP 装订显示证书未知',
    },
  ),
  stapled(
    'staple-stale',
    662,
    { ...GOOD, days: [-40, -30] },
    {
      en: 'OCSP stapling: an answer of last month',
      zh: 'OCSP 装订已过期',
    },
  ),
  stapled(
    'staple-stranger',
    662,
    { ...GOOD, by: 'strangerResponder' },
    {
      en: 'OCSP stapling: signed by a responder of another authority',
      zh: 'OCSP 装订由其他机构签名',
    },
  ),
  stapled(
    'staple-damaged',
    662,
    { ...GOOD, damaged: true },
    {
      en: 'OCSP stapling: the signature is wrong',
      zh: 'OCSP 装订的签名错误',
    },
  ),
  stapled(
    'staple-other',
    662,
    { ...GOOD, about: 'expired' },
    {
      en: 'OCSP stapling: about another certificate',
      zh: 'OCSP 装订针对其他证书',
    },
  ),
  stapled(
    'staple-try-later',
    662,
    { refuses: 'tryLater' },
    {
      en: 'OCSP stapling: the responder did not want to answer',
      zh: 'OCSP 装订的内容是拒绝应答',
    },
  ),
];
