/** Texts of the command palette, and of files that are handed to the window. */
import type { TextTree } from './tree.ts';

export const paletteTexts = {
  title: { en: 'Find and do', zh: '查找与操作' },
  search: { en: 'Screen, action, task or code', zh: '页面、操作、任务或错误码' },
  nothing: { en: 'Nothing found for "{query}"', zh: '没有找到“{query}”' },
  list: { en: 'Found', zh: '查找结果' },
  groups: {
    screens: { en: 'Screen', zh: '页面' },
    actions: { en: 'Action', zh: '操作' },
    tasks: { en: 'Run task', zh: '运行任务' },
    codes: { en: 'Code', zh: '错误码' },
  },
  actions: {
    runAll: { en: 'Run all saved tasks', zh: '运行全部已保存的任务' },
    cancelAll: { en: 'Cancel all runs', zh: '取消全部运行' },
    diagnose: { en: 'Diagnose the address of the Test screen', zh: '诊断测试页面中的地址' },
    lab: { en: 'Prove all codes in the lab', zh: '在实验室中验证全部错误码' },
    light: { en: 'Light theme', zh: '浅色主题' },
    dark: { en: 'Dark theme', zh: '深色主题' },
    system: { en: 'Theme of the system', zh: '跟随系统主题' },
    shortcuts: { en: 'Keyboard shortcuts', zh: '键盘快捷键' },
    welcome: { en: 'What catprobe is', zh: 'catprobe 简介' },
  },
  failed: { en: 'That did not work', zh: '操作未成功' },
  files: {
    drop: { en: 'Drop task files here', zh: '将任务文件拖放到此处' },
    title: { en: 'Tasks from {name}', zh: '来自 {name} 的任务' },
    bad: { en: '{name} cannot be used', zh: '无法使用 {name}' },
    count: { en: '{count} tasks', zh: '{count} 个任务' },
    save: { en: 'Save', zh: '保存' },
    run: { en: 'Run now', zh: '立即运行' },
    replaces: { en: 'replaces the saved task', zh: '将替换已保存的任务' },
    scheduled: { en: 'runs by itself once it is saved', zh: '保存后将自动定时运行' },
    saved: { en: 'Saved: {count} tasks', zh: '已保存 {count} 个任务' },
  },
} satisfies TextTree;
