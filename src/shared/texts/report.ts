/** Texts of reports, exports and support bundles, in files and on the command line. */
import type { Text } from './text.ts';

export const reportTexts = {
  title: { en: 'File-transfer test report', zh: '文件传输测试报告' },
  ofRun: { en: 'Run of {time}', zh: '{time} 的运行' },
  ofAnalysis: { en: 'Analysis', zh: '分析' },
  created: { en: 'Created {time}', zh: '生成时间 {time}' },
  range: { en: '{from} to {until}', zh: '{from} 至 {until}' },
  summary: { en: 'Summary', zh: '概要' },
  tests: { en: 'Tests', zh: '测试次数' },
  failures: { en: 'Failed', zh: '失败' },
  successRate: { en: 'Success rate', zh: '成功率' },
  medianSpeed: { en: 'Speed, median', zh: '速度中位数' },
  medianFirst: { en: 'First packet, median', zh: '首包中位数' },
  topErrors: { en: 'Top five error types', zh: '前五错误类型' },
  noFailures: { en: 'No failures.', zh: '没有失败。' },
  allOk: { en: 'All tests succeeded', zh: '所有测试均成功' },
  someFailed: { en: '{failed} of {total} tests failed', zh: '{total} 次测试中 {failed} 次失败' },
  noTests: { en: 'No tests in this selection', zh: '所选范围内没有测试' },
  groups: { en: 'By {dimension}', zh: '按 {dimension}' },
  group: { en: 'Group', zh: '分组' },
  count: { en: 'Count', zh: '次数' },
  share: { en: 'Share', zh: '占比' },
  code: { en: 'Code', zh: '错误码' },
  error: { en: 'Error type', zh: '错误类型' },
  examples: { en: 'What to do about them', zh: '处理建议' },
  example: { en: 'Latest: {target}, {time}', zh: '最近一次：{target}，{time}' },
  attempts: { en: 'Attempts', zh: '测试记录' },
  attemptsShown: { en: 'the newest {shown} of {total}', zh: '最近 {shown} 次，共 {total} 次' },
  result: { en: 'Result', zh: '结果' },
  more: { en: '{count} more', zh: '其余 {count} 项' },
  catName: { en: "CAT's name", zh: 'CAT 名称' },
  state: { en: 'State', zh: '状态' },
  certificate: { en: 'Certificate', zh: '证书' },
  issuer: { en: 'Issuer', zh: '签发者' },
  valid: { en: 'Valid', zh: '有效期' },
  goodFor: { en: 'For {names}', zh: '适用于 {names}' },
  serial: { en: 'Serial number {serial}', zh: '序列号 {serial}' },
  revocation: { en: 'Revocation: {status} ({source})', zh: '吊销状态：{status}（{source}）' },
  hidden: {
    en: 'Passwords, tokens, cookies and home folders are replaced by ***.',
    zh: '密码、令牌、Cookie 与用户主目录已用 *** 代替。',
  },
  notHidden: {
    en: 'Secrets were not hidden, as was asked for: do not pass this on.',
    zh: '按要求未隐藏敏感信息：请勿转发。',
  },
  units: { en: 'KB = 1024 bytes. catprobe {version}', zh: 'KB = 1024 字节。catprobe {version}' },
  unexpectedSuccess: {
    en: 'Succeeded, though the task expects a failure',
    zh: '传输成功，但任务预期失败',
  },

  /** Files that cannot be written. */
  notWritten: {
    en: '{file} could not be written: {reason}. The results are safe in the store; choose another place.',
    zh: '无法写入 {file}：{reason}。结果仍安全保存；请选择其他位置。',
  },
  noSpace: { en: 'the disk is full', zh: '磁盘已满' },
  noAccess: { en: 'there is no permission to write there', zh: '没有写入权限' },
  readOnly: { en: 'the disk is read-only', zh: '磁盘为只读' },
  noFolder: { en: 'its folder does not exist', zh: '所在文件夹不存在' },
  isFolder: { en: 'a folder of this name is there', zh: '同名文件夹已存在' },
  tooLarge: {
    en: 'With {mb} MB the file is too large for a download by the browser; write it with: catprobe export FILE',
    zh: '文件大小为 {mb} MB，超出浏览器下载限制；请使用命令：catprobe export FILE',
  },
  noPdf: {
    en: 'A PDF is made by the desktop program; in the browser, print the report and choose "Save as PDF"',
    zh: 'PDF 由桌面程序生成；在浏览器中请打印报告并选择“另存为 PDF”',
  },
  draftGone: {
    en: 'This bundle was prepared too long ago; prepare it again',
    zh: '该诊断包已过期；请重新准备',
  },

  /** Opening a bundle. */
  notZip: { en: 'this is no ZIP file', zh: '这不是 ZIP 文件' },
  notBundle: { en: 'this ZIP file is no support bundle of catprobe', zh: '此 ZIP 文件不是 catprobe 诊断包' },
  bundleTooLarge: {
    en: 'it is larger than any support bundle may be ({mb} MB)',
    zh: '超出诊断包允许的大小（{mb} MB）',
  },
  bundleStrange: { en: 'it holds a file that no bundle has: {name}', zh: '包含诊断包中不应有的文件：{name}' },
  bundleDamaged: { en: '{name} is damaged or was changed', zh: '{name} 已损坏或被修改' },
  bundleNewer: {
    en: 'it was made by a newer catprobe; update this one',
    zh: '由更新版本的 catprobe 创建；请升级',
  },
  notOpened: { en: 'The bundle cannot be opened: {reason}', zh: '无法打开诊断包：{reason}' },

  /** Command line. */
  written: { en: '{file} written', zh: '已写入 {file}' },
  exported: { en: '{count} results written to {file}', zh: '已将 {count} 条结果写入 {file}' },
  noFile: { en: '{command}: name the file to write', zh: '{command}：请给出要写入的文件' },
  badExport: {
    en: '{file}: the name must end with .csv, .json, .ndjson, .parquet or .xml (JUnit)',
    zh: '{file}：文件名应以 .csv、.json、.ndjson、.parquet 或 .xml（JUnit）结尾',
  },
  badReport: { en: '{file}: the name must end with .html', zh: '{file}：文件名应以 .html 结尾' },
  badBundle: { en: '{file}: the name must end with .zip', zh: '{file}：文件名应以 .zip 结尾' },
  badNames: {
    en: '--names {value}: use catprobe or cat',
    zh: '--names {value}：请使用 catprobe 或 cat',
  },
  badLang: { en: '--lang {value}: use en or zh', zh: '--lang {value}：请使用 en 或 zh' },
  oneSubject: { en: '--run and --result exclude each other; use one', zh: '--run 与 --result 不能同时使用' },
  noRun: { en: 'No result of run {id} is stored', zh: '没有运行 {id} 的结果' },
  noResult: { en: 'Result {id} is not stored', zh: '没有结果 {id}' },
  unreadable: { en: '{file} cannot be read: {reason}', zh: '无法读取 {file}：{reason}' },
  foreign: {
    en: 'Support bundle from elsewhere, made {time} by catprobe {version}; nothing of it is stored here',
    zh: '来自他人的诊断包，由 catprobe {version} 于 {time} 创建；不会存入本机',
  },
  reviewHint: { en: 'Look at it before you pass it on: {files}', zh: '发送前请先查看内容：{files}' },
  bundleCut: {
    en: 'The newest {shown} of {total} results are in it',
    zh: '包含最近 {shown} 条结果，共 {total} 条',
  },
} satisfies Record<string, Text>;
