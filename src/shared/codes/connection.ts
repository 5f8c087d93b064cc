/** Codes of the way to the server: the name, the TCP connection, and what breaks a connection that stood. */
import type { CodeGroup } from './row.ts';

export const connectionCodes: CodeGroup = {
  title: { en: 'Name and connection', zh: '域名与连接' },
  rows: [
    {
      code: 600,
      name: { en: 'DNS resolution failed.', zh: 'DNS 解析失败' },
      meaning: {
        en: 'The host name of the URL could not be turned into an address: the name does not exist, it has no address of the wanted family, or the DNS server refused, failed or could not be reached.',
        zh: 'URL 中的主机名未能解析为地址：域名不存在、没有所需 IP 协议族的地址，或 DNS 服务器拒绝、出错、无法连接。',
      },
      phase: 'resolve',
      side: 'network',
      native: { curl: [6, 5], wininet: [12007] },
      remedy: {
        en: [
          'Check the spelling of the host name in the URL, then ask DNS for it: `nslookup HOST`.',
          'Ask another DNS server: `nslookup HOST 119.29.29.29`. If only that one answers, the DNS server of this network is at fault: replace it, or name a good one in `dns.servers` of the task.',
          'If every DNS server says that the name does not exist, ask the owner of the domain whether the record was removed or the domain has expired.',
          'If the task wants one family only (`ipFamily`), see whether the name has it: `nslookup -type=A HOST` for IPv4, `-type=AAAA` for IPv6.',
        ],
        zh: [
          '检查 URL 中主机名的拼写，然后查询 DNS：`nslookup 主机名`。',
          '换一台 DNS 服务器查询：`nslookup 主机名 119.29.29.29`。如果只有后者能解析，说明当前网络的 DNS 服务器有问题：请更换，或在任务的 `dns.servers` 中指定可用的服务器。',
          '如果所有 DNS 服务器都回答域名不存在，请向域名所有者确认解析记录是否被删除、域名是否过期。',
          '如果任务限定了 IP 协议族（`ipFamily`），请确认域名有相应记录：IPv4 用 `nslookup -type=A 主机名`，IPv6 用 `-type=AAAA`。',
        ],
      },
    },
    {
      code: 601,
      name: { en: 'Server connection failed.', zh: '连接服务器失败' },
      meaning: {
        en: "No TCP connection to the server's port: it was refused, no route led there, or nothing answered before the timeout. With FTP also when the greeting never comes or the data port cannot be reached.",
        zh: '未能与服务器端口建立 TCP 连接：连接被拒绝、没有路由，或超时前没有任何应答。对于 FTP，还包括收不到欢迎信息或数据端口无法连接。',
      },
      phase: 'connect',
      side: 'network',
      native: { curl: [7, 28, 97], wininet: [12029] },
      remedy: {
        en: [
          'Try the port from this computer: on Windows `Test-NetConnection HOST -Port PORT` in PowerShell, elsewhere `curl -v -m 5 telnet://HOST:PORT`.',
          "Refused at once (ECONNREFUSED in the evidence): nothing listens on that port. Check the port of the URL and ask the server's operator whether the service runs.",
          'No answer until the timeout: try from another network, for example a phone hotspot. If that works, a firewall between here and the server drops the packets: ask its administrator to open the port.',
          'If a browser opens the URL, it may use a proxy: set `proxy` in the task to the same one. If the evidence names a proxy, that one is meant here and not the server: check its address, port, user and password, and what SOCKS says.',
          "With FTP: have the server's passive port range opened in its firewall.",
        ],
        zh: [
          '在本机测试端口：Windows 在 PowerShell 中运行 `Test-NetConnection 主机 -Port 端口`，其他系统运行 `curl -v -m 5 telnet://主机:端口`。',
          '立即被拒绝（证据为 ECONNREFUSED）：该端口无服务监听。检查 URL 中的端口，并请服务器运维人员确认服务是否在运行。',
          '直到超时都没有应答：换一个网络（例如手机热点）再试。如果可以连通，说明途中的防火墙丢弃了数据包，请管理员放行该端口。',
          '如果浏览器能打开该 URL，浏览器可能使用了代理：请在任务的 `proxy` 中填写相同代理。如果证据中提到代理，则问题在代理而不在服务器：请检查代理的地址、端口、用户名、密码以及 SOCKS 的答复。',
          '对于 FTP：请服务器侧防火墙放行被动模式的端口范围。',
        ],
      },
    },
    {
      code: 605,
      name: { en: 'Redirect failed.', zh: '重定向目标无法连接' },
      meaning: {
        en: 'The first server answered with a redirect, and the target of the redirect could not be reached: its name did not resolve or its port took no connection. An HTTP error of the target is reported as that HTTP status instead.',
        zh: '第一个服务器返回了重定向，但重定向的目标无法到达：目标域名解析失败，或其端口无法建立连接。如果目标返回 HTTP 错误，则直接报告该 HTTP 状态码。',
      },
      phase: 'connect',
      side: 'network',
      native: { curl: [7, 6, 28], wininet: [12029, 12007] },
      remedy: {
        en: [
          'See where the redirect leads: `curl -sI URL` shows it as Location. Test that URL as a task of its own; it gives 600 or 601, and their advice holds.',
          "A private or internal address in Location (10.x, 192.168.x, a short name): the server's operator must put its public address into the redirect.",
          'A CDN that sends this network to a dead node: compare the Location from another network or with another DNS server, and give both to the operator of the CDN.',
        ],
        zh: [
          '查看重定向去向：`curl -sI URL` 输出中的 Location。将该 URL 单独建任务测试，会得到 600 或 601，再按相应建议处理。',
          'Location 中是内网地址（10.x、192.168.x 或短主机名）：请服务器运维人员将重定向改为公网地址。',
          'CDN 将本网络调度到了故障节点：换一个网络或 DNS 服务器对比 Location，并将两者一并提供给 CDN 运维方。',
        ],
      },
    },
    {
      code: 608,
      name: {
        en: 'The connection to the server was terminated unexpectedly.',
        zh: '与服务器的连接意外终止',
      },
      meaning: {
        en: 'The other side closed the connection in good order (TCP FIN) though it had taken the request: before the answer, inside the header, or inside a body whose length is not known. Mostly the server or a proxy in front of it gave up.',
        zh: '对端已收到请求，却正常关闭了连接（TCP FIN）：发生在响应之前、响应头中途，或长度未知的响应体中途。多为服务器或其前端代理主动放弃。',
      },
      phase: 'response',
      side: 'server',
      native: { curl: [52, 18], wininet: [12030] },
      remedy: {
        en: [
          'Repeat the test a few times (`--repeat 5`). If it only happens now and then, the server or its load balancer is probably restarting or overloaded.',
          "Give the time, the remote address and the bytes received from the result to the server's operator: the error log of the server or reverse proxy names the reason (worker crashed, backend closed, request limit).",
          'Fetch the URL once with `curl -v URL` and once with a browser-like User-Agent (`curl -v -A "Mozilla/5.0" URL`). If only the second works, a filter on the server drops the first.',
          'Try from another network: if it works there, a proxy or security gateway of this network closes the connection.',
        ],
        zh: [
          '多测几次（`--repeat 5`）。如果只是偶发，多半是服务器或负载均衡正在重启或过载。',
          '将结果中的时间、远端地址和已接收字节数提供给服务器运维人员：服务器或反向代理的错误日志会写明原因（进程崩溃、后端关闭、请求受限）。',
          '分别用 `curl -v URL` 和模拟浏览器的 `curl -v -A "Mozilla/5.0" URL` 获取。如果只有后者成功，说明服务器上的过滤规则拦截了前者。',
          '换一个网络再试：如果成功，说明当前网络的代理或安全网关关闭了连接。',
        ],
      },
    },
    {
      code: 609,
      name: { en: 'The connection to the server was reset.', zh: '与服务器的连接被重置' },
      meaning: {
        en: 'The connection was torn down with a TCP reset (RST) after the request was sent. The path is the usual suspect (a poor local line, a NAT or firewall that lost or forbade the connection), but a crashing server resets too. In HTTP/2 also when the server resets the stream or gives up the connection with an error.',
        zh: '请求发出后，连接被 TCP 重置（RST）断开。通常应先怀疑链路（本地线路质量差，NAT 或防火墙丢失会话、禁止连接），但服务器崩溃也会产生重置。在 HTTP/2 中，服务器重置流或因错误放弃连接也属此类。',
      },
      phase: 'transfer',
      side: 'network',
      native: { curl: [56, 55], wininet: [12031] },
      remedy: {
        en: [
          'Run the same task over another line (another operator, a phone hotspot). If it works there, the fault is on the local line or its firewall: pass the result on to the network operator.',
          'See at how many bytes or seconds it breaks. Always the same number points to a rule (content filter, size or time limit); a different number each time points to a bad line.',
          "Switch VPN, security software and proxy off for one test: each of them can reset connections in the server's name.",
          "Give the time, your public address and the remote address to the server's operator, who can see in the server's log or in a packet capture whether the reset came from there.",
        ],
        zh: [
          '换一条线路（其他运营商或手机热点）运行同一任务。如果正常，问题在本地线路或其防火墙：请将结果提供给网络运营商。',
          '观察断开时的字节数或秒数：每次相同，多为规则所致（内容过滤、大小或时长限制）；每次不同，多为线路质量差。',
          '暂时关闭 VPN、安全软件和代理再测一次：它们都可能冒充服务器重置连接。',
          '将时间、本机公网地址和远端地址提供给服务器运维人员，由其通过日志或抓包确认重置是否由服务器发出。',
        ],
      },
    },
    {
      code: 637,
      name: { en: 'Failed to send the request data.', zh: '请求数据发送失败' },
      meaning: {
        en: 'The connection stood, but the request (or the content of an upload) could not be sent in full: the server closed, reset or stopped reading while there was still something to send, and gave no answer. In HTTP/2 also when the server says that it refused the request unprocessed.',
        zh: '连接已建立，但请求（或上传内容）未能全部发出：仍有数据待发送时，服务器关闭、重置连接或停止接收，且没有给出响应。在 HTTP/2 中，服务器表明未处理即拒绝请求也属此类。',
      },
      phase: 'request',
      side: 'server',
      native: { curl: [55, 56, 52], wininet: [] },
      remedy: {
        en: [
          'Upload: try with a small file (`transferKB` 10). If that works, the server or a gateway limits the size of a request: ask its operator for the limit (nginx: client_max_body_size).',
          'Look for unusually large headers or cookies in the task and remove them for one test.',
          'Test a plain page of the same server (`curl -v http://HOST/`). If even that is cut off, the port belongs to another service, or a firewall blocks this computer: ask the operator.',
          'If it breaks at a different place each time, test over another line: the sending direction of this one may be bad.',
        ],
        zh: [
          '上传时：改用小文件（`transferKB` 设为 10）。如果成功，说明服务器或网关限制了请求大小，请向其运维人员确认上限（nginx 为 client_max_body_size）。',
          '检查任务中是否有过大的请求头或 Cookie，去掉后再测一次。',
          '测试同一服务器的普通页面（`curl -v http://主机/`）。如果同样被中断，可能端口属于其他服务，或防火墙拦截了本机：请联系运维人员。',
          '如果每次中断的位置不同，请换一条线路测试：当前线路的上行可能有问题。',
        ],
      },
    },
    {
      code: 664,
      name: {
        en: 'An error occurred in cURL while receiving network data.',
        zh: '接收网络数据时出错',
      },
      meaning: {
        en: 'Receiving failed in a way that is neither a close nor a reset nor a timeout: a TLS record that was damaged on the way, a fatal TLS alert in the middle of the content, or a rare error of the network stack.',
        zh: '接收数据失败，但既非关闭、重置，也非超时：例如 TLS 记录在途中损坏、内容传输中途收到致命 TLS 告警，或网络协议栈的罕见错误。',
      },
      phase: 'transfer',
      side: 'network',
      native: { curl: [56], wininet: [] },
      remedy: {
        en: [
          'Repeat the test over another line or by cable instead of Wi-Fi: damaged data points to a faulty device or driver on the way.',
          'Switch off VPN, antivirus web protection and TLS inspection for one test; they rewrite TLS records.',
          'Read the name in the evidence. A "bad record MAC" at every attempt from every network is a fault of the server: send it to its operator.',
        ],
        zh: [
          '换一条线路，或用网线代替 Wi-Fi 再测：数据损坏多因途中的设备或驱动有故障。',
          '暂时关闭 VPN、杀毒软件的网页防护和 TLS 审查设备：它们会改写 TLS 记录。',
          '查看证据中的名称。如果在任何网络下每次都是“bad record MAC”，则为服务器故障，请转给其运维人员。',
        ],
      },
    },
    {
      code: 721,
      name: { en: 'An unknown network error occurred.', zh: '未知网络错误' },
      meaning: {
        en: 'The operating system of this computer refused a network operation for a reason no other code covers: no free ports or sockets, a source address that is not there, a local rule that forbids the connection.',
        zh: '本机操作系统因其他错误码均不涵盖的原因拒绝了网络操作：端口或套接字耗尽、指定的源地址不存在，或本机规则禁止该连接。',
      },
      phase: 'connect',
      side: 'probe',
      native: { curl: [45, 7], wininet: [] },
      remedy: {
        en: [
          'EADDRNOTAVAIL in the evidence: `localAddress` of the task is not an address of this computer (`ipconfig`, `ip addr`), or the interface is down.',
          'EMFILE or ENOBUFS: too many connections at once. Lower `--concurrency` and `threads`, close other programs, then try again.',
          'EACCES or EPERM: the firewall, security software or a policy of this computer forbids the connection; allow this program in it.',
          'SAVE_FAILED: the file could not be written where it was wanted: make room on the disk (ENOSPC), make the folder (ENOENT), choose a place that may be written to (EACCES, EROFS), or another name.',
          'PROXY_UNKNOWN: the proxy setting of this computer cannot be used; correct it, or name the proxy in the task.',
          'Anything else: restart the network adapter or the computer, and send the error name to support if it comes back.',
        ],
        zh: [
          '证据为 EADDRNOTAVAIL：任务的 `localAddress` 不是本机地址（用 `ipconfig` 或 `ip addr` 查看），或网卡未启用。',
          '证据为 EMFILE 或 ENOBUFS：同时连接数过多。请降低 `--concurrency` 和 `threads`，关闭其他程序后重试。',
          '证据为 EACCES 或 EPERM：本机防火墙、安全软件或策略禁止了该连接，请将本程序加入允许列表。',
          '证据为 SAVE_FAILED：文件无法写到指定位置：请清理磁盘空间（ENOSPC）、建立文件夹（ENOENT）、换到可写的位置（EACCES、EROFS），或换一个文件名。',
          '证据为 PROXY_UNKNOWN：本机的代理设置无法使用，请更正，或在任务中直接填写代理。',
          '其他情况：重启网卡或电脑；如再次出现，请将错误名称发给技术支持。',
        ],
      },
    },
    {
      code: 722,
      name: {
        en: 'The DNS query duration in the transfer task is too long.',
        zh: '传输任务的 DNS 查询时间过长',
      },
      meaning: {
        en: 'DNS took longer than the limit of the task (20 seconds unless `dns.limitMs` says otherwise), whether an answer came later or not. All host names of a redirect chain count together.',
        zh: 'DNS 查询耗时超过任务上限（默认 20 秒，由 `dns.limitMs` 设定），无论之后是否得到应答。重定向链上各主机名的查询时间合并计算。',
      },
      phase: 'resolve',
      side: 'network',
      native: { curl: [28], wininet: [] },
      remedy: {
        en: [
          'Measure the DNS server of this network against another: `nslookup HOST`, then `nslookup HOST 119.29.29.29`. If only the second is quick, replace the DNS server in the network settings or name it in `dns.servers`.',
          'If this computer lists several DNS servers, remove a dead first one: every query waits for it.',
          'If every DNS server is slow for this name alone, the name servers of the domain are: tell the owner of the domain.',
        ],
        zh: [
          '对比当前 DNS 服务器与其他服务器：先 `nslookup 主机名`，再 `nslookup 主机名 119.29.29.29`。如果只有后者快，请在网络设置中更换 DNS，或在 `dns.servers` 中指定。',
          '如果本机配置了多台 DNS 服务器，请移除已失效的首选服务器：每次查询都要先等它超时。',
          '如果只有该域名在所有 DNS 服务器上都慢，说明是该域名的权威服务器慢：请告知域名所有者。',
        ],
      },
    },
  ],
};
