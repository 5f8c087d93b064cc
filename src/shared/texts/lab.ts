/** Texts of the `lab` commands. */
import type { Text } from './text.ts';

export const labTexts = {
  unknownCase: {
    en: 'lab: there is no case "{id}"; "catprobe lab list" lists them',
    zh: 'lab：没有名为“{id}”的用例；用 “catprobe lab list” 查看全部用例',
  },
  unknownCode: {
    en: 'lab: no case for code "{code}"; "catprobe lab list" lists the cases and their codes',
    zh: 'lab：没有错误码“{code}”的用例；用 “catprobe lab list” 查看用例及其错误码',
  },
  badMinutes: {
    en: 'lab serve: --minutes {minutes} is not between 1 and 1440',
    zh: 'lab serve：--minutes {minutes} 不在 1 与 1440 之间',
  },
  columns: {
    code: { en: 'Code', zh: '错误码' },
    id: { en: 'Case', zh: '用例' },
    title: { en: 'What happens', zh: '情形' },
    address: { en: 'Address', zh: '地址' },
    verdict: { en: 'Verdict', zh: '结论' },
  },
  dns: {
    en: 'Names are answered by the name server {address} (task field dns.servers).',
    zh: '域名由 {address} 解析（任务字段 dns.servers）。',
  },
  ca: {
    en: 'Certificates come from the authority in {file} (task field tls.caFile).',
    zh: '证书由 {file} 中的机构签发（任务字段 tls.caFile）。',
  },
  ftpLogin: {
    en: 'FTP servers let in {user} with the password {password} (task fields ftp.user, ftp.password), and anonymous.',
    zh: 'FTP 服务器的账号为 {user}，密码为 {password}（任务字段 ftp.user、ftp.password），也允许匿名登录。',
  },
  serving: {
    en: 'Serving, on this computer alone: {count} of the cases. Ctrl-C stops; otherwise it ends after {minutes} min.',
    zh: '正在本机提供 {count} 个用例，{minutes} 分钟后自动停止；按 Ctrl-C 立即停止。',
  },
  ok: { en: 'ok', zh: '一致' },
  differs: { en: 'DIFFERS', zh: '不一致' },
  skipped: { en: 'skipped', zh: '跳过' },
  skippedCount: {
    en: '{count} cases could not be shown on this computer; their lines say why',
    zh: '{count} 个用例无法在本机演示，原因见对应行',
  },
  got: { en: 'got {code} in phase {phase}: {evidence}', zh: '实际为 {code}，阶段 {phase}：{evidence}' },
  summary: {
    en: '{ok} of {total} cases as expected; {proven}/{codes} codes proven',
    zh: '{total} 个用例中 {ok} 个符合预期；已验证 {proven}/{codes} 个错误码',
  },
} satisfies Record<string, Text | Record<string, Text>>;
