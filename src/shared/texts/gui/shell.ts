/** Texts of the frame around the screens: navigation, preferences, shortcuts, the line to the host. */
import type { TextTree } from './tree.ts';

export const shellTexts = {
  screens: {
    test: { en: 'Test', zh: '测试' },
    tasks: { en: 'Tasks', zh: '任务' },
    certificate: { en: 'Certificate', zh: '证书' },
    runs: { en: 'Runs', zh: '运行' },
    results: { en: 'Results', zh: '结果' },
    analysis: { en: 'Analysis', zh: '分析' },
    codes: { en: 'Codes', zh: '错误码' },
    lab: { en: 'Lab', zh: '实验室' },
  },
  shell: {
    tagline: { en: 'File-transfer probe', zh: '文件传输拨测' },
    navigation: { en: 'Screens', zh: '页面' },
    skip: { en: 'Skip to content', zh: '跳到正文' },
    version: { en: 'Version {version}', zh: '版本 {version}' },
    running: { en: 'A test is running', zh: '测试进行中' },
    loading: { en: 'Loading…', zh: '加载中…' },
    retry: { en: 'Try again', zh: '重试' },
    close: { en: 'Close', zh: '关闭' },
    reset: { en: 'Reset', zh: '重置' },
  },
  preferences: {
    theme: { en: 'Theme', zh: '主题' },
    language: { en: 'Language', zh: '语言' },
    system: { en: 'System', zh: '跟随系统' },
    light: { en: 'Light', zh: '浅色' },
    dark: { en: 'Dark', zh: '深色' },
    notKept: { en: 'The choice could not be kept: {reason}', zh: '无法保存此设置：{reason}' },
  },
  shortcuts: {
    title: { en: 'Keyboard shortcuts', zh: '键盘快捷键' },
    run: { en: 'Run the test', zh: '开始测试' },
    diagnose: { en: 'Diagnose the address', zh: '诊断该地址' },
    cancel: { en: 'Cancel the running test', zh: '取消正在进行的测试' },
    address: { en: 'Go to the address field', zh: '定位到地址栏' },
    screens: { en: 'The screens, in their order', zh: '各页面，按顺序' },
    palette: { en: 'Find anything: screens, actions, tasks, codes', zh: '查找页面、操作、任务和错误码' },
    help: { en: 'Show this help', zh: '显示此帮助' },
  },
  connection: {
    lost: {
      en: 'The connection to catprobe is lost. Trying again… If the program was closed, start it again.',
      zh: '与 catprobe 的连接已断开，正在重连……如果程序已退出，请重新启动。',
    },
    forbiddenTitle: { en: 'This page has no access', zh: '此页面没有访问权限' },
    forbidden: {
      en: 'Each start of catprobe has an address of its own, and this page was not opened through it. Open the address that the program printed when it started, from http:// to the end of the token.',
      zh: 'catprobe 每次启动都会生成专用地址，而此页面不是通过该地址打开的。请打开程序启动时显示的完整地址（从 http:// 到 token 末尾）。',
    },
    forbiddenHint: {
      en: 'Lost it? Stop the program with Ctrl-C and start it again.',
      zh: '找不到地址？请按 Ctrl-C 停止程序后重新启动。',
    },
  },
  errors: {
    unreachable: {
      en: 'catprobe does not answer; see whether the program still runs',
      zh: 'catprobe 没有响应；请确认程序仍在运行',
    },
    forbidden: {
      en: 'No access; open the address that the program printed',
      zh: '没有访问权限；请打开程序显示的地址',
    },
    crashedTitle: { en: 'This screen failed', zh: '此页面出错' },
    crashed: {
      en: 'Your results are safe in the store. Load the page again to go on. ({detail})',
      zh: '已保存的结果不受影响。请重新加载页面以继续。（{detail}）',
    },
    reload: { en: 'Load again', zh: '重新加载' },
  },
} satisfies TextTree;
