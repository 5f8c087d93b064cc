/** Texts of the host: what the API, the two doors and the start scripts say in one line. */
import type { Text } from './text.ts';

export const hostTexts = {
  /** Answers of the API. */
  unknownCommand: { en: '{command}: no such command', zh: '{command}：没有此命令' },
  badInput: { en: 'The input is not valid: {first}', zh: '输入无效：{first}' },
  noSuchRun: {
    en: 'Run {id} is not known here; runs are kept until the program ends',
    zh: '找不到运行 {id}；运行记录仅保留到程序退出',
  },
  noSuchDiagnosis: {
    en: 'Diagnosis {id} is not known here or has not ended; the last ones are kept until the program ends',
    zh: '找不到诊断 {id} 或诊断尚未结束；最近的诊断仅保留到程序退出',
  },
  noSuchResult: {
    en: 'Result {id} is not in the store; load the list again',
    zh: '存储中没有结果 {id}；请重新加载列表',
  },
  noSuchTask: {
    en: 'There is no saved task "{name}"; load the list again',
    zh: '没有已保存的任务“{name}”；请重新加载列表',
  },
  noSuchCase: {
    en: 'The lab has no case "{id}"; load the list again',
    zh: '实验室没有名为“{id}”的用例；请重新加载列表',
  },
  noSuchSchedule: {
    en: 'No saved task "{name}" has a schedule; load the list again',
    zh: '没有名为“{name}”的定时任务；请重新加载列表',
  },
  stillRunning: {
    en: '"{name}" is still running; wait for its end, or cancel the run',
    zh: '“{name}”仍在运行；请等待其结束，或取消该次运行',
  },
  noTasks: { en: 'There are no saved tasks yet; save one first', zh: '还没有已保存的任务；请先保存一个' },
  fileTooBig: {
    en: '{file} is larger than a task file may be ({limit} MB)',
    zh: '{file} 超过任务文件的大小上限（{limit} MB）',
  },
  untrusted: { en: 'Only the window of this program may ask', zh: '仅允许本程序的窗口访问' },
  closing: { en: 'The program is closing; start it again', zh: '程序正在退出；请重新启动' },
  internal: {
    en: 'The program itself failed ({detail}); please try again, and report it if it stays',
    zh: '程序内部出错（{detail}）；请重试，若仍出现请反馈',
  },
  keptAside: {
    en: 'Results are kept aside in {folder} and taken in later. {reason}',
    zh: '结果已暂存于 {folder}，稍后会自动入库。{reason}',
  },
  notKept: { en: 'Results of this run are not stored. {reason}', zh: '本次运行的结果未能保存。{reason}' },
  settingsSetAside: {
    en: 'The settings file could not be read. It was set aside as {file}, and the defaults are used',
    zh: '无法读取设置文件，已另存为 {file}，现使用默认设置',
  },

  /** Browser mode. */
  ready: { en: 'catprobe is ready: {url}', zh: 'catprobe 已就绪：{url}' },
  stopHint: { en: 'Press Ctrl-C to stop', zh: '按 Ctrl-C 停止' },
  portInUse: {
    en: 'Port {port} is in use by another program; choose another one with --port, or leave --port out to take a free one',
    zh: '端口 {port} 已被其他程序占用；请用 --port 指定其他端口，或不加 --port 以自动选择空闲端口',
  },
  portForbidden: {
    en: 'Port {port} may not be opened by this user; choose one above 1023 with --port',
    zh: '当前用户无权打开端口 {port}；请用 --port 指定 1023 以上的端口',
  },
  badPort: {
    en: '--port {port} is not a port; use 0 to 65535',
    zh: '--port {port} 不是有效端口；请使用 0 到 65535',
  },
  notBuilt: {
    en: 'The GUI is not built ({file} is missing); run: npm run build',
    zh: 'GUI 尚未构建（缺少 {file}）；请运行：npm run build',
  },
  noBrowser: {
    en: 'No browser could be opened; open the address above yourself',
    zh: '无法打开浏览器；请自行打开上面的地址',
  },

  /** Start: why there is no window, and what happens instead. */
  fetching: {
    en: 'Fetching the desktop runtime (Electron), once…',
    zh: '正在获取桌面运行环境（Electron），仅此一次…',
  },
  noDisplay: { en: 'There is no display here', zh: '此处没有显示器' },
  noRuntime: {
    en: 'The desktop runtime (Electron) could not be fetched',
    zh: '无法获取桌面运行环境（Electron）',
  },
  runtimeBroken: {
    en: 'The desktop runtime does not run here ({file})',
    zh: '桌面运行环境无法在此运行（{file}）',
  },
  insteadBrowser: {
    en: '{reason}: the GUI is in the browser instead, at this address',
    zh: '{reason}：GUI 改在浏览器中，地址如下',
  },
  askBrowser: {
    en: '{reason}; npm start -- --browser opens the GUI in the browser',
    zh: '{reason}；可用 npm start -- --browser 在浏览器中打开 GUI',
  },

  /** Desktop. */
  cannotStart: { en: 'catprobe cannot start', zh: 'catprobe 无法启动' },
} satisfies Record<string, Text>;
