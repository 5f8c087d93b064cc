/** Texts around the code table: families, sides, phases, and the labels of an explanation. */
import type { Family, Phase, Side } from '../result.ts';
import type { Text } from './text.ts';

export const familyTexts: Record<Family, Text> = {
  success: { en: 'success', zh: '成功' },
  http: { en: 'HTTP status', zh: 'HTTP 状态码' },
  transfer: { en: 'file transfer', zh: '文件传输' },
};

export const sideTexts: Record<Side, Text> = {
  none: { en: 'none', zh: '无' },
  probe: { en: 'this computer', zh: '本机' },
  network: { en: 'network', zh: '网络' },
  server: { en: 'server', zh: '服务器' },
  task: { en: 'task', zh: '任务设置' },
};

export const phaseTexts: Record<Phase, Text> = {
  preflight: { en: 'preflight', zh: '预检' },
  resolve: { en: 'resolve', zh: '域名解析' },
  connect: { en: 'connect', zh: '建立连接' },
  proxy: { en: 'proxy', zh: '代理' },
  secure: { en: 'secure', zh: 'TLS 握手' },
  login: { en: 'login', zh: '登录' },
  request: { en: 'request', zh: '发送请求' },
  response: { en: 'response', zh: '等待响应' },
  redirect: { en: 'redirect', zh: '重定向' },
  transfer: { en: 'transfer', zh: '传输' },
  verify: { en: 'verify', zh: '校验' },
};

export const codeTexts = {
  success: { en: 'Success', zh: '成功' },
  meaning: { en: 'Meaning', zh: '含义' },
  detected: { en: 'Detected', zh: '判定依据' },
  side: { en: 'Side', zh: '责任方' },
  phase: { en: 'Phase', zh: '阶段' },
  next: { en: 'What to check next', zh: '建议排查步骤' },
  native: { en: 'Native', zh: '原生错误号' },
  none: { en: 'no number of its own', zh: '没有对应的错误号' },
  cases: { en: 'Proven by lab case', zh: '验证用例' },
  matches: { en: '{count} codes match', zh: '共有 {count} 个错误码符合' },
  oneOfThem: { en: 'For one of them: catprobe explain {code}', zh: '查看其中之一：catprobe explain {code}' },
  unknown: {
    en: 'explain: nothing is known about "{query}"; ask for a code (609, 404), a number of another tool (curl:35, wininet:12037), a name (ECONNRESET), or words (certificate expired)',
    zh: 'explain：没有与“{query}”相关的内容；可查询错误码（609、404）、其他工具的错误号（curl:35、wininet:12037）、错误名称（ECONNRESET）或关键词（证书过期）',
  },
  bothFormats: {
    en: 'codes: choose one of --json and --markdown',
    zh: 'codes：--json 与 --markdown 只能选择其一',
  },
} satisfies Record<string, Text>;
