/** Texts of the store: why it cannot be used and the way out, and what the commands that read it say. */
import type { Text } from './text.ts';

export const storeTexts = {
  errors: {
    busy: {
      en: 'The results in {file} are in use by another process; close the other catprobe and try again; its window makes the same lists and reports',
      zh: '{file} 中的结果正被另一进程使用；请关闭另一个 catprobe 后重试；其窗口中也可查看同样的列表和报告',
    },
    busyBy: {
      en: 'The results in {file} are in use by process {pid}; close that catprobe and try again; its window makes the same lists and reports',
      zh: '{file} 中的结果正被进程 {pid} 使用；请关闭该 catprobe 后重试；其窗口中也可查看同样的列表和报告',
    },
    corrupt: {
      en: '{file} is damaged and was left as it is, nothing was deleted; restore it from a copy, or move it (and {file}.wal, if there is one) away to begin anew',
      zh: '{file} 已损坏，已原样保留，未删除任何内容；请用备份恢复，或将其（及 {file}.wal，若存在）移走后重新开始',
    },
    readOnly: {
      en: '{file} cannot be written ({detail}); allow writing there, or choose another folder with --store or CATPROBE_HOME',
      zh: '无法写入 {file}（{detail}）；请授予写入权限，或用 --store 或 CATPROBE_HOME 指定其他文件夹',
    },
    full: {
      en: 'The disk with {file} is full; free some space and try again',
      zh: '{file} 所在磁盘已满；请释放空间后重试',
    },
    newer: {
      en: '{file} was written by a newer catprobe; use that version, or choose another folder with --store or CATPROBE_HOME',
      zh: '{file} 由更新版本的 catprobe 写入；请使用该版本，或用 --store 或 CATPROBE_HOME 指定其他文件夹',
    },
    badTask: { en: 'The task cannot be saved: {detail}', zh: '无法保存任务：{detail}' },
    closed: { en: '{file} has been closed; start the program again', zh: '{file} 已关闭；请重新启动程序' },
    failed: {
      en: '{file} cannot be used ({detail}); please try again, and report it if it stays',
      zh: '无法使用 {file}（{detail}）；请重试，若仍出现请反馈',
    },
  },

  /** `top` and `results`. */
  badSince: {
    en: '--since {value} is not a time; use 30m, 24h, 7d, or a date such as 2026-11-23 or 2026-11-23T08:00:00+08:00',
    zh: '--since {value} 不是有效时间；请使用 30m、24h、7d，或日期，如 2026-11-23、2026-11-23T08:00:00+08:00',
  },
  badDimension: {
    en: '--by {value} is not a dimension; known: {known}, and label.NAME for your labels',
    zh: '--by {value} 不是可用维度；可用：{known}，以及标签 label.名称',
  },
  twoDimensions: {
    en: '--by {value}: two dimensions at most',
    zh: '--by {value}：最多支持两个维度',
  },
  slowestBy: {
    en: '--metric slowest needs --by: the slowest of what? For example --by host',
    zh: '--metric slowest 需要 --by 指定维度，例如 --by host',
  },
  badMetric: {
    en: '--metric {value} is not known; use errors or slowest',
    zh: '--metric {value} 无效；请使用 errors 或 slowest',
  },
  badLabel: {
    en: '--label {value} is not NAME=VALUE, such as operator=CERNET',
    zh: '--label {value} 不是 名称=值 的形式，例如 operator=CERNET',
  },
  badChoice: {
    en: '--{option} {value} is not known; use one of {known}',
    zh: '--{option} {value} 无效；可用：{known}',
  },
  badCode: {
    en: '--code {value} is not a code; use a number such as 601 or 404',
    zh: '--code {value} 不是错误码；请使用数字，如 601 或 404',
  },
  badLimit: {
    en: '--limit {value} is not a count; use a whole number from 1',
    zh: '--limit {value} 不是有效数量；请使用不小于 1 的整数',
  },
  oneFormat: {
    en: '--json and --csv exclude each other; use one',
    zh: '--json 与 --csv 不能同时使用；请选择其一',
  },
  emptyStore: {
    en: 'No results in {folder} yet; fill it with: catprobe run <url>',
    zh: '{folder} 中还没有结果；请先运行：catprobe run <url>',
  },
  noMatch: {
    en: 'No result matches; widen --since or leave the filter out',
    zh: '没有匹配的结果；请放宽 --since 或去掉筛选条件',
  },
  summary: {
    en: '{total} tests, {failed} failed, {rate} succeeded',
    zh: '共 {total} 次测试，失败 {failed} 次，成功率 {rate}',
  },
  figures: {
    en: 'Speed: median {speed} KB/s, p95 {speedP95}.  First packet: median {first} ms, p95 {firstP95}.',
    zh: '速度：中位数 {speed} KB/s，p95 {speedP95}。首包：中位数 {first} ms，p95 {firstP95}。',
  },
  noFailures: { en: 'No failures', zh: '没有失败' },
  topOf: { en: '{by}: {key}', zh: '{by}：{key}' },
  shown: {
    en: '{shown} of {total} results; more with --limit',
    zh: '显示 {shown} / {total} 条结果；用 --limit 显示更多',
  },
  columns: {
    code: { en: 'Code', zh: '错误码' },
    error: { en: 'Error type', zh: '错误类型' },
    count: { en: 'Count', zh: '次数' },
    share: { en: 'Share', zh: '占比' },
    time: { en: 'Started', zh: '开始时间' },
    task: { en: 'Task', zh: '任务' },
    phase: { en: 'Phase', zh: '阶段' },
    speed: { en: 'KB/s', zh: 'KB/s' },
    total: { en: 'Total ms', zh: '总耗时 ms' },
    tests: { en: 'Tests', zh: '测试数' },
    first: { en: 'First packet ms', zh: '首包 ms' },
  },
} satisfies Record<string, Text | Record<string, Text>>;
