/** Texts of the Codes screen. The codes themselves have theirs in the code table. */
import type { TextTree } from './tree.ts';

export const codesTexts = {
  title: { en: 'What does this code mean?', zh: '这个错误码是什么意思？' },
  search: { en: 'Search the codes', zh: '搜索错误码' },
  searchHint: {
    en: '609, curl:35, wininet:12037, ECONNRESET, words',
    zh: '609、curl:35、wininet:12037、ECONNRESET、关键词',
  },
  any: { en: 'Any', zh: '不限' },
  family: { en: 'Family', zh: '类别' },
  side: { en: 'Side', zh: '责任方' },
  phase: { en: 'Phase', zh: '阶段' },
  list: { en: 'Codes', zh: '错误码列表' },
  count: { en: '{count} found', zh: '找到 {count} 个' },
  nothing: { en: 'No code fits', zh: '没有符合的错误码' },
  nothingHint: {
    en: 'Try a number (609, 404), one of another tool (curl:35, wininet:12037), a name such as ECONNRESET, or fewer words.',
    zh: '可尝试编号（609、404）、其他工具的错误号（curl:35、wininet:12037）、ECONNRESET 之类的名称，或减少关键词。',
  },
  clear: { en: 'Clear search and filters', zh: '清除搜索和筛选' },
  failed: { en: 'The codes could not be searched', zh: '无法搜索错误码' },

  intro: {
    title: { en: 'How a result is reported', zh: '结果如何表示' },
    transfer: {
      en: '600 to 665 and 720 to 723: one of the {count} CAT codes of file transfers. Other kinds of CAT tasks use the same numbers for other things, so say "file transfer 609".',
      zh: '600 至 665、720 至 723：文件传输的 {count} 个 CAT 错误码之一。其他类型的 CAT 任务用相同编号表示其他含义，因此请说“文件传输 609”。',
    },
    http: {
      en: '400 to 599: the server answered with this HTTP status, and it is reported as it is. Search for any of them.',
      zh: '400 至 599：服务器返回的 HTTP 状态码，按原样报告。可直接搜索任意状态码。',
    },
    success: {
      en: '0: success. A test that was canceled has no code.',
      zh: '0：成功。被取消的测试没有错误码。',
    },
    pick: {
      en: 'Choose a code in the list, or search for a number of another tool.',
      zh: '请在列表中选择错误码，或搜索其他工具的错误号。',
    },
  },

  page: {
    unknown: { en: 'There is no code {code}', zh: '没有错误码 {code}' },
    other: { en: 'In Chinese: {name}', zh: '英文名称：{name}' },
    meaning: { en: 'What it means', zh: '含义' },
    detected: { en: 'What it is decided from', zh: '判定依据' },
    next: { en: 'What to check next', zh: '建议排查步骤' },
    native: { en: 'Under other names', zh: '其他名称' },
    nativeNames: { en: 'Node, system, OpenSSL', zh: 'Node、系统、OpenSSL' },
    none: { en: 'nothing of its own', zh: '没有对应项' },
    cases: { en: 'Seen in the lab', zh: '在实验室中演示' },
    casesHint: {
      en: 'Each case is a real transfer against a server on this computer that fails in this way.',
      zh: '每个用例都是与本机故障服务器之间的一次真实传输。',
    },
    noCases: { en: 'The lab has no case for it.', zh: '实验室中没有对应的用例。' },
    allCases: { en: 'Show all {count}', zh: '显示全部 {count} 个' },
    casesFailed: { en: 'The cases of the lab could not be loaded', zh: '无法加载实验室用例' },
    results: { en: 'In your results', zh: '在您的结果中' },
    own: { en: '{count} of your own tests ended with it.', zh: '您的测试中有 {count} 次以此结束。' },
    ownNone: { en: 'None of your own tests has ended with it.', zh: '您的测试中没有以此结束的。' },
    lab: { en: 'Results of the lab with it: {count}.', zh: '实验室中以此结束的结果：{count} 条。' },
    openResults: { en: 'Open in Results', zh: '在“结果”中查看' },
    resultsFailed: { en: 'The results could not be counted', zh: '无法统计结果' },
  },
  about: { en: 'All about {code}', zh: '{code} 详解' },
} satisfies TextTree;
