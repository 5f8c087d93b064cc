/** Texts of the Results screen. */
import type { TextTree } from './tree.ts';

export const resultsTexts = {
  title: { en: 'Results', zh: '结果' },
  count: { en: '{shown} of {total}', zh: '{shown} / {total}' },
  list: { en: 'Results, newest first', zh: '结果列表，最新的在前' },
  empty: { en: 'No results yet', zh: '还没有结果' },
  emptyHint: {
    en: 'Run a test, or let the local lab fill this list with real transfers.',
    zh: '请先运行一次测试，或用本地实验室生成真实的传输结果。',
  },
  goToTest: { en: 'Go to Test', zh: '前往测试' },
  noMatch: { en: 'No result matches these filters', zh: '没有符合筛选条件的结果' },
  noMatchHint: { en: 'Widen them, or clear them all.', zh: '请放宽或清除筛选条件。' },
  clear: { en: 'Clear filters', zh: '清除筛选' },
  more: { en: 'Load more', zh: '加载更多' },
  failed: { en: 'The results could not be loaded', zh: '无法加载结果' },

  filters: { en: 'Filters', zh: '筛选' },
  search: { en: 'Search', zh: '搜索' },
  searchHint: { en: 'URL, host, task, error name', zh: 'URL、主机、任务、错误名称' },
  outcome: { en: 'Outcome', zh: '结果' },
  code: { en: 'Code', zh: '错误码' },
  host: { en: 'Host', zh: '主机' },
  phase: { en: 'Phase', zh: '阶段' },
  side: { en: 'Side', zh: '责任方' },
  any: { en: 'Any', zh: '不限' },
  outcomes: {
    ok: { en: 'Success', zh: '成功' },
    failed: { en: 'Failed', zh: '失败' },
    canceled: { en: 'Canceled', zh: '已取消' },
  },
  chips: {
    task: { en: 'Task: {value}', zh: '任务：{value}' },
    run: { en: 'One run', zh: '单次运行' },
    since: { en: 'Since {value}', zh: '自 {value}' },
    until: { en: 'Until {value}', zh: '至 {value}' },
    remove: { en: 'Remove the filter "{name}"', zh: '移除筛选“{name}”' },
  },

  time: { en: 'Time', zh: '时间' },
  result: { en: 'Result', zh: '结果' },
  target: { en: 'Target', zh: '目标' },
  speed: { en: 'Speed', zh: '速度' },
  total: { en: 'Total', zh: '总耗时' },
  open: { en: 'Open the result of {target}', zh: '打开 {target} 的结果' },
  detail: { en: 'Result in detail', zh: '结果详情' },
} satisfies TextTree;
