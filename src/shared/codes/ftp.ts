/** Codes of FTP: login, folder, lookup of the file, and the session. */
import type { CodeGroup } from './row.ts';

export const ftpCodes: CodeGroup = {
  title: { en: 'FTP', zh: 'FTP' },
  rows: [
    {
      code: 602,
      name: { en: 'The server refused login.', zh: '服务器拒绝登录' },
      meaning: {
        en: 'After user name and password the FTP server did not answer 230, and its reply names no reason. Where it blames the name, the password or something else, the code is 619, 618 or 622.',
        zh: '发送用户名和密码后，FTP 服务器没有返回 230，且应答未说明原因。如果应答指明是用户名、密码或其他原因，则分别为 619、618、622。',
      },
      phase: 'login',
      side: 'server',
      native: { curl: [67], wininet: [] },
      remedy: {
        en: [
          'Log in by hand with the same account: `curl -v --user USER ftp://HOST/` (it asks for the password), and read the reply to PASS.',
          'Test the account with another FTP client from another network. If it works there, this address is blocked: ask the operator to look into the access list.',
          "Give the time and the account name to the server's operator: the login log of the FTP server has the reason that the reply withholds.",
        ],
        zh: [
          '用同一账号手动登录：`curl -v --user 用户名 ftp://主机/`（会提示输入密码），查看对 PASS 的应答。',
          '在其他网络用其他 FTP 客户端测试该账号。如果成功，说明本机地址被限制，请运维人员检查访问控制列表。',
          '将时间和账号名提供给服务器运维人员：应答未说明的原因可在 FTP 服务器的登录日志中查到。',
        ],
      },
    },
    {
      code: 604,
      name: { en: 'The PASV mode is not supported by the server.', zh: '服务器不支持 PASV 模式' },
      meaning: {
        en: 'The FTP server refused both EPSV and PASV, the commands by which a client opens the data connection itself. File transfers here always use passive mode.',
        zh: 'FTP 服务器同时拒绝了 EPSV 和 PASV，即由客户端主动建立数据连接的命令。本程序的文件传输始终使用被动模式。',
      },
      phase: 'request',
      side: 'server',
      native: { curl: [13], wininet: [] },
      remedy: {
        en: [
          "Ask the server's operator to switch passive mode on (vsftpd: pasv_enable=YES; IIS: FTP Firewall Support) with a port range that the firewall lets through.",
          'See the replies yourself: `curl -v --disable-epsv ftp://HOST/` shows what the server says to PASV. A "425" or "no ports" means that its port range is used up.',
          'If a firewall in front rewrites FTP, try FTPS or another network: some firewalls strip PASV.',
        ],
        zh: [
          '请服务器运维人员启用被动模式（vsftpd：pasv_enable=YES；IIS：FTP 防火墙支持），并在防火墙上放行对应端口范围。',
          '自行查看应答：`curl -v --disable-epsv ftp://主机/` 会显示服务器对 PASV 的回复。“425”或“no ports”表示端口范围已用尽。',
          '如果前端防火墙会改写 FTP 命令，请改用 FTPS 或换一个网络：有些防火墙会过滤 PASV。',
        ],
      },
    },
    {
      code: 614,
      name: { en: 'The file does not exist.', zh: '文件不存在' },
      meaning: {
        en: 'The FTP server says, or its listing shows, that there is no file of this name. That is proved, not guessed: SIZE, MLST or the listing worked and did not find it.',
        zh: 'FTP 服务器表明、或其目录列表显示没有该名称的文件。这一结论经过验证：SIZE、MLST 或目录列表执行成功且未找到该文件。',
      },
      phase: 'request',
      side: 'task',
      native: { curl: [78], wininet: [12003] },
      remedy: {
        en: [
          'List the folder: `curl --user USER ftp://HOST/FOLDER/`, and compare the name letter by letter; capitals, blanks and the extension count.',
          'Mind where the account starts: the path of the URL counts from its home folder. For the root write %2F at the beginning: ftp://HOST/%2Fpub/file.',
          'If the file was there before, ask its owner whether it was moved, renamed or cleaned up by a schedule.',
        ],
        zh: [
          '列出目录：`curl --user 用户名 ftp://主机/目录/`，逐字比对文件名，注意大小写、空格和扩展名。',
          '注意账号的起始目录：URL 中的路径从账号主目录算起；如需从根目录开始，请以 %2F 开头：ftp://主机/%2Fpub/file。',
          '如果文件以前存在，请向所有者确认是否被移动、改名或被定期清理。',
        ],
      },
    },
    {
      code: 615,
      name: { en: 'Failed to open the file.', zh: '打开文件失败' },
      meaning: {
        en: 'The file is there, but the FTP server refused to send it: no read permission, locked by another process, or busy.',
        zh: '文件存在，但 FTP 服务器拒绝发送：没有读取权限、被其他进程锁定或正忙。',
      },
      phase: 'response',
      side: 'server',
      native: { curl: [78, 19], wininet: [12003] },
      remedy: {
        en: [
          'Read the reply in the evidence. 550: ask the operator to give this account the right to read the file (owner and mode of the file, SELinux).',
          '450 or 451: the file is in use, perhaps still being written. Wait and repeat; make sure that whoever writes it uses a temporary name first.',
          'Fetch another file of the same folder. If that works, the permission of this one file is at fault, not the account.',
        ],
        zh: [
          '查看证据中的应答。550：请运维人员为该账号授予读取权限（检查文件属主、权限位和 SELinux）。',
          '450 或 451：文件正被占用，可能仍在写入。请稍后重试，并确保写入方先使用临时文件名。',
          '获取同一目录下的其他文件。如果成功，则问题在该文件的权限，而非账号。',
        ],
      },
    },
    {
      code: 616,
      name: { en: 'Failed to find the file.', zh: '查找文件失败' },
      meaning: {
        en: 'It could not be found out whether the file exists: the FTP server refused every way to look it up (SIZE, MLST, LIST) and then the file itself.',
        zh: '无法确定文件是否存在：FTP 服务器拒绝了所有查找方式（SIZE、MLST、LIST），随后也拒绝了文件本身。',
      },
      phase: 'request',
      side: 'server',
      native: { curl: [78, 19], wininet: [12003] },
      remedy: {
        en: [
          'Log in with the same account (`curl -v --user USER ftp://HOST/FOLDER/`). If the listing is refused, ask the operator for the right to read this folder.',
          '450 or 451 in the evidence: the server cannot read its own disk at the moment. Repeat later, and tell the operator if it stays.',
          'Check the spelling of folder and file with the owner: without the right to list, the server hides a wrong name as well.',
        ],
        zh: [
          '用同一账号登录（`curl -v --user 用户名 ftp://主机/目录/`）。如果列目录被拒绝，请运维人员授予该目录的读取权限。',
          '证据中为 450 或 451：服务器暂时无法读取自己的磁盘。请稍后重试，如持续出现请告知运维人员。',
          '与所有者核对目录名和文件名：没有列目录权限时，名称写错也无法看出。',
        ],
      },
    },
    {
      code: 617,
      name: { en: 'Failed to set the working directory.', zh: '设置工作目录失败' },
      meaning: {
        en: 'The FTP server refused to change into the folder of the task (CWD): it does not exist or this account may not enter it.',
        zh: 'FTP 服务器拒绝进入任务指定的目录（CWD）：目录不存在，或该账号无权进入。',
      },
      phase: 'request',
      side: 'task',
      native: { curl: [9], wininet: [12003] },
      remedy: {
        en: [
          'List the folder above it (`curl --user USER ftp://HOST/`), and correct the spelling of the folder in the URL or in `ftp.directory`.',
          "Mind where the account starts: a path counts from its home folder; %2F at the beginning of the URL's path means the root.",
          'If the folder is there, ask the operator for the right to enter it (execute permission on it and on all folders above).',
        ],
        zh: [
          '列出上一级目录（`curl --user 用户名 ftp://主机/`），更正 URL 或 `ftp.directory` 中的目录名。',
          '注意账号的起始目录：路径从账号主目录算起；URL 路径以 %2F 开头表示从根目录开始。',
          '如果目录存在，请运维人员授予进入权限（该目录及所有上级目录的执行权限）。',
        ],
      },
    },
    {
      code: 618,
      name: { en: 'The password is incorrect.', zh: '密码错误' },
      meaning: {
        en: 'The FTP server took the user name and refused the login at the password. Most servers say the same when the user does not exist, so check both.',
        zh: 'FTP 服务器接受了用户名，但在密码一步拒绝登录。多数服务器在用户不存在时也返回相同内容，因此两者都应检查。',
      },
      phase: 'login',
      side: 'task',
      native: { curl: [67], wininet: [12014] },
      remedy: {
        en: [
          'Type the password anew in the task; mind capitals, blanks at the end, and that : @ / % are escaped if it stands in the URL (`@` is %40).',
          'Log in with the same account by hand: `curl -v --user USER ftp://HOST/`. If that fails too, have the operator reset the password.',
          'Check the user name as well, and whether the account was locked after too many attempts.',
        ],
        zh: [
          '在任务中重新输入密码，注意大小写和末尾空格；如果写在 URL 中，: @ / % 需要转义（`@` 写作 %40）。',
          '用同一账号手动登录：`curl -v --user 用户名 ftp://主机/`。如果同样失败，请运维人员重置密码。',
          '同时核对用户名，并确认账号是否因多次尝试而被锁定。',
        ],
      },
    },
    {
      code: 619,
      name: { en: 'The username is incorrect.', zh: '用户名错误' },
      meaning: {
        en: 'The FTP server refused the user name itself: it is unknown, not on the list of permitted users, or anonymous access is off.',
        zh: 'FTP 服务器拒绝了用户名本身：用户不存在、不在允许的用户列表中，或已禁用匿名访问。',
      },
      phase: 'login',
      side: 'task',
      native: { curl: [67], wininet: [12013] },
      remedy: {
        en: [
          'Check `ftp.user` letter by letter; some servers want a domain with it (DOMAIN\\user or user@host).',
          'If no user is set, the login is anonymous: enter an account, or ask the operator to permit anonymous access.',
          "Ask the operator whether the account exists and is on the server's list of permitted users (vsftpd: userlist_file; ProFTPD: Limit LOGIN).",
        ],
        zh: [
          '逐字核对 `ftp.user`；有些服务器要求带域（DOMAIN\\user 或 user@host）。',
          '如果未设置用户，则为匿名登录：请填写账号，或请运维人员允许匿名访问。',
          '请运维人员确认账号存在，且在服务器允许的用户列表中（vsftpd：userlist_file；ProFTPD：Limit LOGIN）。',
        ],
      },
    },
    {
      code: 620,
      name: { en: 'The operation was not completed.', zh: '操作未完成，FTP 会话被终止' },
      meaning: {
        en: 'The FTP session ended before the transfer did: the server closed the control connection or announced that it would (421, 426), or the data came and the final confirmation (226) did not.',
        zh: '传输完成之前 FTP 会话已结束：服务器关闭或宣布关闭控制连接（421、426），或数据已到达但没有收到最终确认（226）。',
      },
      phase: 'transfer',
      side: 'server',
      native: { curl: [18, 28, 56], wininet: [12111] },
      remedy: {
        en: [
          'Read the reply in the evidence: 421 gives the reason, often an idle or session limit of the server, which its operator can raise.',
          'If it breaks off only with long transfers, a firewall forgets the idle control connection: test with a small file, and have the FTP idle time of the firewall raised.',
          'Repeat the test with fewer transfers at once: many servers end sessions beyond a number per address.',
          "Otherwise give the time to the server's operator; its log tells why the session ended.",
        ],
        zh: [
          '查看证据中的应答：421 会说明原因，常见为服务器的空闲或会话时限，可由运维人员放宽。',
          '如果只有长时间传输才中断，说明防火墙清除了空闲的控制连接：用小文件测试，并调大防火墙的 FTP 空闲时间。',
          '减少同时进行的传输后重测：许多服务器会终止同一地址超出数量的会话。',
          '否则请将时间提供给服务器运维人员，日志会说明会话为何结束。',
        ],
      },
    },
    {
      code: 622,
      name: { en: 'Failed to log in to the server.', zh: '登录服务器失败' },
      meaning: {
        en: 'Logging in to the FTP server is not possible at present, for a reason other than the user name or password: too many users, server closed, TLS required, account expired or without a home folder.',
        zh: '目前无法登录 FTP 服务器，且原因不在用户名或密码：用户数已满、服务器已关闭、要求 TLS、账号过期或没有主目录。',
      },
      phase: 'login',
      side: 'server',
      native: { curl: [67, 8], wininet: [12015] },
      remedy: {
        en: [
          'Read the reply in the evidence; it names the reason. "TLS", "SSL" or "encryption" in it: set `ftp.tls` to explicit or use ftps://.',
          '"Too many users" or 421: wait and repeat; lower `--concurrency`; ask the operator to raise the limit for this address.',
          '"Home directory" or "cannot change directory": the operator must create the home folder of the account or correct its owner.',
          '"Expired" or 332 (account needed): have the operator renew or complete the account.',
        ],
        zh: [
          '查看证据中的应答，其中写明了原因。如含“TLS”“SSL”“encryption”：将 `ftp.tls` 设为 explicit，或改用 ftps://。',
          '“Too many users”或 421：稍后重试；降低 `--concurrency`；请运维人员放宽对该地址的限制。',
          '“Home directory”或“cannot change directory”：需由运维人员创建账号主目录或更正其属主。',
          '“Expired”或 332（需要账户信息）：请运维人员续期或补全账号。',
        ],
      },
    },
    {
      code: 655,
      name: { en: 'Failed to request the SSL level.', zh: '请求 FTP 的 SSL 级别失败' },
      meaning: {
        en: 'The task wants FTP over TLS and the server refused it: AUTH TLS for the control connection, or PROT P for the data connection. (The English name has lost the word FTP.)',
        zh: '任务要求使用 FTP over TLS，但服务器拒绝：控制连接的 AUTH TLS 或数据连接的 PROT P 被拒。（英文名称中遗漏了 FTP。）',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [64], wininet: [] },
      remedy: {
        en: [
          'See what the server offers: `curl -v --ssl-reqd ftp://HOST/`. A 500, 502 or 504 after AUTH means that TLS is not set up there: ask the operator to do so (vsftpd: ssl_enable=YES).',
          'Perhaps it speaks implicit TLS: try ftps://HOST:990/.',
          'If encryption is not needed for the test, set `ftp.tls` to off; mind that user and password then travel in the clear.',
        ],
        zh: [
          '查看服务器支持情况：`curl -v --ssl-reqd ftp://主机/`。AUTH 后返回 500、502、504 表示服务器未配置 TLS，请运维人员启用（vsftpd：ssl_enable=YES）。',
          '服务器可能使用隐式 TLS：请尝试 ftps://主机:990/。',
          '如果测试无需加密，可将 `ftp.tls` 设为 off；注意此时用户名和密码将以明文传输。',
        ],
      },
    },
  ],
};
