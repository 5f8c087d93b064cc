/** Texts of a task's options in the form of the Test screen. */
import type { TextTree } from './tree.ts';

export const optionTexts = {
  more: { en: 'More options', zh: '更多选项' },
  changed: { en: '{count} set', zh: '已设 {count} 项' },
  reset: { en: 'Reset options', zh: '重置选项' },
  hidden: {
    en: 'This task also sets, not shown here: {names}',
    zh: '此任务还包含未在此显示的设置：{names}',
  },

  ipFamily: { en: 'IP family', zh: 'IP 协议' },
  ipFamilies: {
    auto: { en: 'Auto', zh: '自动' },
    '4': { en: 'IPv4', zh: 'IPv4' },
    '6': { en: 'IPv6', zh: 'IPv6' },
  },
  totalMs: { en: 'Total time limit', zh: '总时限' },
  transferKB: { en: 'Stop after', zh: '下载量上限' },
  transferKBHint: { en: 'whole file', zh: '整个文件' },
  repeat: { en: 'Repeat', zh: '重复次数' },
  follow: { en: 'Follow redirects', zh: '跟随重定向' },

  checks: { en: 'Checks', zh: '校验' },
  md5: { en: 'Expected MD5', zh: '期望的 MD5' },
  sha256: { en: 'Expected SHA-256', zh: '期望的 SHA-256' },
  hexHint: { en: 'Hexadecimal, in any case', zh: '十六进制，不区分大小写' },
  headerContains: { en: 'Header must contain', zh: '响应头须包含' },
  minBytes: { en: 'At least', zh: '最少字节数' },
  declaredSize: { en: 'Header must name the size', zh: '响应头须给出大小' },
  expect: { en: 'Expected code', zh: '期望的错误码' },
  expectHint: { en: 'For a test that must fail', zh: '用于预期失败的测试' },

  network: { en: 'Network', zh: '网络' },
  dnsServers: { en: 'DNS servers', zh: 'DNS 服务器' },
  listHint: { en: 'IP or IP:port; several with commas', zh: 'IP 或 IP:端口，多个用逗号分隔' },
  dnsLimitMs: { en: 'DNS time limit', zh: 'DNS 时限' },
  connectMs: { en: 'Connect time limit', zh: '连接时限' },
  responseMs: { en: 'Response time limit', zh: '响应时限' },
  localAddress: { en: 'Local address', zh: '本地地址' },
  localAddressHint: { en: 'IP or interface to send from', zh: '发送所用的 IP 或网卡' },
  maxRedirects: { en: 'Redirects at most', zh: '最多重定向次数' },

  tls: { en: 'TLS', zh: 'TLS' },
  caFile: { en: 'CA file', zh: 'CA 证书文件' },
  caFileHint: { en: 'PEM; trusted instead of the usual ones', zh: 'PEM 格式；代替默认信任的 CA' },
  serverName: { en: 'Server name', zh: '服务器名称' },
  serverNameHint: { en: 'When it differs from the URL (SNI)', zh: '与 URL 不同时填写（SNI）' },
  tlsMs: { en: 'TLS time limit', zh: 'TLS 时限' },
  minVersion: { en: 'Lowest version', zh: '最低版本' },
  maxVersion: { en: 'Highest version', zh: '最高版本' },
  anyVersion: { en: 'Default', zh: '默认' },
  useSystemCa: { en: "Trust this computer's CAs", zh: '信任本机的 CA' },

  request: { en: 'Request and labels', zh: '请求与标签' },
  headers: { en: 'Request headers', zh: '请求头' },
  headersHint: { en: 'One per line, Name: value', zh: '每行一个，名称: 值' },
  labels: { en: 'Labels', zh: '标签' },
  labelsHint: {
    en: 'One per line, name: value; Analysis groups by them',
    zh: '每行一个，名称: 值；可用于分组分析',
  },
  userAgent: { en: 'User-Agent', zh: 'User-Agent' },
  name: { en: 'Task name', zh: '任务名称' },
  nameHint: { en: 'Default: the URL', zh: '默认为 URL' },
  intervalMs: { en: 'Pause between repeats', zh: '重复间隔' },
  decode: { en: 'Undo content coding (gzip …)', zh: '解压内容编码（gzip 等）' },
} satisfies TextTree;
