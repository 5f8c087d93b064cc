/** Texts of the guided FTP check: the steps, and for each way to break one sentence that says where and what to change. */
import type { FtpStepName } from '../result.ts';
import type { Text } from './text.ts';

export const ftpStepTexts: Record<FtpStepName, Text> = {
  control: { en: 'Control port', zh: '控制端口' },
  greeting: { en: 'Greeting', zh: '欢迎消息' },
  tls: { en: 'TLS', zh: 'TLS' },
  login: { en: 'Login', zh: '登录' },
  directory: { en: 'Folder', zh: '目录' },
  lookup: { en: 'File looked up', zh: '查找文件' },
  passive: { en: 'Passive mode', zh: '被动模式' },
  data: { en: 'Data port', zh: '数据端口' },
  command: { en: 'Transfer accepted', zh: '接受传输' },
  dataTls: { en: 'TLS of the data', zh: '数据连接 TLS' },
  transfer: { en: 'Transfer', zh: '传输' },
  end: { en: 'Confirmed end', zh: '结束确认' },
};

export const ftpStateTexts = {
  ok: { en: 'ok', zh: '正常' },
  failed: { en: 'failed', zh: '失败' },
  unreached: { en: 'not reached', zh: '未到达' },
} satisfies Record<string, Text>;

/** {address} and {port} are those of the data connection, {host} and {controlPort} those of the URL, {reply} what the server said last. */
export const ftpFindings = {
  works: {
    en: 'Every step works: the file came over a data connection to {address} port {port}.',
    zh: '所有步骤均正常：文件经由到 {address} 端口 {port} 的数据连接传输。',
  },
  worksUnencrypted: {
    en: 'Every step works, but nothing is encrypted: user, password and content can be read on the way. If the server offers TLS, set `ftp.tls` to explicit.',
    zh: '所有步骤均正常，但全程未加密：用户名、密码和内容可能被窃听。如果服务器支持 TLS，请将 `ftp.tls` 设为 explicit。',
  },
  worksPrivateAddress: {
    en: 'Every step works here, but the server answers PASV with an address that is not its own (see the evidence): other clients will fail. Its operator should set its public address (vsftpd: pasv_address, ProFTPD: MasqueradeAddress, Pure-FTPd: ForcePassiveIP).',
    zh: '本机各步骤均正常，但服务器对 PASV 返回了并非自身的地址（见证据），其他客户端会失败。请运维人员设置公网地址（vsftpd：pasv_address，ProFTPD：MasqueradeAddress，Pure-FTPd：ForcePassiveIP）。',
  },
  preflight: {
    en: 'It breaks before anything is sent: the task itself is not good. Correct what the evidence names.',
    zh: '尚未发送任何数据就已失败：任务本身有误。请更正证据中指出的内容。',
  },
  resolve: {
    en: 'It breaks at the name: DNS gives no address for {host}. Check its spelling and the DNS server.',
    zh: '在域名解析处中断：DNS 没有给出 {host} 的地址。请检查拼写和 DNS 服务器。',
  },
  controlRefused: {
    en: 'It breaks at the control port: nothing listens on {host} port {controlPort}. Check the port (FTP 21, implicit FTPS 990), and whether the FTP server runs.',
    zh: '在控制端口中断：{host} 的端口 {controlPort} 无服务监听。请核对端口（FTP 21，隐式 FTPS 990）以及 FTP 服务是否运行。',
  },
  controlSilent: {
    en: 'It breaks at the control port: {host} port {controlPort} does not answer. A firewall between here and the server drops the connection; open that port.',
    zh: '在控制端口中断：{host} 的端口 {controlPort} 无响应。本机与服务器之间的防火墙丢弃了连接；请放行该端口。',
  },
  greetingSilent: {
    en: 'It breaks at the greeting: the port is open, but no FTP server speaks there. If it speaks TLS from the first byte (usual on port 990), use ftps://; otherwise a firewall or an overloaded server holds the session back.',
    zh: '在欢迎消息处中断：端口已打开，但没有 FTP 服务器应答。如果该端口一开始就使用 TLS（常见于 990），请使用 ftps://；否则可能是防火墙或服务器过载。',
  },
  greetingClosed: {
    en: 'It breaks at the greeting: the server closes the connection at once. It may not let this address in, or be full: ask its operator.',
    zh: '在欢迎消息处中断：服务器立即关闭了连接。可能不允许本机地址或连接已满：请联系运维人员。',
  },
  notFtp: {
    en: 'It breaks at the greeting: what answers on {host} port {controlPort} is no FTP server. Check the port; SFTP (port 22) is another protocol.',
    zh: '在欢迎消息处中断：{host} 端口 {controlPort} 上的不是 FTP 服务器。请核对端口；SFTP（端口 22）是另一种协议。',
  },
  serverBusy: {
    en: 'It breaks at the door: the server lets nobody in just now. It says: {reply}',
    zh: '在入口处中断：服务器目前不接受登录。服务器应答：{reply}',
  },
  noTls: {
    en: 'It breaks at TLS: the server refuses AUTH TLS or PROT P. Let its operator set up TLS, try ftps:// (implicit TLS), or set `ftp.tls` to off. It says: {reply}',
    zh: '在 TLS 处中断：服务器拒绝 AUTH TLS 或 PROT P。请运维人员配置 TLS，或尝试 ftps://（隐式 TLS），或将 `ftp.tls` 设为 off。服务器应答：{reply}',
  },
  notTlsPort: {
    en: 'It breaks at TLS: the port does not speak TLS from the first byte. Use ftp:// with `ftp.tls` set to explicit.',
    zh: '在 TLS 处中断：该端口并非一开始就使用 TLS。请使用 ftp:// 并将 `ftp.tls` 设为 explicit。',
  },
  tls: {
    en: 'It breaks at TLS: handshake or certificate are not good, as the verdict says. FTP itself has not begun.',
    zh: '在 TLS 处中断：握手或证书有问题，详见结论。FTP 会话尚未开始。',
  },
  tlsWanted: {
    en: 'It breaks at the login: the server takes users over TLS alone. Set `ftp.tls` to explicit.',
    zh: '在登录处中断：服务器只接受 TLS 登录。请将 `ftp.tls` 设为 explicit。',
  },
  loginOther: {
    en: 'It breaks at the login, and user and password are not the reason. The server says: {reply}',
    zh: '在登录处中断，且原因不在用户名和密码。服务器应答：{reply}',
  },
  password: {
    en: 'It breaks at the login: the server does not accept this user and password. Most servers say the same of an unknown user. It says: {reply}',
    zh: '在登录处中断：服务器不接受该用户名和密码；多数服务器对不存在的用户也如此应答。服务器应答：{reply}',
  },
  user: {
    en: 'It breaks at the login: the server does not let this user in, whatever the password. It says: {reply}',
    zh: '在登录处中断：服务器不允许该用户登录，与密码无关。服务器应答：{reply}',
  },
  folder: {
    en: 'It breaks at the folder: it does not exist, or this account may not enter it. Paths count from where the account starts; `%2F` in front means the root. The server says: {reply}',
    zh: '在目录处中断：目录不存在或该账号无权进入。路径从账号起始目录算起；以 `%2F` 开头表示根目录。服务器应答：{reply}',
  },
  absent: {
    en: 'It breaks at the file: there is none of this name in that folder. Compare the name with the listing, letter by letter.',
    zh: '在文件处中断：该目录下没有此名称的文件。请与目录列表逐字比对。',
  },
  unknownFile: {
    en: 'It breaks at the file: the server shows nobody whether it is there, and does not give it. It says: {reply}',
    zh: '在文件处中断：服务器不透露文件是否存在，也不发送。服务器应答：{reply}',
  },
  unreadable: {
    en: 'It breaks at the file: it is there, and the server does not send it. The account needs the right to read it, or the file is in use. It says: {reply}',
    zh: '在文件处中断：文件存在但服务器不发送。账号需要读取权限，或文件正被占用。服务器应答：{reply}',
  },
  noPassive: {
    en: 'It breaks at passive mode: the server refuses EPSV and PASV. Its operator must switch passive mode on and give it a range of ports. It says: {reply}',
    zh: '在被动模式处中断：服务器拒绝 EPSV 和 PASV。请运维人员启用被动模式并分配端口范围。服务器应答：{reply}',
  },
  passiveInvalid: {
    en: 'It breaks at passive mode: the answer of the server names no port that can be used. A firewall that rewrites FTP may have spoiled it; try FTPS. It says: {reply}',
    zh: '在被动模式处中断：服务器的应答中没有可用端口。可能被会改写 FTP 的防火墙破坏；请尝试 FTPS。服务器应答：{reply}',
  },
  dataWantsTls: {
    en: 'It breaks at the data connection: the server wants it encrypted, or with the TLS session of the control connection. Set `ftp.tls` to explicit. It says: {reply}',
    zh: '在数据连接处中断：服务器要求其加密，或复用控制连接的 TLS 会话。请将 `ftp.tls` 设为 explicit。服务器应答：{reply}',
  },
  dataRefused: {
    en: 'It breaks at the data port: the server names port {port}, and nothing answers there but a refusal. Its passive ports are not forwarded to it, or a firewall rejects them: open the range of passive ports to {address}.',
    zh: '在数据端口中断：服务器给出端口 {port}，但连接被拒绝。其被动端口未转发，或被防火墙拒绝：请对 {address} 放行被动端口范围。',
  },
  dataBlocked: {
    en: 'It breaks at the data port: the passive ports are blocked between here and the server; {address} port {port} does not answer. Open the range of passive ports in the firewall, on both sides.',
    zh: '在数据端口中断：本机与服务器之间的被动端口被阻断，{address} 端口 {port} 无响应。请在两侧防火墙放行被动端口范围。',
  },
  dataNotOpened: {
    en: 'It breaks at the data connection: ours reached {address} port {port}, and the server has not seen it come. Something in between answers in its place (a proxy, a firewall with FTP inspection). It says: {reply}',
    zh: '在数据连接处中断：本机已连到 {address} 端口 {port}，但服务器没有看到连接。中间设备（代理、带 FTP 检测的防火墙）代为应答。服务器应答：{reply}',
  },
  dataTls: {
    en: 'It breaks at the TLS of the data connection; the control connection has none of that trouble. Something in between does not let TLS through on the passive ports, or the server is set up wrongly there.',
    zh: '在数据连接的 TLS 处中断，而控制连接没有此问题。中间设备不允许被动端口上的 TLS，或服务器配置有误。',
  },
  storeRefused: {
    en: 'It breaks at the upload: the server does not take the file. Right to write, free space and quota are the usual reasons. It says: {reply}',
    zh: '在上传处中断：服务器不接收该文件。常见原因是写权限、剩余空间和配额。服务器应答：{reply}',
  },
  reset: {
    en: 'It breaks in the transfer: the connection was reset on the way, by a firewall or by a server that broke down.',
    zh: '在传输过程中断：连接被防火墙或出现故障的服务器重置。',
  },
  sessionEnded: {
    en: 'It breaks in the transfer: the server ended the session. If that happens with long transfers alone, a firewall forgets the idle control connection, or the server limits the time.',
    zh: '在传输过程中断：服务器结束了会话。如果只在长时间传输时出现，可能是防火墙清除了空闲的控制连接，或服务器有时限。',
  },
  tooShort: {
    en: 'It breaks in the transfer: the server confirms the end, but fewer bytes came than it had announced.',
    zh: '在传输过程中断：服务器确认传输结束，但收到的字节少于其声明的大小。',
  },
  stalled: {
    en: 'It breaks in the transfer: the data stopped coming, and the time was over.',
    zh: '在传输过程中断：数据停止传输，直至超时。',
  },
  unconfirmed: {
    en: 'It breaks at the very end: all of the data went over, but the server never confirmed it (226). A firewall may have forgotten the control connection meanwhile.',
    zh: '在最后一步中断：数据已全部传输，但服务器始终没有确认（226）。防火墙可能已清除控制连接。',
  },
  unanswered: {
    en: 'It breaks in the conversation: the server stopped answering after {step}.',
    zh: '在会话中断：服务器在“{step}”之后不再应答。',
  },
  other: {
    en: 'It breaks at the step “{step}”: see the verdict and the conversation.',
    zh: '在“{step}”步骤中断：详见结论与会话记录。',
  },
  canceled: { en: 'You stopped the check at the step “{step}”.', zh: '您在“{step}”步骤停止了检查。' },
} satisfies Record<string, Text>;
