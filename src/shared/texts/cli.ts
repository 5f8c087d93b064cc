/** Texts of the command line. */
import type { Text } from './text.ts';

export const cliTexts = {
  noTargets: {
    en: 'run: name a URL or a task file, for example: catprobe run https://example.org/file',
    zh: 'run：请给出 URL 或任务文件，例如：catprobe run https://example.org/file',
  },
  noFile: { en: '{file}: no such file; check the path', zh: '{file}：文件不存在；请检查路径' },
  unreadable: { en: '{file}: cannot be read: {detail}', zh: '{file}：无法读取：{detail}' },
  notJson: { en: '{file}: is not valid JSON: {detail}', zh: '{file}：不是有效的 JSON：{detail}' },
  notYaml: { en: '{file}: is not valid YAML: {detail}', zh: '{file}：不是有效的 YAML：{detail}' },
  notAnObject: { en: '{file}: must be an object of task fields', zh: '{file}：应为任务字段组成的对象' },
  inInbox: {
    en: 'The store is in use by another catprobe; the results wait in {folder} and are taken in when it is next opened.',
    zh: '数据文件正被另一个 catprobe 使用；结果暂存于 {folder}，下次打开时会自动并入。',
  },
  failed: { en: 'catprobe itself failed: {detail}', zh: 'catprobe 自身出错：{detail}' },
  headings: {
    task: { en: 'Task', zh: '任务' },
    code: { en: 'Code', zh: '代码' },
    name: { en: 'Result', zh: '结果' },
    bytes: { en: 'Bytes', zh: '字节' },
    speed: { en: 'KB/s', zh: 'KB/s' },
    firstPacket: { en: 'First ms', zh: '首包 ms' },
    total: { en: 'Total ms', zh: '总计 ms' },
    count: { en: 'Count', zh: '次数' },
    share: { en: 'Share', zh: '占比' },
  },
  canceled: { en: 'canceled', zh: '已取消' },
  asExpected: { en: 'as expected', zh: '符合预期' },
  notAsExpected: { en: 'not as expected', zh: '与预期不符' },
  notFtp: {
    en: '--check-ftp: {task} is no ftp:// or ftps:// URL',
    zh: '--check-ftp：{task} 不是 ftp:// 或 ftps:// 地址',
  },
  oneOutput: {
    en: '--output: is for one download; this run has {count} attempts',
    zh: '--output：只能用于一次下载；本次运行共有 {count} 次',
  },
  outputUpload: {
    en: '--output: {task} is an upload; there is nothing to save',
    zh: '--output：{task} 是上传任务，没有可保存的内容',
  },
  overwriteAlone: { en: '--overwrite: needs --output', zh: '--overwrite：需与 --output 一起使用' },
  evidence: { en: '  evidence  {source} {name}: {detail}', zh: '  证据  {source} {name}：{detail}' },
  proxy: { en: '  proxy     {url} ({address}), {ms} ms', zh: '  代理  {url}（{address}），{ms} ms' },
  next: { en: '  next      {step}', zh: '  建议  {step}' },
  summary: { en: '{ok} of {total} ok', zh: '{total} 次中 {ok} 次成功' },
  topErrors: { en: 'Top error types of this run', zh: '本次运行的主要错误类型' },
  running: {
    en: '{task}  {phase}  {bytes} KB  {speed} KB/s',
    zh: '{task}  {phase}  {bytes} KB  {speed} KB/s',
  },
} satisfies Record<string, Text | Record<string, Text>>;
