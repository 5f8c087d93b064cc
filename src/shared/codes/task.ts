/** Codes of what stands in the task, and of the probe itself: nothing was sent yet. */
import type { CodeGroup } from './row.ts';

export const taskCodes: CodeGroup = {
  title: { en: 'Task and probe', zh: '任务与探测端' },
  rows: [
    {
      code: 603,
      name: { en: 'The request protocol is not supported by the server.', zh: '请求协议不受支持' },
      meaning: {
        en: 'The URL begins with a scheme that is no file transfer over HTTP or FTP (only http, https, ftp and ftps are), for example gopher:// or file://. No server was asked, whatever the name says.',
        zh: 'URL 的协议不是 HTTP 或 FTP 文件传输协议（仅支持 http、https、ftp、ftps），例如 gopher:// 或 file://。名称虽提到服务器，但实际上并未向任何服务器发出请求。',
      },
      phase: 'preflight',
      side: 'task',
      native: { curl: [1], wininet: [12006] },
      remedy: {
        en: [
          'Correct the beginning of the URL: http://, https://, ftp:// or ftps://.',
          'If the file is only offered over another protocol (SFTP, SMB, WebSocket), ask its owner for an HTTP or FTP address of the same file.',
        ],
        zh: [
          '更正 URL 开头的协议：http://、https://、ftp:// 或 ftps://。',
          '如果文件仅通过其他协议（SFTP、SMB、WebSocket）提供，请向文件所有者索取同一文件的 HTTP 或 FTP 地址。',
        ],
      },
    },
    {
      code: 606,
      name: { en: 'The URL is invalid.', zh: 'URL 无效' },
      meaning: {
        en: 'The text is not a URL: no host, a port that is no port, a broken IPv6 address, or nothing at all. The same code when a redirect leads to such a URL.',
        zh: '填写的内容不是合法 URL：缺少主机名、端口超出范围、IPv6 地址写法错误，或内容为空。重定向指向这样的 URL 时也是此错误码。',
      },
      phase: 'preflight',
      side: 'task',
      native: { curl: [3], wininet: [12005] },
      remedy: {
        en: [
          'Let it begin with http://, https://, ftp:// or ftps://, followed by the name of the host; for FTP a file must follow, not only a folder.',
          'Copy the URL again from where it came and look for blanks, quotation marks, a missing "//" and full-width characters such as "：" or "／".',
          'Check the port: a number from 1 to 65535. Write an IPv6 address in brackets: http://[2001:db8::1]/file.',
          'If the evidence says that a redirect led there, send the Location header (`curl -I URL` shows it) to the operator of the server.',
        ],
        zh: [
          'URL 须以 http://、https://、ftp:// 或 ftps:// 开头，其后为主机名；FTP 地址还须指明文件，而不只是目录。',
          '从来源处重新复制 URL，检查是否混入空格、引号、全角字符（如“：”“／”）或漏写“//”。',
          '检查端口是否为 1 至 65535 之间的数字；IPv6 地址须加方括号：http://[2001:db8::1]/file。',
          '如果证据显示该 URL 来自重定向，请将 Location 响应头（可用 `curl -I URL` 查看）提供给服务器运维人员修正。',
        ],
      },
    },
    {
      code: 607,
      name: { en: 'The protocol is invalid.', zh: '协议不在任务允许范围内' },
      meaning: {
        en: 'The URL is good, but its protocol is not among those the task allows. This is a rule of the task; no other program has an error of its own for it.',
        zh: 'URL 本身没有问题，但其协议不在任务允许的协议之内。这是任务自身的规则，其他程序没有与之对应的原生错误。',
      },
      phase: 'preflight',
      side: 'task',
      native: { curl: [1], wininet: [] },
      remedy: {
        en: [
          "Add the URL's protocol to `protocols` in the task, or remove that field to allow all four.",
          'If the protocol was ruled out on purpose (https only, say), use the address of the file over an allowed protocol.',
        ],
        zh: [
          '在任务的 `protocols` 中加入该 URL 的协议，或删除该字段以允许全部四种协议。',
          '如果是有意限制协议（例如只允许 https），请改用该文件在允许协议下的地址。',
        ],
      },
    },
    {
      code: 663,
      name: {
        en: 'An internal error occurred in cURL, which needs to be located based on the log.',
        zh: '传输内核内部错误，需结合日志定位',
      },
      meaning: {
        en: 'The transfer engine itself failed (or curl ended with an error that no other code covers): a bug, a refused option, no memory, a full disk. It says nothing about the network or the server.',
        zh: '传输内核自身出错（或 curl 返回了其他错误码均不涵盖的错误）：程序缺陷、选项被拒绝、内存不足或磁盘已满等。该错误与网络、服务器无关。',
      },
      phase: 'preflight',
      side: 'probe',
      native: { curl: [2, 4, 23, 27, 43, 48, 65], wininet: [12004] },
      remedy: {
        en: [
          'Read the evidence of the result: it has the exception or the exit status of curl. Free disk space or memory if it says that either is short.',
          'Fetch the same URL with `curl -v -o NUL URL` (on Linux and macOS `-o /dev/null`). If that works, the fault is in this program or in an unusual option of the task: take options out one by one.',
          'Send the result as JSON (`catprobe run TASK --json`), the task file and the version of the program to support.',
        ],
        zh: [
          '查看结果中的证据：其中有异常内容或 curl 的退出码。如提示磁盘或内存不足，请先释放空间。',
          '用 `curl -v -o NUL URL`（Linux 和 macOS 为 `-o /dev/null`）获取同一 URL。如果成功，问题在本程序或任务的某个特殊选项：逐个去掉选项再试。',
          '将 JSON 结果（`catprobe run 任务文件 --json`）、任务文件和程序版本一并发给技术支持。',
        ],
      },
    },
    {
      code: 665,
      name: { en: 'The specified file to be uploaded is invalid.', zh: '指定的上传文件无效' },
      meaning: {
        en: 'The content to upload could not be had: the local file is missing or unreadable, its source URL could not be downloaded, or its MD5 is not the given one. The upload itself was not begun.',
        zh: '未能取得要上传的内容：本地文件不存在或不可读、来源 URL 下载失败，或其 MD5 与给定值不符。上传尚未开始。',
      },
      phase: 'preflight',
      side: 'task',
      native: { curl: [26], wininet: [] },
      remedy: {
        en: [
          'Check that the file of `upload.source.file` is there and that the user who runs the probe may open it; give the full path.',
          'Where the source is a URL, download it alone (`catprobe run SOURCE-URL`) and follow the code that gives.',
          "Compute the file's MD5 (Windows: `certutil -hashfile FILE MD5`; Linux: `md5sum FILE`; macOS: `md5 FILE`) and compare it with `upload.source.md5`.",
        ],
        zh: [
          '检查 `upload.source.file` 指定的文件是否存在、运行探测的用户是否有权读取；建议填写完整路径。',
          '如果来源是 URL，请单独下载一次（`catprobe run 来源URL`），并按其返回的错误码处理。',
          '计算文件的 MD5（Windows：`certutil -hashfile 文件 MD5`；Linux：`md5sum 文件`；macOS：`md5 文件`），与 `upload.source.md5` 比对。',
        ],
      },
    },
    {
      code: 720,
      name: { en: 'Failed to get the target IP.', zh: '获取目标 IP 失败' },
      meaning: {
        en: 'The list of target addresses pinned in the task (`hosts`) is missing, empty or holds no usable IP address for this host. A condition of the task: DNS was not asked, and no other program has an error of its own for it.',
        zh: '任务中固定的目标地址列表（`hosts`）缺失、为空，或其中没有适用于该主机的有效 IP。这是任务自身的条件，并未查询 DNS，其他程序也没有与之对应的原生错误。',
      },
      phase: 'preflight',
      side: 'task',
      native: { curl: [49], wininet: [] },
      remedy: {
        en: [
          "Check each entry of `hosts`: `ip` must be an IPv4 or IPv6 address (not a name), `host` must be the URL's host name to the letter.",
          'Where the list comes from a file or is filled in by a script, open it: is it there, and does it have at least one line?',
          'To let DNS choose the address, remove `hosts` from the task.',
        ],
        zh: [
          '逐项检查 `hosts`：`ip` 必须是 IPv4 或 IPv6 地址（不能是域名），`host` 必须与 URL 中的主机名完全一致。',
          '如果列表来自文件或由脚本生成，请打开确认文件存在且至少有一行内容。',
          '如需由 DNS 决定地址，请从任务中删除 `hosts`。',
        ],
      },
    },
  ],
};
