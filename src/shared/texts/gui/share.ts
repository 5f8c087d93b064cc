/** Texts of the menu for reports, exports and support bundles, and of its dialogs. */
import type { BundleFileName } from '../../report.ts';
import type { Text } from '../text.ts';
import type { TextTree } from './tree.ts';

const files: Record<BundleFileName, Text> = {
  'manifest.json': { en: 'Table of contents', zh: '目录' },
  'results.ndjson': { en: 'Results with evidence', zh: '结果与证据' },
  'report.html': { en: 'Report', zh: '报告' },
  'transcript.txt': { en: 'FTP conversation', zh: 'FTP 会话记录' },
  'task.json': { en: 'Task, without secrets', zh: '任务（不含敏感信息）' },
  'curl.txt': { en: 'curl command', zh: 'curl 命令' },
  'environment.json': { en: 'This computer', zh: '本机环境' },
};

export const shareTexts = {
  menu: { en: 'Report and export', zh: '报告与导出' },
  report: { en: 'Report', zh: '报告' },
  html: { en: 'Save as HTML', zh: '保存为 HTML' },
  pdf: { en: 'Save as PDF', zh: '保存为 PDF' },
  print: { en: 'Print, or save as PDF', zh: '打印或另存为 PDF' },
  support: { en: 'Support', zh: '技术支持' },
  bundle: { en: 'Support bundle…', zh: '诊断包…' },
  data: { en: 'Data', zh: '数据' },
  csv: { en: 'CSV', zh: 'CSV' },
  catCsv: { en: "CSV with CAT's field names", zh: 'CSV（CAT 字段名）' },
  json: { en: 'JSON', zh: 'JSON' },
  parquet: { en: 'Parquet', zh: 'Parquet' },
  junit: { en: 'JUnit XML', zh: 'JUnit XML' },
  copyCurl: { en: 'Copy as curl', zh: '复制为 curl' },
  working: { en: 'Writing the file…', zh: '正在写入文件……' },
  saved: { en: 'Saved as {file}', zh: '已保存为 {file}' },
  downloaded: { en: 'Given to the browser as {file}', zh: '已交由浏览器下载：{file}' },
  failed: { en: 'The file was not written', zh: '文件未写入' },

  dialog: {
    title: { en: 'Support bundle', zh: '诊断包' },
    intro: {
      en: 'One file for whoever helps you. Nothing is sent: this is what would be in it, with secrets replaced by ***. Leave out what should not be.',
      zh: '发给协助您的人的单个文件。不会发送任何数据：以下即为其内容，敏感信息已用 *** 代替。可去掉不想包含的部分。',
    },
    addresses: { en: "With this computer's network addresses", zh: '包含本机网络地址' },
    include: { en: 'Include: {name}', zh: '包含：{name}' },
    files: { en: 'Files', zh: '文件' },
    content: { en: 'Content of {name}', zh: '{name} 的内容' },
    size: { en: '{name}, {size}', zh: '{name}，{size}' },
    results: { en: '{count} results', zh: '{count} 条结果' },
    cut: {
      en: 'The newest {count} results are in it; {left} more do not fit.',
      zh: '包含最近 {count} 条结果；另有 {left} 条未包含。',
    },
    save: { en: 'Save bundle', zh: '保存诊断包' },
    failed: { en: 'The bundle could not be made', zh: '无法生成诊断包' },
  },
  files,

  open: {
    action: { en: 'Open a support bundle', zh: '打开诊断包' },
    title: { en: 'Support bundle from elsewhere', zh: '来自他人的诊断包' },
    foreign: {
      en: 'Made on another computer by catprobe {version} on {time}. You are only looking at it: nothing of it is in your store or your analysis.',
      zh: '由另一台计算机上的 catprobe {version} 于 {time} 创建。仅供查看：不会进入您的存储或分析。',
    },
    results: { en: 'Results', zh: '结果' },
    none: { en: 'This bundle has no results', zh: '此诊断包不含结果' },
    unreadable: { en: '{count} results could not be read.', zh: '有 {count} 条结果无法读取。' },
    tooLarge: {
      en: 'It is larger than any support bundle may be ({mb} MB)',
      zh: '超出诊断包允许的大小（{mb} MB）',
    },
    failed: { en: 'The file cannot be opened', zh: '无法打开文件' },
  },
} satisfies TextTree;
