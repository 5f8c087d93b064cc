/** Texts of the desktop program outside of its window: menu, tray, notifications. */
import type { Text } from './text.ts';

export const desktopTexts = {
  file: { en: 'File', zh: '文件' },
  openFile: { en: 'Open task file…', zh: '打开任务文件…' },
  taskFiles: { en: 'Task files', zh: '任务文件' },
  go: { en: 'Go', zh: '转到' },
  palette: { en: 'Find and do…', zh: '查找与操作…' },
  dataFolder: { en: 'Show the data folder', zh: '打开数据文件夹' },
  show: { en: 'Show catprobe', zh: '显示 catprobe' },
  runAll: { en: 'Run all saved tasks', zh: '运行全部已保存的任务' },
  quit: { en: 'Quit', zh: '退出' },
  inTray: { en: 'catprobe goes on in the tray', zh: 'catprobe 在托盘中继续运行' },
  inTrayBody: {
    en: 'Tasks with a schedule run on. Quit from the menu of the tray.',
    zh: '定时任务将继续执行。可从托盘菜单退出。',
  },
  notStarted: { en: 'The tasks were not started', zh: '任务未启动' },
} satisfies Record<string, Text>;
