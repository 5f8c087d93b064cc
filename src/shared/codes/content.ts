/** Codes of the content: it came, but it is not what the task wanted. */
import type { CodeGroup } from './row.ts';

export const contentCodes: CodeGroup = {
  title: { en: 'Content', zh: '内容校验' },
  rows: [
    {
      code: 627,
      name: { en: 'Failed to verify the string.', zh: '字符串校验失败' },
      meaning: {
        en: 'The download is complete, but the header of the response does not contain the text of `verify.headerContains`. A check of the task: no other program has an error of its own for it.',
        zh: '下载已完成，但响应头中没有 `verify.headerContains` 指定的文本。这是任务自身的检查，其他程序没有与之对应的原生错误。',
      },
      phase: 'verify',
      side: 'server',
      native: { curl: [], wininet: [] },
      remedy: {
        en: [
          'Look at the header as it is: `curl -s -D - -o NUL URL` (on Linux and macOS `-o /dev/null`), and compare it with the text letter by letter; blanks and capitals count.',
          'If another server answered than the one you meant (see Server, Via, X-Cache and the remote address in the result), the CDN node or a hijacking gateway is the cause: ask the operator of the CDN or of the network.',
          'If the text stands in the page and not in the header, use `verify.md5` or `verify.minBytes` instead.',
        ],
        zh: [
          '查看实际响应头：`curl -s -D - -o NUL URL`（Linux 和 macOS 为 `-o /dev/null`），与指定文本逐字比对，注意空格和大小写。',
          '如果应答的不是预期的服务器（对照 Server、Via、X-Cache 及结果中的远端地址），原因在 CDN 节点或劫持网关：请联系 CDN 或网络运营方。',
          '如果该文本出现在页面内容而非响应头中，请改用 `verify.md5` 或 `verify.minBytes`。',
        ],
      },
    },
    {
      code: 629,
      name: { en: 'The download is incomplete.', zh: '下载不完整' },
      meaning: {
        en: 'The connection ended in good order with fewer bytes than promised: fewer than Content-Length (with FTP, the size of the file), or, where the server names no length, fewer than the task wants.',
        zh: '连接正常结束，但收到的字节少于应有数量：少于 Content-Length（FTP 为文件大小），或在服务器未给出长度时少于任务要求的大小。',
      },
      phase: 'transfer',
      side: 'server',
      native: { curl: [18], wininet: [] },
      remedy: {
        en: [
          'Compare the received and the expected bytes in the result, and repeat the test. The same number each time: the file on the server (or in the cache of the CDN) is shorter than announced. Its operator must refresh it.',
          'A different number each time: the server or a proxy ends the transfer early, often by a time limit. Note the seconds until it breaks and give them to the operator (nginx: send_timeout, proxy_read_timeout).',
          'If only the size wanted by the task was missed, correct `transferKB` or `verify.minBytes` to the real size of the file.',
        ],
        zh: [
          '对比结果中的已接收与应接收字节数，并重复测试。每次数量相同：服务器（或 CDN 缓存）上的文件比声明的短，请运维人员刷新。',
          '每次数量不同：服务器或代理提前结束了传输，多为时限所致。记下断开前的秒数并提供给运维人员（nginx 为 send_timeout、proxy_read_timeout）。',
          '如果只是未达到任务要求的大小，请将 `transferKB` 或 `verify.minBytes` 改为文件的实际大小。',
        ],
      },
    },
    {
      code: 632,
      name: { en: 'Failed to verify the MD5 checksum.', zh: 'MD5 校验失败' },
      meaning: {
        en: 'The download is complete, but its checksum (MD5, or SHA-256 where the task gives that) is not the expected one: another version of the file, or content changed on the way. A check of the task: curl and WinINet have no such error.',
        zh: '下载已完成，但校验值（MD5，或任务指定的 SHA-256）与预期不符：文件版本不同，或内容在途中被改动。这是任务自身的检查，curl 和 WinINet 没有对应错误。',
      },
      phase: 'verify',
      side: 'server',
      native: { curl: [], wininet: [] },
      remedy: {
        en: [
          'Ask the owner of the file for its present checksum: it was probably updated, and the task still has the old one.',
          'Download it a second time and compare. Two different sums: the nodes of a CDN hold different versions; note the remote addresses and have the cache refreshed.',
          'Open the beginning of the file in a text editor: an HTML page (login, operator notice) in its place means that the answer was replaced on the way. Test over https.',
          'If the server sends compressed content, see whether the sum is of the packed or the unpacked file and set `decode` accordingly.',
        ],
        zh: [
          '向文件所有者索取当前校验值：很可能文件已更新，而任务中仍是旧值。',
          '再下载一次并比对。两次不同：CDN 各节点上的版本不一致，请记录远端地址并要求刷新缓存。',
          '用文本编辑器查看文件开头：如果是 HTML 页面（登录页、运营商提示），说明响应在途中被替换，请改用 https 测试。',
          '如果服务器发送的是压缩内容，请确认校验值针对压缩前还是压缩后的文件，并相应设置 `decode`。',
        ],
      },
    },
    {
      code: 654,
      name: { en: 'Failed to recognize transfer encoding.', zh: '无法识别传输编码' },
      meaning: {
        en: 'The server sent the content in a coding that is unknown here (Content-Encoding or Transfer-Encoding), or that the content itself does not follow, such as "gzip" content that is no gzip.',
        zh: '服务器以无法识别的编码（Content-Encoding 或 Transfer-Encoding）发送内容，或内容与所声明的编码不符，例如声明为 gzip 却不是 gzip。',
      },
      phase: 'verify',
      side: 'server',
      native: { curl: [61], wininet: [] },
      remedy: {
        en: [
          'Look at the header: `curl -sI URL`, lines Content-Encoding and Transfer-Encoding. Unknown names are a misconfiguration: tell the operator of the server.',
          'Ask for plain content: set `request.headers` to { "Accept-Encoding": "identity" }. If that works, the compression of the server or CDN is at fault.',
          'To measure the speed alone, set `decode` to false: a wrong Content-Encoding is then ignored.',
        ],
        zh: [
          '查看响应头：`curl -sI URL` 的 Content-Encoding 和 Transfer-Encoding 行。出现未知名称属于配置错误，请告知服务器运维人员。',
          '请求未压缩的内容：将 `request.headers` 设为 { "Accept-Encoding": "identity" }。如果成功，说明服务器或 CDN 的压缩有问题。',
          '如果只需测速，将 `decode` 设为 false，即可忽略错误的 Content-Encoding。',
        ],
      },
    },
    {
      code: 723,
      name: {
        en: 'Failed to get the size of the downloaded part or the download duration from the response header.',
        zh: '未能从响应头获取下载大小或下载时长',
      },
      meaning: {
        en: 'The task wants the size from the response header (`verify.declaredSize`), and the header does not give it: no Content-Length, or a Content-Range without a total. A check of the task: other programs just download.',
        zh: '任务要求从响应头获取大小（`verify.declaredSize`），但响应头没有给出：没有 Content-Length，或 Content-Range 中没有总大小。这是任务自身的检查，其他程序会照常下载。',
      },
      phase: 'verify',
      side: 'server',
      native: { curl: [], wininet: [12150] },
      remedy: {
        en: [
          'Look at the header: `curl -sI URL`. "Transfer-Encoding: chunked" instead of Content-Length is normal for generated pages: choose a static file for the test.',
          'Ask for plain content with `request.headers` { "Accept-Encoding": "identity" }: many servers leave the length out only where they compress.',
          'If the size is not needed, remove `verify.declaredSize`; otherwise ask the operator of the server or CDN to send Content-Length.',
        ],
        zh: [
          '查看响应头：`curl -sI URL`。动态页面常以 Transfer-Encoding: chunked 代替 Content-Length，属正常情况：请改用静态文件测试。',
          '在 `request.headers` 中设置 { "Accept-Encoding": "identity" } 请求未压缩内容：许多服务器仅在压缩时才省略长度。',
          '如果不需要大小，请删除 `verify.declaredSize`；否则请服务器或 CDN 运维人员返回 Content-Length。',
        ],
      },
    },
  ],
};
