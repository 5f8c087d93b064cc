/** Texts of the Lab screen, and of the cases of the lab wherever they are shown. */
import type { LabServerName } from '../../lab.ts';
import type { Text } from '../text.ts';
import type { TextTree } from './tree.ts';

const servers: Record<LabServerName, { name: Text; what: Text }> = {
  http: {
    name: { en: 'HTTP', zh: 'HTTP' },
    what: {
      en: 'Answers that are wrong, cut, reset, late or redirected; and healthy ones.',
      zh: '错误、截断、重置、迟到或重定向的响应，以及正常响应。',
    },
  },
  https: {
    name: { en: 'HTTPS and certificates', zh: 'HTTPS 与证书' },
    what: {
      en: 'Certificates that are expired, for another host, weak or revoked; versions and ciphers that do not fit; clients that must show who they are.',
      zh: '过期、主机名不符、强度不足或已吊销的证书；不匹配的版本与加密套件；要求客户端证书。',
    },
  },
  handshake: {
    name: { en: 'TLS handshakes that fail', zh: 'TLS 握手失败' },
    what: {
      en: 'Ports that end, reset, fall silent or answer with alerts and nonsense in place of a handshake.',
      zh: '握手时关闭、重置、无响应，或返回警报与无效内容的端口。',
    },
  },
  http2: {
    name: { en: 'HTTP/2', zh: 'HTTP/2' },
    what: {
      en: 'Streams that are reset or refused, GOAWAY, frames that break the rules.',
      zh: '被重置或拒绝的流、GOAWAY、违反协议的帧。',
    },
  },
  ftp: {
    name: { en: 'FTP', zh: 'FTP' },
    what: {
      en: 'Logins that are refused, files that are missing, data ports that are dead, sessions that break off.',
      zh: '登录被拒、文件不存在、数据端口不通、会话中断。',
    },
  },
  ftps: {
    name: { en: 'FTPS', zh: 'FTPS' },
    what: {
      en: 'FTP over TLS, implicit and by AUTH TLS: refused, with wrong certificates, or broken in the data connection.',
      zh: '隐式 TLS 与 AUTH TLS 的 FTP：TLS 被拒、证书有误或数据连接中断。',
    },
  },
  proxy: {
    name: { en: 'Proxies', zh: '代理' },
    what: {
      en: 'HTTP, HTTPS and SOCKS proxies that want a password, refuse, or break the tunnel.',
      zh: '要求密码、拒绝连接或隧道中断的 HTTP、HTTPS 与 SOCKS 代理。',
    },
  },
  revocation: {
    name: { en: 'Revocation', zh: '证书吊销' },
    what: {
      en: 'OCSP responders and revocation lists that say revoked, say nothing, or say it wrongly; the HTTPS servers they are about.',
      zh: '返回已吊销、无应答或应答有误的 OCSP 服务与吊销列表，以及相应的 HTTPS 服务器。',
    },
  },
  names: {
    name: { en: 'Names', zh: '域名解析' },
    what: {
      en: 'Names that do not exist, lead nowhere, or are answered late, wrongly or never.',
      zh: '不存在、无地址，或应答迟到、有误、无应答的域名。',
    },
  },
  dead: {
    name: { en: 'Dead ports', zh: '不通的端口' },
    what: {
      en: 'Ports that refuse the connection, drop it, or accept it and never say a word.',
      zh: '拒绝连接、丢弃连接，或接受后始终无响应的端口。',
    },
  },
};

export const labScreenTexts = {
  title: { en: 'What does each failure look like?', zh: '每种故障是什么样子？' },
  intro: {
    en: 'Servers on this computer that fail on purpose. They listen on 127.0.0.1 alone; nothing leaves the computer.',
    zh: '本机上故意出错的服务器，仅监听 127.0.0.1，数据不会离开本机。',
  },
  failed: { en: 'The lab could not be loaded', zh: '无法加载实验室' },

  proof: {
    title: { en: 'Prove the codes', zh: '验证错误码' },
    hint: {
      en: 'One real transfer for each of the {cases} cases, about half a minute. A code is proven when all of its cases end with it. Choose a code to see its cases, and "Show me" to see one of them.',
      zh: '对 {cases} 个用例各进行一次真实传输，约半分钟。某个错误码的全部用例都以它结束，即为已验证。选择错误码可查看其用例，并用“演示”查看其中一个。',
    },
    all: { en: 'Prove all', zh: '全部验证' },
    again: { en: 'Prove all again', zh: '重新全部验证' },
    one: { en: 'Prove {code}', zh: '验证 {code}' },
    cancel: { en: 'Cancel', zh: '取消' },
    canceling: { en: 'Canceling…', zh: '正在取消…' },
    starting: { en: 'Starting the servers…', zh: '正在启动服务器…' },
    running: { en: 'Proving…', zh: '正在验证…' },
    progress: { en: '{done} of {total} cases', zh: '{done} / {total} 个用例' },
    proven: { en: '{proven} of {codes} codes proven', zh: '已验证 {proven} / {codes} 个错误码' },
    summary: {
      en: '{ok} of {total} cases as expected',
      zh: '{total} 个用例中 {ok} 个符合预期',
    },
    differ: { en: '{count} differ', zh: '{count} 个不符' },
    skipped: { en: '{count} cannot be shown on this computer', zh: '{count} 个无法在本机演示' },
    canceled: { en: 'canceled', zh: '已取消' },
    refused: { en: 'The proof was not started', zh: '验证未开始' },
    problem: { en: 'Something went wrong in this run', zh: '本次运行出现问题' },
    openResults: { en: 'Open in Results', zh: '在“结果”中查看' },
    cells: { en: 'Codes', zh: '错误码' },
    reason: { en: '{count} cases: {reason}', zh: '{count} 个用例：{reason}' },
    why: { en: 'Why some cannot be shown', zh: '部分用例无法演示的原因' },
  },
  states: {
    idle: { en: 'not run', zh: '未运行' },
    running: { en: 'running', zh: '运行中' },
    proven: { en: 'proven', zh: '已验证' },
    differs: { en: 'differs', zh: '不符' },
    skipped: { en: 'cannot be shown', zh: '无法演示' },
  },
  cases: {
    of: { en: 'Cases of {code}', zh: '{code} 的用例' },
    showMe: { en: 'Show me', zh: '演示' },
    showCase: { en: 'Show me: {title}', zh: '演示：{title}' },
    open: { en: 'Result', zh: '结果' },
    openCase: { en: 'Result of {title}', zh: '{title} 的结果' },
    byCurl: { en: 'by curl', zh: '通过 curl' },
    got: { en: 'ended with {code} in {phase}', zh: '以 {code} 结束，阶段：{phase}' },
    running: { en: 'Showing: {title}', zh: '正在演示：{title}' },
    limit: { en: 'Some cases wait for a time limit.', zh: '部分用例需等待超时。' },
    skipped: { en: 'This case cannot be shown on this computer', zh: '此用例无法在本机演示' },
    about: { en: 'All about {code}', zh: '{code} 详解' },
    failure: { en: 'Show me a failure', zh: '演示一次故障' },
    none: { en: 'The case left no result', zh: '该用例没有产生结果' },
  },

  serving: {
    title: { en: 'Servers for other programs', zh: '供其他程序使用的服务器' },
    hint: {
      en: 'Switch one on and point any program at its addresses. Each ends by itself after an hour, and with catprobe. "Prove" and "Show me" start their own.',
      zh: '打开开关后，任何程序都可访问其地址。每个服务器一小时后自动停止，并随 catprobe 一同退出。“验证”和“演示”会自行启动所需服务器。',
    },
    allOn: { en: 'All on', zh: '全部打开' },
    allOff: { en: 'All off', zh: '全部关闭' },
    toggle: { en: 'Serve {name}', zh: '启动 {name}' },
    on: { en: 'On until {time}', zh: '运行至 {time}' },
    off: { en: 'Off', zh: '已关闭' },
    starting: { en: 'Starting…', zh: '正在启动…' },
    shows: { en: '{cases} cases, codes {codes}', zh: '{cases} 个用例，错误码 {codes}' },
    addresses: { en: 'Addresses ({count})', zh: '地址（{count}）' },
    find: { en: 'Find an address', zh: '查找地址' },
    findHint: { en: 'Code, case or words', zh: '错误码、用例或关键词' },
    noAddress: { en: 'No address fits', zh: '没有符合的地址' },
    copy: { en: 'Copy', zh: '复制' },
    copyFact: { en: 'Copy: {label}', zh: '复制：{label}' },
    copyAddress: { en: 'Copy the address of {title}', zh: '复制“{title}”的地址' },
    names: { en: 'Name server', zh: '域名服务器' },
    authority: { en: 'Certificate authority', zh: 'CA 证书' },
    login: { en: 'Account', zh: '账号' },
    hintCurl: {
      en: 'Names end in .lab.test: in a task, set `dns.servers` to the name server and `tls.caFile` to the authority; with curl, add `--connect-to ::127.0.0.1: --cacert FILE`.',
      zh: '域名以 .lab.test 结尾：在任务中将 `dns.servers` 设为该域名服务器，`tls.caFile` 设为该 CA 证书；使用 curl 时添加 `--connect-to ::127.0.0.1: --cacert 文件`。',
    },
    failed: { en: 'The servers could not be switched', zh: '无法切换服务器' },
  },
  servers,
} satisfies TextTree;
