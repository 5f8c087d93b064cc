/** Cases of the task itself, name resolution and TCP: before any byte of the application. */
import type { Zone } from '../script.ts';
import { answer, redirectTo } from './answers.ts';
import { download, type Fault, portDownload, web } from './fault.ts';

const here = ['127.0.0.1'];

/** Limits of the late names are 300 ms; `slightly-late` stays inside. */
export const ZONE: Zone = {
  'good.lab.test': { a: here },
  'alias.lab.test': { cname: 'good.lab.test' },
  'dangling-alias.lab.test': { cname: 'nowhere.lab.test' },
  'no-address.lab.test': {},
  'private.lab.test': { a: ['10.255.255.1'] },
  'alias-of-alias.lab.test': { cname: 'alias.lab.test' },
  'alias-loop.lab.test': { cname: 'alias-loop-back.lab.test' },
  'alias-loop-back.lab.test': { cname: 'alias-loop.lab.test' },
  'many.lab.test': { a: Array.from({ length: 100 }, (_, index) => `127.0.0.${index + 1}`) },
  'truncated.lab.test': { a: here, truncated: true },
  'formerr.lab.test': { error: 'FORMERR' },
  'ipv6-only.lab.test': { aaaa: ['::1'] },
  'servfail.lab.test': { error: 'SERVFAIL' },
  'refused.lab.test': { error: 'REFUSED' },
  'garbage.lab.test': { garbage: true },
  'slightly-late.lab.test': { a: here, lateMs: 100 },
  'late.lab.test': { a: here, lateMs: 1500 },
  'silent.lab.test': { silent: true },
};

const page = answer(1000);
const onHost = (host: string): Pick<Fault, 'servers' | 'task'> => ({
  servers: { web: web(page, host) },
  task: { url: '{web}' },
});
const shortDns = { dns: { limitMs: 300 } };
const shortConnect = { timeouts: { connectMs: 300 } };

export const taskFaults: readonly Fault[] = [
  {
    id: 'url-bad-host',
    code: 606,
    phase: 'preflight',
    title: { en: 'URL with a broken IPv6 address', zh: 'URL 中的 IPv6 地址残缺' },
    task: { url: 'http://[bad' },
  },
  {
    id: 'url-bad-port',
    code: 606,
    phase: 'preflight',
    title: { en: 'URL with port 99999', zh: 'URL 端口为 99999' },
    task: { url: 'http://127.0.0.1:99999/' },
  },
  {
    id: 'url-no-host',
    code: 606,
    phase: 'preflight',
    title: { en: 'URL without a host', zh: 'URL 缺少主机名' },
    task: { url: 'http://' },
  },
  {
    id: 'url-empty',
    code: 606,
    phase: 'preflight',
    title: { en: 'Empty URL', zh: 'URL 为空' },
    task: { url: '' },
  },
  {
    id: 'scheme-gopher',
    code: 603,
    phase: 'preflight',
    title: { en: 'gopher:// URL', zh: 'gopher:// 协议的 URL' },
    task: { url: 'gopher://127.0.0.1/' },
  },
  {
    id: 'scheme-file',
    code: 603,
    phase: 'preflight',
    title: { en: 'file:// URL', zh: 'file:// 协议的 URL' },
    task: { url: 'file:///etc/hosts' },
  },
  {
    id: 'protocol-http-off',
    code: 607,
    phase: 'preflight',
    title: { en: 'http URL in a task that allows only https', zh: '任务仅允许 https，URL 却为 http' },
    ...download(page, { protocols: ['https'] }),
  },
  {
    id: 'protocol-https-off',
    code: 607,
    phase: 'preflight',
    title: { en: 'https URL in a task that allows only http', zh: '任务仅允许 http，URL 却为 https' },
    task: { url: 'https://good.lab.test/', protocols: ['http'] },
  },
];

export const resolveFaults: readonly Fault[] = [
  {
    id: 'dns-unknown-name',
    code: 600,
    phase: 'resolve',
    title: { en: 'The name does not exist (NXDOMAIN)', zh: '域名不存在（NXDOMAIN）' },
    ...onHost('unknown.lab.test'),
  },
  {
    id: 'dns-servfail',
    code: 600,
    phase: 'resolve',
    title: { en: 'The name server fails (SERVFAIL)', zh: '域名服务器出错（SERVFAIL）' },
    ...onHost('servfail.lab.test'),
  },
  {
    id: 'dns-refused',
    code: 600,
    phase: 'resolve',
    title: { en: 'The name server refuses to answer (REFUSED)', zh: '域名服务器拒绝应答（REFUSED）' },
    ...onHost('refused.lab.test'),
  },
  {
    id: 'dns-no-address',
    code: 600,
    phase: 'resolve',
    title: { en: 'The name exists and has no address', zh: '域名存在，但没有地址记录' },
    ...onHost('no-address.lab.test'),
  },
  {
    id: 'dns-no-ipv4',
    code: 600,
    phase: 'resolve',
    title: { en: 'IPv4 asked for, and the name has only IPv6', zh: '要求 IPv4，但域名只有 IPv6 地址' },
    servers: { web: web(page, 'ipv6-only.lab.test') },
    task: { url: '{web}', ipFamily: '4' },
  },
  {
    id: 'dns-no-ipv6',
    code: 600,
    phase: 'resolve',
    title: { en: 'IPv6 asked for, and the name has only IPv4', zh: '要求 IPv6，但域名只有 IPv4 地址' },
    servers: { web: web(page, 'good.lab.test') },
    task: { url: '{web}', ipFamily: '6' },
  },
  {
    id: 'dns-dangling-alias',
    code: 600,
    phase: 'resolve',
    title: { en: 'The alias (CNAME) leads to no address', zh: '别名（CNAME）指向的域名没有地址' },
    ...onHost('dangling-alias.lab.test'),
  },
  {
    id: 'dns-alias-loop',
    code: 600,
    phase: 'resolve',
    title: { en: 'Two aliases (CNAME) that lead to each other', zh: '两个别名（CNAME）互相指向' },
    ...onHost('alias-loop.lab.test'),
  },
  {
    id: 'dns-formerr',
    code: 600,
    phase: 'resolve',
    title: {
      en: 'The name server finds the query wrong (FORMERR)',
      zh: '域名服务器认为查询格式错误（FORMERR）',
    },
    ...onHost('formerr.lab.test'),
  },
  {
    id: 'dns-garbage',
    code: 600,
    phase: 'resolve',
    title: { en: 'The name server answers nonsense', zh: '域名服务器返回无法解析的内容' },
    ...onHost('garbage.lab.test'),
  },
  {
    id: 'dns-server-closed',
    code: 600,
    phase: 'resolve',
    title: { en: 'Nobody listens at the name server', zh: '域名服务器端口无人监听' },
    servers: { web: web(page, 'good.lab.test'), nobody: { kind: 'refused' } },
    task: { url: '{web}', dns: { servers: ['{nobody.authority}'] } },
  },
  {
    id: 'dns-late',
    code: 722,
    phase: 'resolve',
    title: { en: 'A good answer after the limit', zh: '应答正确，但超过了 DNS 时限' },
    servers: { web: web(page, 'late.lab.test') },
    task: { url: '{web}', ...shortDns },
  },
  {
    id: 'dns-silent',
    code: 722,
    phase: 'resolve',
    title: { en: 'The name server never answers', zh: '域名服务器始终不应答' },
    servers: { web: web(page, 'silent.lab.test') },
    task: { url: '{web}', ...shortDns },
  },
  {
    id: 'redirect-dns-late',
    code: 722,
    phase: 'resolve',
    title: { en: 'Redirect to a name that is answered after the limit', zh: '重定向目标的 DNS 应答超过时限' },
    servers: { web: web(redirectTo('{next}')), next: web(page, 'late.lab.test') },
    task: { url: '{web}', ...shortDns },
  },
];

export const connectFaults: readonly Fault[] = [
  {
    id: 'local-address-not-ours',
    code: 721,
    phase: 'connect',
    title: { en: 'A local address this computer does not have', zh: '本机没有指定的本地地址' },
    ...download(page, { localAddress: '203.0.113.9' }),
  },
  {
    id: 'local-interface-unknown',
    code: 721,
    phase: 'connect',
    title: { en: 'A network interface this computer does not have', zh: '本机没有指定的网络接口' },
    ...download(page, { localAddress: 'no-such-interface' }),
  },
  {
    id: 'connect-refused',
    code: 601,
    phase: 'connect',
    title: { en: 'Connection refused', zh: '连接被拒绝' },
    servers: { nobody: { kind: 'refused' } },
    task: { url: '{nobody}/file' },
  },
  {
    id: 'connect-timeout',
    code: 601,
    phase: 'connect',
    title: { en: 'The server drops the connection request (SYN)', zh: '服务器丢弃连接请求（SYN）' },
    servers: { full: { kind: 'drop' } },
    task: { url: '{full}/file', ...shortConnect },
  },
  {
    id: 'redirect-refused',
    code: 605,
    phase: 'connect',
    title: { en: 'Redirect to a port that refuses', zh: '重定向目标拒绝连接' },
    servers: { web: web(redirectTo('{nobody}/file')), nobody: { kind: 'refused' } },
    task: { url: '{web}' },
  },
  {
    id: 'redirect-refused-https',
    code: 605,
    phase: 'connect',
    title: { en: 'Redirect to an https port that refuses', zh: '重定向到拒绝连接的 https 端口' },
    servers: { web: web(redirectTo('{nobody}/file')), nobody: { kind: 'refused', scheme: 'https' } },
    task: { url: '{web}' },
  },
  {
    id: 'redirect-unknown-name',
    code: 605,
    phase: 'resolve',
    title: { en: 'Redirect to a name that does not exist', zh: '重定向目标的域名不存在' },
    servers: { web: web(redirectTo('{next}')), next: web(page, 'unknown.lab.test') },
    task: { url: '{web}' },
  },
  {
    id: 'redirect-connect-timeout',
    code: 605,
    phase: 'connect',
    title: { en: 'Redirect to a server that drops the SYN', zh: '重定向目标丢弃连接请求（SYN）' },
    servers: { web: web(redirectTo('{full}/file')), full: { kind: 'drop' } },
    task: { url: '{web}', ...shortConnect },
  },
  {
    id: 'accept-silent',
    code: 613,
    phase: 'response',
    title: { en: 'Accepts the connection and never reads', zh: '接受连接后从不读取数据' },
    ...portDownload([{ stall: 'deaf' }], { timeouts: { responseMs: 300 } }),
  },
];
