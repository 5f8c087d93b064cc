/** Texts of the diagnosis on the Test screen: the question before it, its steps, its verdict. */
import type { TextTree } from './tree.ts';

export const diagnoseGuiTexts = {
  diagnose: { en: 'Diagnose', zh: '诊断' },
  hint: {
    en: 'Looks for where the fault is: this computer, this network, the way there, the server, or the task',
    zh: '查找故障所在：本机、本地网络、途中链路、服务器或任务设置',
  },
  ask: {
    title: { en: 'Where is the fault?', zh: '故障在哪里？' },
    what: {
      en: 'Looks at this computer, the name, the connection over each address, TLS, and transfers at most 1 MB by our engine and by curl. It takes seconds, at most a minute and a half. Nothing is stored.',
      zh: '依次检查本机、域名、各地址的连接和 TLS，并分别用内置内核和 curl 传输最多 1 MB。通常只需数秒，最长一分半钟。不保存任何数据。',
    },
    second: { en: 'Compare with another DNS server', zh: '与另一台 DNS 服务器对比' },
    secondServer: { en: 'DNS server to compare with', zh: '用于对比的 DNS 服务器' },
    secondHint: {
      en: '{server} will be told the name {host}. Turn this off for a name that should stay inside.',
      zh: '将向 {server} 查询 {host}。不应外泄的内部域名请关闭此项。',
    },
    secondOff: {
      en: 'Only the DNS of this computer or of the task is asked.',
      zh: '仅查询本机或任务设置的 DNS。',
    },
    noSecond: {
      en: 'No other DNS server is asked: the address has no name, or none for others to know.',
      zh: '不查询其他 DNS 服务器：该地址没有域名，或不是公网域名。',
    },
    send: { en: 'Send it too', zh: '同时发送' },
    sendHint: {
      en: 'This task changes something on the server (an upload, or a request with a body). Without this it is not sent; the way there is looked at all the same.',
      zh: '该任务会更改服务器上的内容（上传或带正文的请求）。不勾选则不发送，但仍会检查途中各环节。',
    },
    cancel: { en: 'Cancel', zh: '取消' },
    start: { en: 'Start diagnosis', zh: '开始诊断' },
    failed: { en: 'The diagnosis was not started', zh: '诊断未开始' },
  },
  running: { en: 'Diagnosing {url}', zh: '正在诊断 {url}' },
  progress: { en: '{done} of {total} steps', zh: '{done} / {total} 步' },
  verdict: { en: 'Verdict', zh: '结论' },
  where: { en: 'Where the fault is', zh: '故障位置' },
  fault: { en: 'here', zh: '此处' },
  openStep: { en: 'Show step: {step}', zh: '查看步骤：{step}' },
  again: { en: 'Diagnose again', zh: '重新诊断' },
  save: { en: 'Save as HTML', zh: '保存为 HTML' },
  close: { en: 'Close', zh: '关闭' },
  address: { en: 'Address', zh: '地址' },
  outcome: { en: 'Answer', zh: '结果' },
  time: { en: 'Time', zh: '耗时' },
  outcomes: {
    open: { en: 'takes it', zh: '可连接' },
    refused: { en: 'refuses', zh: '拒绝' },
    silent: { en: 'no answer', zh: '无应答' },
    unreachable: { en: 'unreachable', zh: '不可达' },
    local: { en: 'not let out', zh: '本机阻止' },
  },
} satisfies TextTree;
