/** Texts of the first page: what catprobe is, in three sentences. */
import type { TextTree } from './tree.ts';

export const welcomeTexts = {
  title: { en: 'Welcome to catprobe', zh: '欢迎使用 catprobe' },
  open: { en: 'What catprobe is', zh: 'catprobe 简介' },
  what: {
    en: 'catprobe downloads a file from an address you name, or uploads one to it, and times every step of the way.',
    zh: 'catprobe 从您指定的地址下载文件，或向其上传文件，并记录途中每一步的耗时。',
  },
  verdict: {
    en: 'When something fails, it names the exact CAT error code, shows the evidence, and says whose side it is on and what to check next.',
    zh: '一旦失败，它会给出准确的 CAT 错误码和证据，指出责任方以及下一步该检查什么。',
  },
  local: {
    en: 'Everything runs on this computer, and results are stored here only.',
    zh: '一切都在本机运行，结果也只保存在本机。',
  },
  begin: { en: 'How to begin', zh: '从这里开始' },
  firstTest: { en: 'Test an address', zh: '测试一个地址' },
  firstTestHint: {
    en: 'Enter the address of a file and press Run: the verdict comes in seconds.',
    zh: '输入文件地址并开始测试，几秒内即可得到结论。',
  },
  labHint: {
    en: 'Servers on this computer fail on purpose, once for each code. Nothing leaves the computer.',
    zh: '由本机服务器故意制造故障，逐一演示每个错误码。数据不会离开本机。',
  },
  seeLab: { en: 'See the faults one by one', zh: '逐个查看故障' },
  again: {
    en: 'This page is shown once. The keyboard help and the palette (Ctrl K, ⌘ K) open it again.',
    zh: '此页面只自动显示一次。之后可从快捷键帮助或查找面板（Ctrl K、⌘ K）再次打开。',
  },
} satisfies TextTree;
