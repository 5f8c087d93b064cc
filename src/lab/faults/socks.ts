/** Cases of what a SOCKS 5 proxy can do wrong. */
import { redirectTo } from './answers.ts';
import { type Fault, web } from './fault.ts';
import { plain, plainElsewhere, proxy, relay, SECRET, through } from './proxied.ts';

const ADDRESS = [0, 1, 0, 0, 0, 0, 0, 0];
const socksReplies: readonly [reply: number, en: string, zh: string][] = [
  [1, 'general failure', '一般性失败'],
  [2, 'not allowed by its rules', '规则不允许'],
  [3, 'network unreachable', '网络不可达'],
  [4, 'host unreachable', '主机不可达'],
  [5, 'connection refused', '连接被拒绝'],
  [6, 'TTL expired', 'TTL 超时'],
  [7, 'command not supported', '不支持的命令'],
  [8, 'address type not supported', '不支持的地址类型'],
];

export const socksFaults: readonly Fault[] = [
  {
    id: 'socks5-target-unknown-name',
    code: 600,
    phase: 'resolve',
    title: {
      en: 'SOCKS 5, and the name of the server does not exist',
      zh: '使用 SOCKS 5，但服务器域名不存在',
    },
    ...through(proxy('socks5', relay('socks5')), plainElsewhere),
  },
  {
    id: 'socks5-silent',
    code: 601,
    phase: 'proxy',
    title: { en: 'The SOCKS proxy never answers', zh: 'SOCKS 代理始终不响应' },
    ...through(proxy('socks5', [{ stall: 'reading' }]), plain, { timeouts: { connectMs: 300 } }),
  },
  {
    id: 'socks5-end',
    code: 608,
    phase: 'proxy',
    title: { en: 'The SOCKS proxy closes instead of an answer', zh: 'SOCKS 代理未响应即关闭连接' },
    ...through(proxy('socks5', [{ take: 3 }, { close: 'fin' }]), plain),
  },
  ...socksReplies.map(([reply, en, zh]) => ({
    id: `socks5-reply-${reply}`,
    code: 601,
    phase: 'proxy' as const,
    title: { en: `The SOCKS proxy refuses: ${en}`, zh: `SOCKS 代理拒绝：${zh}` },
    ...through(
      proxy('socks5', [
        { take: 3 },
        { send: Uint8Array.of(5, 0) },
        { take: 10 },
        { send: Uint8Array.of(5, reply, ...ADDRESS) },
        { close: 'clean' },
      ]),
      plain,
    ),
  })),
  {
    id: 'socks5-unreached',
    code: 601,
    phase: 'proxy',
    title: { en: 'The SOCKS proxy cannot reach the server', zh: 'SOCKS 代理无法连接服务器' },
    ...through(proxy('socks5', relay('socks5')), { kind: 'refused' }),
  },
  {
    id: 'socks5-version',
    code: 601,
    phase: 'proxy',
    title: { en: 'A SOCKS proxy of another version', zh: 'SOCKS 代理版本不符' },
    ...through(proxy('socks5', [{ take: 3 }, { send: Uint8Array.of(4, 91) }, { stall: 'reading' }]), plain),
  },
  {
    id: 'socks5-password-wanted',
    code: 601,
    phase: 'proxy',
    title: { en: 'The SOCKS proxy wants a password', zh: 'SOCKS 代理要求密码' },
    ...through(proxy('socks5', relay('socks5', SECRET)), plain),
  },
  {
    id: 'socks5-password-wrong',
    code: 601,
    phase: 'proxy',
    title: { en: 'The SOCKS proxy refuses the password', zh: 'SOCKS 代理拒绝密码' },
    ...through(proxy('socks5', relay('socks5', SECRET)), plain, {
      proxy: 'socks5://other:wrong@{proxy.authority}',
    }),
  },
  {
    id: 'redirect-socks5-unreached',
    code: 605,
    phase: 'proxy',
    title: {
      en: 'Redirect to a server that the SOCKS proxy cannot reach',
      zh: 'SOCKS 代理无法连接重定向目标',
    },
    servers: {
      proxy: proxy('socks5', relay('socks5')),
      web: web(redirectTo('{nobody}/file')),
      nobody: { kind: 'refused' },
    },
    task: { url: '{web}', proxy: '{proxy}' },
  },
];
