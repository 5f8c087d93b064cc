/** How each code is detected: what must have been observed. Shown with the code; the lab's cases prove it. */
import type { Text } from '../texts/text.ts';

export const DETECTION: Readonly<Record<number, Text>> = {
  600: {
    en: 'The own DNS step gets no address for the first host: an error answer, no record, or no answer in a form that can be read.',
    zh: '自有 DNS 步骤未能得到第一个主机的地址：错误应答、无记录或应答无法解析。',
  },
  601: {
    en: 'The TCP connection is refused, unreachable or not made within the connect limit; of FTP also no greeting, a dead data port, or 425.',
    zh: 'TCP 连接被拒绝、不可达，或未在连接时限内建立；FTP 还包括没有欢迎消息、数据端口不通或 425。',
  },
  602: {
    en: 'The reply to USER or PASS is not 230, and neither its number nor its text names a reason.',
    zh: '对 USER 或 PASS 的应答不是 230，且其编号和内容均未说明原因。',
  },
  603: {
    en: 'Before anything is sent: the URL has a scheme that is none of http, https, ftp, ftps.',
    zh: '发送前检查：URL 的协议不是 http、https、ftp、ftps。',
  },
  604: {
    en: 'EPSV and PASV are both refused (over IPv6, EPSV).',
    zh: 'EPSV 与 PASV 均被拒绝（IPv6 下为 EPSV）。',
  },
  605: {
    en: 'What would be 600 or 601, while reaching the target of a redirect.',
    zh: '在访问重定向目标时出现 600 或 601 的情况。',
  },
  606: {
    en: 'Before anything is sent, or in a Location header: the text cannot be parsed as a URL that names a host (for FTP also a file).',
    zh: '发送前或 Location 响应头中：文本无法解析为含主机（FTP 还须含文件）的 URL。',
  },
  607: {
    en: 'Before anything is sent: the task does not allow the protocol of the URL.',
    zh: '发送前检查：任务不允许该 URL 的协议。',
  },
  608: {
    en: 'A real FIN (a zero-byte write to the half-open socket goes through) before the answer is complete, with no known length to hold it against.',
    zh: '应答完成前收到真正的 FIN（对半开连接写零字节成功），且没有已知长度可比对。',
  },
  609: {
    en: 'A reset: as an error of the socket, or shown by a zero-byte write behind an apparent end. HTTP/2: RST_STREAM or GOAWAY with a reason.',
    zh: '连接重置：套接字报错，或在表面结束后写零字节得知。HTTP/2：带原因的 RST_STREAM 或 GOAWAY。',
  },
  610: {
    en: 'A certificate of the path to the authority is out of its dates, and nothing else is wrong.',
    zh: '通往 CA 的路径中有证书不在有效期内，且无其他缺陷。',
  },
  611: {
    en: 'The certificate does not carry the name of the host, and nothing else is wrong.',
    zh: '证书不含该主机名，且无其他缺陷。',
  },
  612: {
    en: 'The server asked for a certificate (seen in the records of the handshake, or by its alert) and refuses to go on without; or it says so in HTTP.',
    zh: '服务器请求了客户端证书（见握手记录或警报），没有证书就拒绝继续；或以 HTTP 应答说明。',
  },
  613: {
    en: 'The request (or FTP command) has left as a whole, and not one byte of an answer came within the response limit.',
    zh: '请求（或 FTP 命令）已完整发出，在响应时限内没有收到任何应答字节。',
  },
  614: {
    en: 'FTP: absence is proved, by SIZE and MLST, by a listing without the name, or by a refusal that says so.',
    zh: 'FTP：已证明文件不存在：SIZE 与 MLST、不含该名称的列表，或明确说明的拒绝。',
  },
  615: {
    en: 'FTP: the file is known (SIZE, MLST, listing), and RETR is refused.',
    zh: 'FTP：文件确实存在（SIZE、MLST、列表），但 RETR 被拒绝。',
  },
  616: {
    en: 'FTP: SIZE, MLST and the listing are all refused, and then RETR.',
    zh: 'FTP：SIZE、MLST 和列表均被拒绝，随后 RETR 也被拒绝。',
  },
  617: { en: 'FTP: CWD is refused.', zh: 'FTP：CWD 被拒绝。' },
  618: {
    en: 'FTP: PASS is refused with 530 or 430, and the text speaks of the credential.',
    zh: 'FTP：PASS 被 530 或 430 拒绝，且内容指向登录凭据。',
  },
  619: {
    en: 'FTP: USER is refused, or the refusal of PASS names the user.',
    zh: 'FTP：USER 被拒绝，或 PASS 的拒绝内容指明用户名。',
  },
  620: {
    en: 'FTP: 421, 426, an end of the control connection, or no confirmation although all of the data went over.',
    zh: 'FTP：421、426、控制连接结束，或数据已全部传输但没有确认。',
  },
  621: {
    en: 'An upload is answered with an HTTP status of 400 or above, or STOR with a refusal, before or after the data; FTP also when the server takes no more.',
    zh: '上传得到 400 及以上的 HTTP 状态，或 STOR 在数据之前或之后被拒绝；FTP 还包括服务器不再接收。',
  },
  622: {
    en: 'FTP: the greeting is a refusal, or the login is refused for a reason other than user and password (by number or text).',
    zh: 'FTP：欢迎消息即为拒绝，或登录因用户名密码以外的原因被拒绝（依据编号或内容）。',
  },
  623: {
    en: 'No path leads from the certificate to an authority of the default list, and nothing else is wrong.',
    zh: '证书无法追溯到默认信任列表中的 CA，且无其他缺陷。',
  },
  624: {
    en: 'Two or more independent defects of the certificate, found by an evaluation of our own: the TLS library names one alone.',
    zh: '自行评估发现证书有两个及以上独立缺陷：TLS 库只报告其中一个。',
  },
  625: {
    en: 'The rest of the defects of a chain: usage, an issuer that is no authority, path length, name constraints, unknown critical extension, signature.',
    zh: '证书链的其余缺陷：用途、签发者不是 CA、路径长度、名称约束、未知关键扩展、签名。',
  },
  626: {
    en: 'A 3xx answer with a Location, and the task follows none.',
    zh: '收到带 Location 的 3xx 应答，而任务不跟随重定向。',
  },
  627: {
    en: 'After a complete download: no header line contains the text of the task.',
    zh: '下载完成后：没有任何响应头行包含任务指定的文本。',
  },
  628: {
    en: 'The HTTP parser or the reply parser of FTP cannot read what came, with the connection neither ended nor reset; a range or a coding that is cut or changed.',
    zh: 'HTTP 解析器或 FTP 应答解析器无法解析内容，且连接既未结束也未重置；范围或编码被截断或改变。',
  },
  629: {
    en: 'A proper end with fewer bytes than Content-Length, SIZE or the size the task wants.',
    zh: '正常结束，但字节数少于 Content-Length、SIZE 或任务要求的大小。',
  },
  630: {
    en: 'The total time is over after at least one byte of the answer.',
    zh: '收到至少一个应答字节后，总时限已到。',
  },
  631: {
    en: 'The hop before was http, and the server ends the handshake of the https target (reset, FIN or alert).',
    zh: '上一跳为 http，且服务器中断了 https 目标的握手（重置、FIN 或警报）。',
  },
  632: {
    en: 'After a complete download: the sum of the content is another than that of the task.',
    zh: '下载完成后：内容的校验值与任务指定的不同。',
  },
  633: {
    en: 'The own redirect loop comes to its limit, or a redirect leads to a scheme that is not followed.',
    zh: '自有重定向循环达到上限，或重定向指向不予跟随的协议。',
  },
  634: {
    en: 'The handshake fails for a version, cipher, curve, signature algorithm or application protocol, by the reason of the library or the alert, and no client certificate was asked for.',
    zh: '握手因版本、套件、曲线、签名算法或应用协议失败（依据库的原因或警报），且未请求客户端证书。',
  },
  635: {
    en: 'An upload is redirected (301, 302, 307, 308), and the task does not confirm it.',
    zh: '上传被重定向（301、302、307、308），而任务未予确认。',
  },
  636: {
    en: 'The whole upload was taken by the system, and no answer came within the response limit.',
    zh: '上传内容已全部交给系统，在响应时限内没有应答。',
  },
  637: {
    en: 'Bytes of the request are still here, or a zero-byte write shows that the server closed without reading them.',
    zh: '请求仍有字节未发出，或写零字节表明服务器未读取就关闭了连接。',
  },
  638: {
    en: 'TCP ends, is reset or falls silent during the handshake; or TLS is closed properly while the request is unsent.',
    zh: '握手期间 TCP 结束、被重置或无响应；或请求尚未发出时 TLS 被正常关闭。',
  },
  639: {
    en: 'Revocation is required, and no information exists: no responder and no list named, "unknown", or no list of its issuer.',
    zh: '要求吊销检查但不存在吊销信息：证书未指明响应器或列表、状态为“未知”，或没有其签发者的列表。',
  },
  640: {
    en: 'The serial number is in the revocation list, or a signed OCSP answer (live or stapled) says revoked.',
    zh: '序列号在吊销列表中，或经签名的 OCSP 应答（实时或装订）表明已吊销。',
  },
  641: {
    en: 'As 612, when the task shows the identity of this computer and none is set up.',
    zh: '与 612 相同，但任务要求使用本机身份而本机未配置。',
  },
  642: {
    en: 'The ServerHello picks a Fortezza suite, or the server asks for a Fortezza certificate: read from the records. No such server exists any more; it is proven against bytes made by hand.',
    zh: 'ServerHello 选择 Fortezza 套件，或服务器要求 Fortezza 证书：从记录中读取。此类服务器已不存在，以手工构造的字节证明。',
  },
  643: {
    en: 'A check of our own refuses: a key, signature or Diffie-Hellman group that is too weak, or a redirect to file: or into a private network.',
    zh: '本机安全检查拒绝：密钥、签名或 DH 参数过弱，或重定向到 file: 或私有网络。',
  },
  644: {
    en: 'TLS without a known length is cut off by a bare FIN (no close_notify in the records); or https redirects to http.',
    zh: '没有已知长度的 TLS 内容被单纯的 FIN 截断（记录中没有 close_notify）；或 https 重定向到 http。',
  },
  645: {
    en: 'Revocation is required, and the named responder or list cannot be reached or used: refused, silent, HTTP error, garbage, stale, wrongly signed.',
    zh: '要求吊销检查，但指明的响应器或列表无法访问或不可用：拒绝、无响应、HTTP 错误、乱码、过期、签名错误。',
  },
  646: {
    en: 'Before anything is sent: no TLS context can be made at all (proven with a broken OpenSSL configuration, in a process of its own).',
    zh: '发送前检查：无法创建任何 TLS 上下文（以损坏的 OpenSSL 配置在独立进程中证明）。',
  },
  647: {
    en: 'The rest of the handshake failures that the TLS library names.',
    zh: 'TLS 库报告的其余握手失败。',
  },
  648: {
    en: 'FTPS: the certificate names another host. Any: it is not the one whose fingerprint the task expects.',
    zh: 'FTPS：证书属于其他主机；任意协议：不是任务所期望指纹的证书。',
  },
  649: {
    en: 'Tried in a process of its own: the library knows no engine of that name. Under BoringSSL (Electron) there are none.',
    zh: '在独立进程中尝试：库中没有该名称的引擎。BoringSSL（Electron）没有任何引擎。',
  },
  650: {
    en: 'Tried in a process of its own: the engine is there and cannot be made the default. Proven with a tiny engine made for that; no common one fails so.',
    zh: '在独立进程中尝试：引擎存在但不能设为默认。以专门编写的小型引擎证明；常见引擎不会如此失败。',
  },
  651: {
    en: "Before anything is sent: the task's certificate or key cannot be read, opened or do not belong together. Later: the server refuses the one we sent.",
    zh: '发送前：任务的证书或私钥无法读取、解密或不匹配；之后：服务器拒绝了所发送的证书。',
  },
  652: {
    en: 'Before anything is sent: the TLS library does not know a cipher or a curve that the task names, or the range of versions is empty.',
    zh: '发送前检查：任务列出的套件或曲线中有 TLS 库不认识的名称，或版本范围为空。',
  },
  653: { en: "As 623, with the task's own CA file.", zh: '与 623 相同，但使用任务自己的 CA 文件。' },
  654: {
    en: 'A Content-Encoding or Transfer-Encoding that nobody here knows, or content that is not coded as it says.',
    zh: '无法识别的 Content-Encoding 或 Transfer-Encoding，或内容与声明的编码不符。',
  },
  655: {
    en: 'FTP: AUTH TLS, PBSZ or PROT P is refused, or a command for want of protection of the data connection.',
    zh: 'FTP：AUTH TLS、PBSZ 或 PROT P 被拒绝，或命令因数据连接未加密而被拒绝。',
  },
  656: {
    en: 'Tried in a process of its own: the engine loads and its initialization fails, or takes the process down. Proven with a tiny engine made for that.',
    zh: '在独立进程中尝试：引擎已加载但初始化失败或导致进程崩溃。以专门编写的小型引擎证明。',
  },
  657: {
    en: 'Before anything is sent: the CA file is missing, a folder, or holds no certificate.',
    zh: '发送前检查：CA 文件不存在、是目录或不含证书。',
  },
  658: {
    en: 'With strictShutdown: after everything else succeeded, the server does not answer our close_notify with its own.',
    zh: '启用 strictShutdown 时：其他一切成功后，服务器没有以 close_notify 回应。',
  },
  659: {
    en: 'Before anything is sent: the revocation list is missing, or is none.',
    zh: '发送前检查：吊销列表文件不存在或不是吊销列表。',
  },
  660: {
    en: 'The certificate was issued by another authority than the task expects; or the revocation list is out of date or wrongly signed.',
    zh: '证书并非由任务期望的 CA 签发；或吊销列表已过期或签名错误。',
  },
  661: {
    en: 'The public key of the server is none of those that the task pins.',
    zh: '服务器公钥不在任务固定的公钥之内。',
  },
  662: {
    en: 'Stapling is required, and the stapled answer is missing, unreadable, unknown, stale or wrongly signed.',
    zh: '要求 OCSP 装订，但装订的应答缺失、无法解析、未知、过期或签名错误。',
  },
  663: {
    en: 'The engine itself failed: an exception that is no fact of the network, or an exit of curl that no other code is for.',
    zh: '引擎自身失败：与网络事实无关的异常，或没有其他错误码对应的 curl 退出码。',
  },
  664: {
    en: 'While receiving: a TLS record that cannot be decrypted, or an error of the socket that is no reset.',
    zh: '接收过程中：TLS 记录无法解密，或并非重置的套接字错误。',
  },
  665: {
    en: 'Before the upload: its file or URL cannot be read, its sum is another; or it changes while it is sent.',
    zh: '上传之前：文件或 URL 无法读取、校验值不符；或发送过程中发生变化。',
  },
  720: {
    en: 'Before anything is sent: the list of pinned addresses is empty or none of them can be used.',
    zh: '发送前检查：指定的目标 IP 列表为空或均不可用。',
  },
  721: {
    en: 'An error number of this computer that no other code owns: no address to bind, no descriptors, forbidden routes, a download that cannot be saved.',
    zh: '本机返回的、无其他错误码对应的系统错误：无法绑定地址、描述符耗尽、路由被禁止、下载内容无法保存。',
  },
  722: {
    en: 'The own DNS step, over all hops, took longer than its limit.',
    zh: '自有 DNS 步骤（所有跳合计）超过时限。',
  },
  723: {
    en: 'The size was wanted, and the header (for FTP: SIZE, MLST) does not name it.',
    zh: '要求给出大小，但响应头（FTP 为 SIZE、MLST）未给出。',
  },
};
