/** Codes of request and answer: silence, refusal, redirects, and an answer that cannot be read. */
import type { CodeGroup } from './row.ts';

export const exchangeCodes: CodeGroup = {
  title: { en: 'Request, response and redirects', zh: '请求、响应与重定向' },
  rows: [
    {
      code: 613,
      name: { en: 'Request sending timed out.', zh: '请求发出后等待响应超时' },
      meaning: {
        en: 'The request was sent in full and not one byte came back before the response timeout. Despite its name, it is not the sending that took too long.',
        zh: '请求已完整发出，但在响应超时之前没有收到任何字节。名称虽为“发送超时”，实际上超时的并不是发送。',
      },
      phase: 'response',
      side: 'server',
      native: { curl: [28], wininet: [12002] },
      remedy: {
        en: [
          'See how long the server really takes: `curl -v -m 120 -o NUL URL` (on Linux and macOS `-o /dev/null`). If it answers late, raise `timeouts.responseMs` and tell the operator the time.',
          "If it never answers, ask the server's operator to look for hanging workers or an unreachable backend at that time.",
          'Test a small static file of the same server. If that comes at once, the fault is in the application behind the URL.',
          'If no URL of this server answers, but other servers do: try another network; a firewall may let the connection through and swallow the request.',
        ],
        zh: [
          '查看服务器实际需要多久：`curl -v -m 120 -o NUL URL`（Linux 和 macOS 为 `-o /dev/null`）。如果只是响应慢，请调大 `timeouts.responseMs`，并将耗时告知运维人员。',
          '如果始终没有响应，请服务器运维人员检查该时间是否有进程挂起或后端不可达。',
          '测试同一服务器上的小静态文件。如果能立即返回，说明问题在该 URL 背后的应用。',
          '如果该服务器的所有 URL 都无响应，而其他服务器正常：换一个网络再试，可能是防火墙放行了连接却丢弃了请求。',
        ],
      },
    },
    {
      code: 621,
      name: { en: 'Failed to upload the file.', zh: '上传文件失败' },
      meaning: {
        en: 'The server said no to the upload: an HTTP status of 400 or above, or an FTP reply that refuses to store the file or ends the transfer with an error. The evidence has its words.',
        zh: '服务器拒绝了上传：返回 400 及以上的 HTTP 状态码，或以 FTP 应答拒绝保存文件、以错误结束传输。具体内容见证据。',
      },
      phase: 'response',
      side: 'server',
      native: { curl: [25, 70, 22], wininet: [] },
      remedy: {
        en: [
          'Read the status or reply in the evidence. 401, 403, FTP 530, 532, 550 or 553: the account may not write there; ask the operator for write permission or correct the folder.',
          '413, 507, FTP 452 or 552: too large, or no space left. Try with a smaller `transferKB`, and ask the operator to raise the limit or free space.',
          '404, 405 or 411: the URL takes no uploads in this way. Check the path, and switch `upload.method` between POST and PUT.',
          '500, 502 or 503: the server failed while storing. Give the time of the result to its operator, whose error log has the reason.',
        ],
        zh: [
          '查看证据中的状态码或应答。401、403，FTP 530、532、550、553：账号在该处没有写权限，请向运维人员申请权限或更正目录。',
          '413、507，FTP 452、552：文件过大或空间不足。减小 `transferKB` 再试，并请运维人员放宽限制或清理空间。',
          '404、405、411：该 URL 不接受这种上传方式。检查路径，并将 `upload.method` 在 POST 与 PUT 之间切换。',
          '500、502、503：服务器保存时出错。请将结果中的时间提供给运维人员，原因可在其错误日志中查到。',
        ],
      },
    },
    {
      code: 626,
      name: { en: 'A redirect occurred during the transfer.', zh: '传输过程中发生重定向' },
      meaning: {
        en: 'The server answered with a redirect, and the task does not allow redirects to be followed.',
        zh: '服务器返回了重定向，而任务禁止跟随重定向。',
      },
      phase: 'redirect',
      side: 'task',
      native: { curl: [], wininet: [] },
      remedy: {
        en: [
          'See where it leads (`curl -sI URL`, line Location) and put that address into the task, if that is the file to be tested.',
          'If redirects are normal here, set `redirects.follow` to true.',
          'If the server should not redirect (a login page, a warning page of the network operator), open the target in a browser to see who made it; a hijacked answer belongs to the network operator.',
        ],
        zh: [
          '查看重定向去向（`curl -sI URL` 的 Location 行）；如果那才是要测试的文件，请将任务改为该地址。',
          '如果此处重定向属于正常情况，请将 `redirects.follow` 设为 true。',
          '如果服务器本不应重定向（例如跳到登录页或运营商提示页），请用浏览器打开目标页面确认来源；如为劫持，请联系网络运营商。',
        ],
      },
    },
    {
      code: 628,
      name: { en: 'The response data is invalid.', zh: '响应数据无效' },
      meaning: {
        en: 'What came back is not valid HTTP or FTP: no proper status line, a broken header or chunk, two different lengths, a redirect without a target, compressed content that ends in the middle, or an FTP reply without a number.',
        zh: '返回的数据不是合法的 HTTP 或 FTP 内容：状态行不正确、响应头或分块损坏、出现两个不同的长度、重定向没有目标、压缩内容中途结束，或 FTP 应答没有数字代码。',
      },
      phase: 'response',
      side: 'server',
      native: { curl: [8, 1, 56, 14], wininet: [12152] },
      remedy: {
        en: [
          'Check that port and protocol of the URL belong together: an SSH, mail or HTTPS service on that port answers with something that is not HTTP.',
          'Look at the raw answer: `curl -v --raw --http0.9 -o answer.bin URL`, and read its first lines.',
          'Try from another network or without the proxy: a gateway that rewrites answers can break them.',
          "Send the evidence (it names the broken part) to the server's operator; a broken header or chunk is a fault of the server's software.",
        ],
        zh: [
          '检查 URL 的端口与协议是否匹配：该端口上若是 SSH、邮件或 HTTPS 服务，返回的就不是 HTTP。',
          '查看原始响应：`curl -v --raw --http0.9 -o answer.bin URL`，并阅读开头几行。',
          '换一个网络或不经代理再试：改写响应的网关可能破坏内容。',
          '将证据（其中指明了损坏之处）提供给服务器运维人员；响应头或分块损坏属于服务器软件故障。',
        ],
      },
    },
    {
      code: 630,
      name: { en: 'Download timed out.', zh: '下载超时' },
      meaning: {
        en: 'The download had begun (at least one byte came) and was not complete when the timeout of the whole task passed: the content stalled or came too slowly.',
        zh: '下载已经开始（至少收到一个字节），但到任务总超时仍未完成：内容停滞或传输过慢。',
      },
      phase: 'transfer',
      side: 'network',
      native: { curl: [28], wininet: [12002] },
      remedy: {
        en: [
          'Look at the speed in the result. Steady but slow: the size does not fit the time. Test less (`transferKB`) or raise `timeouts.totalMs`.',
          'A speed that drops to zero: run it again over another line. If it then completes, the local line or its operator is at fault.',
          'Compare with a file on another server at the same time. If that one is quick, this server or its line is overloaded or limits the rate: ask its operator.',
          'If it always stalls at the same byte, a filter on the way or a damaged file on the server is likely: fetch it with `curl -v` from a second network to tell which.',
        ],
        zh: [
          '查看结果中的速度。稳定但偏慢：文件大小与时限不匹配，请减小 `transferKB` 或调大 `timeouts.totalMs`。',
          '速度降到零：换一条线路重测。如果能完成，问题在本地线路或其运营商。',
          '同时测试另一台服务器上的文件。如果那边很快，说明本服务器或其线路过载或限速：请咨询其运维人员。',
          '如果总在同一字节处停滞，可能是途中的过滤或服务器上的文件损坏：换一个网络用 `curl -v` 获取以区分。',
        ],
      },
    },
    {
      code: 633,
      name: { en: 'Redirect failed.', zh: '重定向次数过多' },
      meaning: {
        en: 'The redirects were stopped: more of them than the task allows (10 unless `redirects.max` says otherwise), mostly a loop, or one that leads from HTTP to another protocol.',
        zh: '重定向被中止：次数超过任务上限（默认 10 次，由 `redirects.max` 设定），多为循环重定向；或重定向从 HTTP 指向了其他协议。',
      },
      phase: 'redirect',
      side: 'server',
      native: { curl: [47], wininet: [12156] },
      remedy: {
        en: [
          'Follow the chain: `curl -sIL --max-redirs 12 URL` and read the Location lines. An address that comes twice is a loop.',
          'A loop between http and https, or with and without "www": the rules of the server and of the CDN in front contradict each other. Its operator must correct one of them.',
          'A loop that sets a cookie each time: the server wants it back. Put it into `request.cookies`, or use the final address.',
          'A chain that is long but ends: raise `redirects.max`, or put the final address into the task.',
        ],
        zh: [
          '查看跳转链：`curl -sIL --max-redirs 12 URL`，阅读各 Location 行；同一地址出现两次即为循环。',
          '在 http 与 https 之间，或带与不带“www”之间循环：服务器与其前端 CDN 的规则相互矛盾，请运维人员修正其一。',
          '每次跳转都设置 Cookie 的循环：服务器要求带回该 Cookie，请填入 `request.cookies`，或直接使用最终地址。',
          '跳转链较长但会结束：调大 `redirects.max`，或在任务中直接填写最终地址。',
        ],
      },
    },
    {
      code: 635,
      name: { en: 'User confirmation is required for redirect.', zh: '重定向需要用户确认' },
      meaning: {
        en: 'An upload (POST or PUT) was answered with a redirect. To send the content to another address needs a consent that the task does not give (`redirects.confirmed`). This is a policy: most programs re-send or stop without an error of their own.',
        zh: '上传（POST 或 PUT）得到的响应是重定向。将内容发送到另一地址需要用户同意，而任务未给出（`redirects.confirmed`）。这属于策略：多数程序会直接重发或停止，没有与之对应的原生错误。',
      },
      phase: 'redirect',
      side: 'task',
      native: { curl: [], wininet: [12168] },
      remedy: {
        en: [
          'Look at the target in the evidence. If it is right, put that address into the task and upload there directly.',
          'If the server chooses the place of each upload anew, set `redirects.confirmed` to true.',
          'If the target is a login page or a foreign host, do not confirm: check the credentials and ask the operator of the server.',
        ],
        zh: [
          '查看证据中的目标地址。如果正确，请将任务改为该地址，直接上传。',
          '如果服务器每次上传都会重新分配地址，请将 `redirects.confirmed` 设为 true。',
          '如果目标是登录页或陌生主机，请勿确认：先检查账号信息，并咨询服务器运维人员。',
        ],
      },
    },
    {
      code: 636,
      name: { en: 'Server response timed out.', zh: '上传后服务器响应超时' },
      meaning: {
        en: 'The whole upload was sent, and the server did not answer before the response timeout.',
        zh: '上传内容已全部发出，但服务器在响应超时之前没有给出响应。',
      },
      phase: 'response',
      side: 'server',
      native: { curl: [28], wininet: [12002] },
      remedy: {
        en: [
          'Upload less (`transferKB` 10). If that is answered, the server needs its time to store or check a file of the full size: raise `timeouts.responseMs`.',
          'Look on the server whether the file arrived. If it did, its application is slow or hangs after storing: give its operator the time of the result.',
          'If it did not arrive, a proxy on the way takes the upload and holds it: test without the proxy or from another network.',
        ],
        zh: [
          '减小上传量（`transferKB` 设为 10）。如果有响应，说明服务器保存或检查完整文件需要时间：请调大 `timeouts.responseMs`。',
          '在服务器上确认文件是否已到达。如果已到达，说明其应用在保存之后缓慢或挂起：请将结果中的时间提供给运维人员。',
          '如果未到达，说明途中的代理收下了上传内容却未转发：不经代理或换一个网络再试。',
        ],
      },
    },
    {
      code: 644,
      name: { en: 'The SSL content is incomplete.', zh: 'SSL 内容不完整或不完全安全' },
      meaning: {
        en: 'Not all of the content was protected by TLS: either an https address redirected to plain http (this is what WinINet 12041, mixed security, means), or content of unknown length ended without the TLS goodbye (close_notify), so that it may have been cut off. Most programs let both pass.',
        zh: '并非全部内容都受到 TLS 保护：https 地址重定向到了明文 http（即 WinINet 12041“混合安全”的本义），或长度未知的内容在没有 TLS 结束通知（close_notify）的情况下结束，可能已被截断。多数程序对这两种情况都不报错。',
      },
      phase: 'transfer',
      side: 'server',
      native: { curl: [], wininet: [12041] },
      remedy: {
        en: [
          'See whether the server redirects to http: `curl -sI https://…` and read Location. Its operator must make that an https address.',
          'Without a redirect: compare size or checksum of the file with the original. If bytes are missing, the connection was cut; test again over another line.',
          'If the content is complete, the server closes TLS carelessly: ask its operator to send Content-Length or to close with close_notify.',
        ],
        zh: [
          '查看服务器是否重定向到 http：执行 `curl -sI https://…` 并查看 Location。请运维人员将其改为 https 地址。',
          '如果没有重定向：将文件大小或校验值与原文件比对。缺少字节说明连接被截断，请换一条线路重测。',
          '如果内容完整，说明服务器关闭 TLS 不规范：请运维人员返回 Content-Length，或在关闭时发送 close_notify。',
        ],
      },
    },
  ],
};
