/** Texts of a diagnosis: its steps, what each of them can show, and the places a fault can be at. */
import type { DiagnosisStepName, Place, StepState } from '../diagnosis.ts';
import { nearCauses } from './diagnose/near.ts';
import { serverCauses } from './diagnose/server.ts';
import { taskCauses } from './diagnose/task.ts';
import type { Text } from './text.ts';

/** Each with its headline, what it means, and what to do next; without the last, that is what the row of the code says. */
export const causeTexts = { ...nearCauses, ...serverCauses, ...taskCauses };

export const placeTexts: Record<Place, Text> = {
  computer: { en: 'This computer', zh: '本机' },
  network: { en: 'This network', zh: '本地网络' },
  way: { en: 'The way there', zh: '途中链路' },
  server: { en: 'The server', zh: '服务器' },
  task: { en: 'The task', zh: '任务设置' },
  none: { en: 'No fault', zh: '没有故障' },
};

export const stepTexts: Record<DiagnosisStepName, Text> = {
  computer: { en: 'This computer', zh: '本机网络' },
  proxy: { en: 'Proxy', zh: '代理' },
  hosts: { en: 'Hosts file', zh: 'hosts 文件' },
  dns: { en: 'Name at this DNS', zh: '当前 DNS 解析' },
  secondDns: { en: 'Name at another DNS', zh: '另一 DNS 解析' },
  ipv4: { en: 'Connect over IPv4', zh: 'IPv4 连接' },
  ipv6: { en: 'Connect over IPv6', zh: 'IPv6 连接' },
  tls: { en: 'TLS and certificate', zh: 'TLS 与证书' },
  clock: { en: 'Clock', zh: '时钟' },
  transfer: { en: 'Small transfer', zh: '小量传输' },
  curl: { en: 'The same by curl', zh: 'curl 同样测试' },
  ftp: { en: 'FTP step by step', zh: 'FTP 逐步检查' },
};

export const stateTexts: Record<StepState, Text> = {
  waiting: { en: 'waiting', zh: '等待中' },
  running: { en: 'running', zh: '进行中' },
  ok: { en: 'ok', zh: '正常' },
  failed: { en: 'failed', zh: '异常' },
  skipped: { en: 'not counted', zh: '未计入' },
};

/** Times in ms, speeds in KB/s. {code} with its name is filled in by `sayNote`. */
export const noteTexts = {
  ownTarget: {
    en: 'The address is this computer itself: no network is needed.',
    zh: '目标地址就是本机，不需要网络。',
  },
  online: { en: 'On a network, with {families}.', zh: '已接入网络，具有 {families}。' },
  noInterface: {
    en: 'No interface of this computer has an address: it is on no network.',
    zh: '本机没有任何接口获得地址：未接入网络。',
  },
  noWay: {
    en: 'It has an address ({families}), but no default route: nothing beyond its own network can be reached.',
    zh: '已有地址（{families}），但没有默认路由：无法到达本网络之外。',
  },

  noProxy: { en: 'None: the connection is direct.', zh: '不使用代理，直接连接。' },
  proxyOfTask: { en: '{url}, as the task says.', zh: '{url}（任务设置）。' },
  proxyOfSystem: { en: '{url}, as this computer is set.', zh: '{url}（本机设置）。' },
  proxyUnusable: {
    en: 'The proxy setting of this computer cannot be used.',
    zh: '本机的代理设置无法使用。',
  },

  hostsNothing: { en: 'Says nothing of {host}.', zh: '没有 {host} 的条目。' },
  hostsEntry: { en: 'Sends {host} to {addresses}, past DNS.', zh: '将 {host} 指向 {addresses}，绕过 DNS。' },

  dnsAddresses: {
    en: '{servers} gives {host} the address {addresses}.',
    zh: '{servers} 对 {host} 给出 {addresses}。',
  },
  dnsNoName: { en: '{servers} says that {host} does not exist.', zh: '{servers} 回答 {host} 不存在。' },
  dnsNoAddress: {
    en: '{servers} knows {host}, but no address of it.',
    zh: '{servers} 有 {host} 的记录，但没有地址。',
  },
  dnsRefused: { en: '{servers} refuses to answer.', zh: '{servers} 拒绝回答。' },
  dnsFailed: {
    en: '{servers} could not find out (the servers of that domain fail).',
    zh: '{servers} 无法得出结果（该域名的服务器出错）。',
  },
  dnsSilent: { en: '{servers} does not answer.', zh: '{servers} 没有应答。' },
  secondUnknown: {
    en: '{servers} does not know {host}: it seems to be a name of this network alone. That is no fault.',
    zh: '{servers} 没有 {host} 的记录：它似乎只是本网络的域名。这不算故障。',
  },
  secondSilent: {
    en: '{servers} cannot be reached from here. That alone is no fault: it may be closed here on purpose.',
    zh: '从这里无法到达 {servers}。仅此不算故障：可能是有意限制。',
  },

  connects: {
    en: '{address} port {port} takes the connection, in {ms} ms.',
    zh: '{address} 端口 {port} 可以连接，{ms} ms。',
  },
  allConnect: {
    en: 'All {count} addresses take the connection, the fastest in {ms} ms.',
    zh: '{count} 个地址均可连接，最快 {ms} ms。',
  },
  someConnect: {
    en: '{open} of {count} addresses take the connection; not {addresses}.',
    zh: '{count} 个地址中 {open} 个可连接；{addresses} 不可连接。',
  },
  refused: {
    en: '{addresses} port {port} refuses the connection.',
    zh: '{addresses} 端口 {port} 拒绝连接。',
  },
  silent: { en: '{addresses} port {port} does not answer.', zh: '{addresses} 端口 {port} 没有应答。' },
  unreachable: {
    en: 'There is no way to {addresses}, says the network.',
    zh: '网络报告 {addresses} 不可达。',
  },
  local: {
    en: 'This computer does not let a connection to {addresses} out.',
    zh: '本机不允许向 {addresses} 发起连接。',
  },

  tlsGood: { en: 'Nothing is wrong with it ({version}).', zh: '没有问题（{version}）。' },
  tlsInspected: {
    en: 'It works ({version}), and is opened on the way: {detail}.',
    zh: '可用（{version}），但在途中被解密检查：{detail}。',
  },
  tlsFails: { en: 'It fails: {code}.', zh: '失败：{code}。' },
  tlsElsewhere: { en: 'It did not come to TLS: {code}.', zh: '尚未进行到 TLS：{code}。' },
  clockRight: {
    en: 'The server has the same time, within {minutes} minutes.',
    zh: '与服务器时间一致（相差不到 {minutes} 分钟）。',
  },
  clockDiffers: {
    en: 'Here it is {here}, at the server {there}; at that time its certificates are valid.',
    zh: '本机为 {here}，服务器为 {there}；按服务器时间其证书有效。',
  },
  clockSays: {
    en: 'Here it is {here}, at the server {there}; its certificates are not valid then either.',
    zh: '本机为 {here}，服务器为 {there}；按服务器时间其证书同样无效。',
  },

  moved: {
    en: 'Works: {bytes} bytes in {ms} ms ({speed} KB/s).',
    zh: '正常：{bytes} 字节，{ms} ms（{speed} KB/s）。',
  },
  movedSlow: {
    en: 'Works, and is slow: {bytes} bytes in {ms} ms; DNS {dns}, connect {connect}, waiting {wait}, receiving {receive} ms.',
    zh: '可用但缓慢：{bytes} 字节，{ms} ms；DNS {dns}、连接 {connect}、等待 {wait}、接收 {receive} ms。',
  },
  fails: { en: 'Fails in phase “{phase}”: {code}.', zh: '在“{phase}”阶段失败：{code}。' },
  ftpWorks: { en: 'Every step works.', zh: '各步骤均正常。' },
  ftpBreaks: { en: 'Breaks at “{ftpStep}”.', zh: '在“{ftpStep}”处中断。' },

  isAddress: { en: 'The URL has an address, not a name.', zh: 'URL 中是地址而不是域名。' },
  isPinned: {
    en: 'The task pins the name to {addresses}: DNS is not asked.',
    zh: '任务已将域名固定到 {addresses}，不查询 DNS。',
  },
  isInHosts: { en: 'Not asked: the hosts file has the name.', zh: '未查询：hosts 文件中已有该域名。' },
  isByTask: { en: 'Not used: the task names its DNS servers.', zh: '未使用：任务指定了 DNS 服务器。' },
  isInternal: {
    en: 'Not asked: {host} is no name for a public server.',
    zh: '未查询：{host} 不是公网域名。',
  },
  isOff: { en: 'Turned off.', zh: '已关闭。' },
  isSame: { en: 'Not asked: it is the same server.', zh: '未查询：与当前 DNS 相同。' },
  atProxy: { en: 'Not asked: the proxy finds the server.', zh: '未查询：由代理查找服务器。' },
  noFamily: {
    en: 'Not tried: this computer has no IPv{family}. That is no fault of the server.',
    zh: '未尝试：本机没有 IPv{family}。这不是服务器的问题。',
  },
  noAddresses: { en: 'There is no IPv{family} address to try.', zh: '没有可尝试的 IPv{family} 地址。' },
  notWanted: { en: 'Not tried: the task wants IPv{family}.', zh: '未尝试：任务要求 IPv{family}。' },
  notReached: { en: 'Not tried: no connection opens.', zh: '未尝试：无法建立连接。' },
  noDoubt: { en: 'Not asked: nothing speaks against it.', zh: '未查询：没有可疑之处。' },
  noDate: { en: 'The server does not say its time.', zh: '服务器没有给出时间。' },
  noCurl: { en: 'There is no curl on this computer that can be used.', zh: '本机没有可用的 curl。' },
  notByCurl: { en: 'curl cannot do what the task asks: {fields}.', zh: 'curl 无法完成任务要求：{fields}。' },
  notByNode: {
    en: 'The engine cannot do what the task asks: {fields}.',
    zh: '内置内核无法完成任务要求：{fields}。',
  },
  notSent: {
    en: 'Not sent: the task would change something on the server, and you did not ask for it.',
    zh: '未发送：该任务会更改服务器上的内容，而您没有要求发送。',
  },
  timeOver: { en: 'Not ended: the time for the diagnosis was over.', zh: '未完成：诊断时间已到。' },
  canceled: { en: 'Not ended: you canceled the diagnosis.', zh: '未完成：您取消了诊断。' },
  broken: { en: 'This step itself failed: {detail}', zh: '此步骤自身出错：{detail}' },
} satisfies Record<string, Text>;

export const diagnoseTexts = {
  title: { en: 'Diagnosis', zh: '诊断' },
  reasons: { en: 'Why', zh: '依据' },
  next: { en: 'What to do next', zh: '下一步' },
  steps: { en: 'Steps', zh: '步骤' },
  works: { en: 'The transfer works', zh: '传输可用' },
  worksNot: { en: 'The transfer fails', zh: '传输失败' },
  canceled: { en: 'Canceled before it came to a verdict', zh: '已取消，没有得出结论' },
  canceledMeaning: {
    en: 'The steps that had ended stand below.',
    zh: '已完成的步骤见下文。',
  },
  asks: {
    en: 'Second DNS server: {server} is told the name {host} (--second-dns off leaves it out)',
    zh: '第二 DNS：将向 {server} 查询 {host}（--second-dns off 可关闭）',
  },
  badServer: {
    en: '--second-dns: {value} is no DNS server; give an IP address, with :PORT where it is not 53, or off',
    zh: '--second-dns：{value} 不是 DNS 服务器；请给出 IP 地址（端口非 53 时加 :端口），或 off',
  },
  oneTarget: {
    en: 'diagnose: name one URL, or a task file with one task',
    zh: 'diagnose：请给出一个 URL 或仅含一个任务的任务文件',
  },
} satisfies Record<string, Text>;
