/** Texts of the Certificate screen. */
import type { TextTree } from './tree.ts';

export const certificateTexts = {
  title: { en: 'What is wrong with its TLS?', zh: '它的 TLS 有什么问题？' },
  url: { en: 'Address to examine', zh: '检查地址' },
  placeholder: {
    en: 'https://example.org or ftps://example.org',
    zh: 'https://example.org 或 ftps://example.org',
  },
  hint: {
    en: 'Options set on the Test screen (CA file, client certificate, proxy, AUTH TLS …) hold here too.',
    zh: '测试页面中设置的选项（CA 文件、客户端证书、代理、AUTH TLS 等）在此同样有效。',
  },
  examine: { en: 'Examine', zh: '检查' },
  examining: { en: 'Examining…', zh: '正在检查…' },
  noTls: {
    en: 'This address has no TLS: examine an https:// or ftps:// address, or ftp:// with AUTH TLS.',
    zh: '该地址不使用 TLS：请检查 https:// 或 ftps:// 地址，或启用 AUTH TLS 的 ftp:// 地址。',
  },
  empty: {
    en: 'Shows the certificates of a server as a tree, what is wrong with them, which versions of TLS it takes, and what it asks of a client. Five short connections; nothing is stored.',
    zh: '以树形显示服务器证书及其问题、支持的 TLS 版本，以及对客户端的要求。共建立五次短连接，不保存任何数据。',
  },
  verdict: { en: 'Verdict', zh: '结论' },
  good: { en: 'Nothing is wrong with the TLS of this address.', zh: '该地址的 TLS 没有问题。' },
  elsewhere: {
    en: 'Nothing is wrong with its TLS; the transfer then failed with {code}.',
    zh: 'TLS 没有问题；之后传输以 {code} 失败。',
  },
  notReached: {
    en: 'It did not come to TLS: {code}.',
    zh: '尚未进行到 TLS：{code}。',
  },
  findings: { en: 'Observed', zh: '观察结果' },
  notes: { en: 'Remarks', zh: '备注' },
  chain: { en: 'Certificates', zh: '证书' },
  noChain: { en: 'The server showed no certificate.', zh: '服务器没有出示证书。' },
  server: { en: 'Server', zh: '服务器' },
  authority: { en: 'Authority', zh: 'CA' },
  root: { en: 'Root', zh: '根证书' },
  expired: { en: 'expired', zh: '已过期' },
  notYet: { en: 'not valid yet', zh: '尚未生效' },
  issuer: { en: 'Issued by', zh: '签发者' },
  names: { en: 'Good for', zh: '适用于' },
  valid: { en: 'Valid', zh: '有效期' },
  validRange: { en: '{from} to {until}', zh: '{from} 至 {until}' },
  key: { en: 'Key', zh: '密钥' },
  signature: { en: 'Signature', zh: '签名' },
  serial: { en: 'Serial number', zh: '序列号' },
  sha256: { en: 'SHA-256', zh: 'SHA-256' },
  versions: { en: 'Versions', zh: '版本' },
  version: { en: 'Version', zh: '版本' },
  answer: { en: 'Answer', zh: '结果' },
  detail: { en: 'Suite, or why not', zh: '套件或原因' },
  accepted: { en: 'accepted', zh: '支持' },
  refused: { en: 'refused', zh: '拒绝' },
  old: {
    en: 'TLS 1.0 and 1.1 are out of use (RFC 8996): a server that still takes them should be set up anew.',
    zh: 'TLS 1.0 与 1.1 已停用（RFC 8996）：仍支持它们的服务器应重新配置。',
  },
  agreed: { en: 'Agreed with this task', zh: '本任务协商结果' },
  client: { en: 'Client certificate', zh: '客户端证书' },
  clients: {
    none: { en: 'The server does not ask for one.', zh: '服务器不要求客户端证书。' },
    optional: {
      en: 'The server asks for one and goes on without it.',
      zh: '服务器请求客户端证书，没有也可继续。',
    },
    required: {
      en: 'The server asks for one and does not go on without one it accepts: set it in the task (`tls.clientCert`).',
      zh: '服务器要求可接受的客户端证书，否则不继续：请在任务中设置（`tls.clientCert`）。',
    },
  },
  revocation: { en: 'Revocation', zh: '吊销状态' },
  revocationOff: {
    en: 'Not asked; set `tls.revocation` in the task.',
    zh: '未检查；请在任务中设置 `tls.revocation`。',
  },
  revocations: {
    good: { en: 'Not revoked, says {source}.', zh: '未吊销（来源：{source}）。' },
    revoked: { en: 'Revoked, says {source}.', zh: '已吊销（来源：{source}）。' },
    unknown: { en: 'Unknown to {source}.', zh: '{source} 不知道该证书。' },
    open: { en: 'No usable answer of {source}.', zh: '{source} 没有可用的应答。' },
  },
  examineThis: { en: 'Examine its TLS', zh: '检查其 TLS' },
} satisfies TextTree;
