/** What a diagnosis can come to: each cause with its headline, what it means, and what to do next. */
import type { Text } from './text.ts';

interface CauseText {
  title: Text;
  meaning: Text;
  /** Empty: what the row of the code says. */
  next: readonly Text[];
}

const text = (en: string, zh: string): Text => ({ en, zh });
const cause = (title: Text, meaning: Text, ...next: Text[]): CauseText => ({ title, meaning, next });

export const causeTexts = {
  fine: cause(
    text('Nothing is wrong', '一切正常'),
    text('Every step works, the transfer too.', '所有步骤均正常，传输也正常。'),
    text(
      'If it fails now and then: run the task with `repeat`, and look at the rate over time in Analysis.',
      '如果偶尔失败：用 `repeat` 多次运行该任务，并在“分析”中查看随时间的变化。',
    ),
  ),
  held: cause(
    text('Nothing is wrong on the way; nothing was sent', '途中一切正常；未发送内容'),
    text(
      'The server is reached. The task would change something there, so it was not sent.',
      '可以到达服务器。该任务会更改服务器内容，因此没有发送。',
    ),
    text('Diagnose again and allow it to be sent, or run the task.', '重新诊断并允许发送，或直接运行任务。'),
  ),
  undecided: cause(
    text('The steps come to no verdict', '现有步骤无法得出结论'),
    text('The time was over, or steps could not be taken.', '时间已到，或部分步骤无法进行。'),
    text('Diagnose again; the steps below say what is missing.', '请重新诊断；下方步骤说明缺少什么。'),
  ),

  noNetwork: cause(
    text('This computer is on no network', '本机未接入网络'),
    text('None of its interfaces has an address.', '没有任何接口获得地址。'),
    text(
      'Plug in the cable, or join the Wi-Fi; see that the interface is not turned off.',
      '插好网线或连接 Wi-Fi；确认接口未被禁用。',
    ),
    text('See whether the network gives out addresses (DHCP).', '检查网络是否分配地址（DHCP）。'),
  ),
  noRoute: cause(
    text('This computer has no way out of its network', '本机没有出网路由'),
    text('It has an address, but no default route.', '本机有地址，但没有默认路由。'),
    text('Renew the address (DHCP), or set the gateway.', '重新获取地址（DHCP）或设置网关。'),
    text(
      'If a VPN was just ended: connect it again, or restart the network.',
      '如果刚断开 VPN：请重新连接或重启网络。',
    ),
  ),
  localFirewall: cause(
    text('This computer does not let the connection out', '本机阻止了连接'),
    text('The system refused it before anything was sent.', '系统在发送任何内容之前就拒绝了连接。'),
    text(
      'Allow this program in the firewall or security software of this computer.',
      '在本机防火墙或安全软件中放行本程序。',
    ),
    text(
      'See whether the task binds to an address (`localAddress`) that this computer does not have.',
      '检查任务绑定的地址（`localAddress`）是否为本机所有。',
    ),
  ),
  localSetup: cause(
    text('Something that this computer lacks', '本机缺少所需条件'),
    text(
      'The transfer could not begin here; the evidence names what is missing.',
      '传输在本机无法开始；证据中指出缺少什么。',
    ),
  ),
  hostsFile: cause(
    text('The hosts file sends the name elsewhere', 'hosts 文件把域名指向了别处'),
    text(
      'An entry of the hosts file of this computer leads to an address that does not work; DNS knows another one.',
      '本机 hosts 文件中的条目指向无法使用的地址，而 DNS 给出的是另一个地址。',
    ),
    text('Take the entry out of the hosts file, or correct it.', '删除或更正 hosts 文件中的该条目。'),
  ),
  clockWrong: cause(
    text('The clock of this computer is wrong', '本机时钟不准'),
    text(
      'The certificate is valid; by the time of this computer it is not.',
      '证书有效，但按本机时间看它无效。',
    ),
    text('Set date, time and time zone; turn on automatic time.', '校正日期、时间和时区，并启用自动对时。'),
    text(
      'If it is wrong again after a restart, the battery of its clock is empty.',
      '如果重启后又不准，则主板时钟电池可能耗尽。',
    ),
  ),
  proxySetting: cause(
    text('The proxy setting of this computer cannot be used', '本机的代理设置无法使用'),
    text('It is set to a proxy or a script that does not work.', '设置的代理或脚本无法使用。'),
    text(
      'Look at the proxy setting of the system, or set `proxy` in the task.',
      '检查系统代理设置，或在任务中设置 `proxy`。',
    ),
  ),
  trustDiffers: cause(
    text(
      'It works with curl, but this program does not trust the server',
      'curl 可用，但本程序不信任该服务器',
    ),
    text(
      'curl and this program use different lists of authorities or different TLS settings on this computer.',
      '本机上的 curl 与本程序使用不同的 CA 列表或 TLS 设置。',
    ),
    text(
      'Give the missing authority in `tls.caFile`, or add it to the system.',
      '在 `tls.caFile` 中给出缺少的 CA，或将其加入系统。',
    ),
  ),
  curlTrust: cause(
    text(
      'It works; the curl of this computer does not trust the server',
      '可用；但本机的 curl 不信任该服务器',
    ),
    text(
      'curl uses another list of authorities or other TLS settings: programs that share them will fail where this one does not.',
      'curl 使用不同的 CA 列表或 TLS 设置：与其相同的程序会失败，而本程序不会。',
    ),
    text('Add the authority to the list of the system.', '将该 CA 加入系统列表。'),
  ),

  dnsDown: cause(
    text('The DNS of this network does not work', '本网络的 DNS 不可用'),
    text(
      'It gives no answer, while another server does: the name and the way out are good.',
      '它没有给出应答，而另一台服务器可以：域名和出口均正常。',
    ),
    text(
      'Restart the router, or set another DNS server on this computer.',
      '重启路由器，或在本机设置其他 DNS。',
    ),
    text('To go on at once: `dns.servers` in the task.', '如需立即继续：在任务中设置 `dns.servers`。'),
  ),
  dnsOfTask: cause(
    text('The DNS server of the task does not work', '任务指定的 DNS 服务器不可用'),
    text(
      '`dns.servers` of the task names a server that gives no answer.',
      '任务的 `dns.servers` 指定的服务器没有给出应答。',
    ),
    text(
      'Correct `dns.servers`, or leave it out: then the DNS of this computer is asked.',
      '更正或删除 `dns.servers`；删除后使用本机 DNS。',
    ),
  ),
  dnsSilent: cause(
    text('No DNS server answers', '没有 DNS 服务器应答'),
    text(
      'No DNS server that was asked can be reached: it is the network, not the name.',
      '所查询的 DNS 服务器都无法到达：问题在网络，而不在域名。',
    ),
    text('See whether any other site opens; restart the router.', '看看其他网站能否打开；重启路由器。'),
    text(
      'Sign in to the network, if it asks for that in a browser.',
      '如果网络要求在浏览器中登录，请先登录。',
    ),
  ),
  dnsFilters: cause(
    text('The DNS of this network hides the name', '本网络的 DNS 屏蔽了该域名'),
    text(
      'It says that the name does not exist, and another server knows it: a filter, or an old answer.',
      '它回答域名不存在，而另一台服务器有记录：可能是过滤或旧缓存。',
    ),
    text('Ask whoever runs this network whether the name is blocked.', '询问网络管理员该域名是否被屏蔽。'),
    text(
      'If the name is new, wait until the old answer has run out, or empty the DNS cache.',
      '如果域名刚刚添加，请等待旧缓存过期或清空 DNS 缓存。',
    ),
  ),
  dnsRedirects: cause(
    text('The DNS of this network sends the name elsewhere', '本网络的 DNS 把域名指向了别处'),
    text(
      'It gives an address of a private network, another server a public one; and what answers there is not the server.',
      '它给出私有网络地址，而另一台给出公网地址；应答的并不是该服务器。',
    ),
    text(
      'Sign in to the network in a browser, if it has a sign-in page.',
      '如果网络有登录页面，请先在浏览器中登录。',
    ),
    text(
      'Otherwise the name is blocked here: ask whoever runs the network.',
      '否则该域名在此被屏蔽：请询问网络管理员。',
    ),
  ),
  captivePortal: cause(
    text('This network wants you to sign in first', '该网络要求先登录'),
    text(
      'Instead of the server, a sign-in page of this network answered.',
      '应答的不是服务器，而是本网络的登录页面。',
    ),
    text(
      'Open any page in a browser, sign in, and diagnose again.',
      '在浏览器中打开任意网页并登录，然后重新诊断。',
    ),
  ),
  interceptor: cause(
    text('Something in this network opens TLS on the way', '本网络中有设备在途中解密 TLS'),
    text(
      'The certificate is not that of the server, but was made by a product that inspects TLS.',
      '证书不是服务器的，而是由检查 TLS 的产品签发。',
    ),
    text(
      'In a company: have its authority installed on this computer, or named in `tls.caFile`.',
      '在企业内：请将其 CA 安装到本机，或写入 `tls.caFile`。',
    ),
    text(
      'If nobody here runs such a thing: do not send anything, and tell your security team.',
      '如果没有人部署这类设备：请不要发送任何内容，并告知安全人员。',
    ),
  ),
  proxyDown: cause(
    text('The proxy cannot be reached', '无法到达代理'),
    text(
      'The connection to the proxy itself does not open; nobody has asked the server yet.',
      '到代理的连接无法建立；尚未联系服务器。',
    ),
    text('Check address and port of the proxy, and whether it runs.', '检查代理的地址、端口以及是否运行。'),
    text(
      'Without a proxy: set `proxy` to `none` and diagnose again.',
      '不使用代理：将 `proxy` 设为 `none` 后重新诊断。',
    ),
  ),
  proxyRefuses: cause(
    text('The proxy does not let it through', '代理不予放行'),
    text(
      'The proxy answers, and refuses or fails to open the way to the server.',
      '代理有应答，但拒绝或无法打开到服务器的通路。',
    ),
    text(
      'Ask whoever runs the proxy whether this host and port are allowed.',
      '询问代理管理员是否允许该主机和端口。',
    ),
  ),
  proxyCredentials: cause(
    text('The proxy wants a user and a password', '代理需要用户名和密码'),
    text(
      'It answered 407: those of the task are missing or wrong.',
      '代理返回 407：任务中的凭据缺失或错误。',
    ),
    text(
      'Set them in `proxy`: `http://user:password@host:port`.',
      '在 `proxy` 中设置：`http://user:password@host:port`。',
    ),
  ),

  refused: cause(
    text('The server refuses the connection', '服务器拒绝连接'),
    text(
      'Something there answers at once and says no: nothing listens at that port, or a firewall of the server refuses it.',
      '对方立即应答并拒绝：该端口没有服务，或服务器防火墙拒绝。',
    ),
    text('Check the port in the URL.', '核对 URL 中的端口。'),
    text(
      'Have the operator see whether the service runs and is allowed from here.',
      '请运维人员确认服务正在运行并允许从此处访问。',
    ),
  ),
  silent: cause(
    text('Nobody answers at the address', '该地址没有应答'),
    text(
      'The network here works (another server answers), but the address does not: a firewall on the way drops the connection, or the server is off.',
      '本地网络正常（其他服务器有应答），但该地址无应答：途中防火墙丢弃了连接，或服务器已关机。',
    ),
    text(
      'Try from another network: if it works there, a firewall on this way is the cause.',
      '换一个网络再试：若可用，则是此链路上的防火墙所致。',
    ),
    text(
      'Have the operator see whether the server is up, and whether its firewall allows you.',
      '请运维人员确认服务器在线，且防火墙允许您访问。',
    ),
  ),
  noWayOut: cause(
    text('Nothing outside of this network answers', '本网络之外没有任何应答'),
    text(
      'Neither the server nor another DNS server can be reached from here.',
      '从这里既无法到达服务器，也无法到达另一台 DNS 服务器。',
    ),
    text(
      'See whether other sites open; restart the router, or ask the provider.',
      '看看其他网站能否打开；重启路由器或询问运营商。',
    ),
    text(
      'In a company the way out may lead through a proxy alone: set `proxy`.',
      '企业网络可能只能经代理出网：请设置 `proxy`。',
    ),
  ),
  unreachable: cause(
    text('The network has no way to the address', '网络中没有到该地址的路由'),
    text('A router says that the address cannot be reached.', '路由器报告该地址不可达。'),
    text(
      'Check the address; for a private one, whether the VPN is connected.',
      '核对地址；如为私有地址，检查 VPN 是否已连接。',
    ),
    text('Give the result with its evidence to whoever runs the network.', '将结果与证据交给网络管理员。'),
  ),
  addressDown: cause(
    text('One of the addresses of the server is down', '服务器的部分地址不可用'),
    text(
      'The name has several addresses; some take a connection, this one does not.',
      '该域名有多个地址，部分可连接，此地址不可。',
    ),
    text(
      'Have the operator repair that address, or take it out of DNS.',
      '请运维人员修复该地址，或从 DNS 中移除。',
    ),
    text(
      'To go on at once: pin a good one in `hosts` of the task.',
      '如需立即继续：在任务的 `hosts` 中固定一个可用地址。',
    ),
  ),
  ipv6Broken: cause(
    text('IPv6 does not get through', 'IPv6 不通'),
    text(
      'Over IPv4 the server is reached, over IPv6 it is not, though both sides have it.',
      'IPv4 可达服务器，而 IPv6 不可达，尽管双方都有 IPv6。',
    ),
    text('To go on at once: `ipFamily` 4 in the task.', '如需立即继续：在任务中将 `ipFamily` 设为 4。'),
    text(
      'Have the provider, or the operator of the server, look at its IPv6.',
      '请运营商或服务器运维人员检查 IPv6。',
    ),
  ),
  ipv4Broken: cause(
    text('IPv4 does not get through', 'IPv4 不通'),
    text('Over IPv6 the server is reached, over IPv4 it is not.', 'IPv6 可达服务器，而 IPv4 不可达。'),
    text('To go on at once: `ipFamily` 6 in the task.', '如需立即继续：在任务中将 `ipFamily` 设为 6。'),
    text(
      'Have the provider, or the operator of the server, look at its IPv4.',
      '请运营商或服务器运维人员检查 IPv4。',
    ),
  ),
  tlsStalls: cause(
    text('Small packets get through, large ones do not', '小包可通，大包不通'),
    text(
      'The connection opens, and the handshake, whose packets are the first large ones, is never answered: often a tunnel or VPN on the way with a smaller MTU.',
      '连接可以建立，但握手（首批大包）始终无应答：常见于途中 MTU 较小的隧道或 VPN。',
    ),
    text(
      'Lower the MTU of the interface (1400, say) and try again; end the VPN for a test.',
      '将接口 MTU 调小（如 1400）后重试；临时断开 VPN 测试。',
    ),
    text('Otherwise have the operator look at the TLS of the server.', '否则请运维人员检查服务器的 TLS。'),
  ),
  unsteady: cause(
    text('It works one time and fails another', '时好时坏'),
    text(
      'The same task, one after the other, by two programs: one got through.',
      '同一任务由两个程序先后执行：其中一个成功。',
    ),
    text(
      'Run the task ten times or more (`repeat`), and look at how often it fails.',
      '将任务运行十次以上（`repeat`），查看失败频率。',
    ),
    text('By Wi-Fi: try with a cable.', '如果使用 Wi-Fi：请改用网线测试。'),
  ),
  contentAltered: cause(
    text('The content is not the same twice', '两次得到的内容不同'),
    text(
      'Two programs got different content from the same address: it is changed on the way, or several servers have different files.',
      '两个程序从同一地址得到不同内容：可能途中被修改，或多台服务器文件不一致。',
    ),
    text('Use https, which nobody on the way can change.', '改用 https，途中无法修改。'),
    text('Have the operator compare the file on all servers.', '请运维人员核对各服务器上的文件。'),
  ),

  certificateExpired: cause(
    text('The certificate of the server has expired, or is not valid yet', '服务器证书已过期或尚未生效'),
    text('Its dates do not cover the present time.', '当前时间不在其有效期内。'),
    text('Have the operator renew the certificate.', '请运维人员更新证书。'),
    text(
      'If the server did not say its time (step “Clock”): see that date and time of this computer are right.',
      '如果服务器没有给出时间（见“时钟”步骤）：请确认本机日期和时间正确。',
    ),
  ),
  certificateName: cause(
    text('The certificate is for another name', '证书属于其他域名'),
    text('The server shows a certificate that does not name this host.', '服务器出示的证书不包含该主机名。'),
    text(
      'Check the host in the URL; several names of one server need certificates of their own.',
      '核对 URL 中的主机名；同一服务器的多个域名需要各自的证书。',
    ),
    text('Have the operator add the name to the certificate.', '请运维人员将该域名加入证书。'),
  ),
  certificateAuthority: cause(
    text('Nobody here trusts the authority of the certificate', '证书的签发机构不受信任'),
    text(
      'The certificate was made by an authority that is in no list here, or the server leaves out one in between.',
      '证书由不在信任列表中的机构签发，或服务器缺少中间证书。',
    ),
    text('Have the operator send the whole chain.', '请运维人员配置完整证书链。'),
    text(
      'If it is your own authority: name it in `tls.caFile`.',
      '如果是自有 CA：请在 `tls.caFile` 中指定。',
    ),
  ),
  busy: cause(
    text('The server has too much to do', '服务器繁忙'),
    text('It answers, and says that it cannot serve this now.', '服务器有应答，但表示暂时无法服务。'),
    text('Try again later, with fewer attempts at the same time.', '稍后以较低并发重试。'),
    text('Have the operator look at its load and its limits.', '请运维人员检查负载与限额。'),
  ),
  serverError: cause(
    text('The server itself fails', '服务器自身出错'),
    text('It was reached and answered that it could not do it.', '可以到达服务器，但它回答无法完成。'),
    text(
      'Give the time and the URL to the operator: its log has the reason.',
      '将时间和 URL 交给运维人员：原因在其日志中。',
    ),
  ),
  zoneBroken: cause(
    text('The DNS of that domain is broken', '该域名自身的 DNS 故障'),
    text('The DNS servers that were asked could not find out.', '所查询的 DNS 服务器无法得到结果。'),
    text(
      'Have the owner of the domain look at its name servers (delegation, DNSSEC).',
      '请域名所有者检查其域名服务器（委派、DNSSEC）。',
    ),
  ),
  tellsApart: cause(
    text('The server treats programs differently', '服务器对不同程序区别对待'),
    text(
      'The same request was answered in two ways, to two programs.',
      '同一请求由两个程序发出，得到不同的应答。',
    ),
    text(
      'Set `request.userAgent` or the headers that the server expects.',
      '设置服务器期望的 `request.userAgent` 或请求头。',
    ),
    text('Ask the operator about a protection against robots.', '询问运维人员是否有反爬或防护设备。'),
  ),
  ftpDataRefused: cause(
    text('The FTP server does not open its data port', 'FTP 服务器没有打开数据端口'),
    text('Login works; the port it names for the data refuses.', '登录正常；但它给出的数据端口拒绝连接。'),
    text(
      'Have the operator look at the range of passive ports and its firewall.',
      '请运维人员检查被动端口范围和防火墙。',
    ),
  ),
  ftpDataBlocked: cause(
    text('The data port of FTP is blocked on the way', 'FTP 数据端口在途中被阻断'),
    text(
      'Login works; the second connection, for the data, is not answered.',
      '登录正常；但用于数据的第二条连接没有应答。',
    ),
    text(
      'Have the passive ports of the server opened in the firewalls on the way.',
      '请在途中的防火墙放行服务器的被动端口。',
    ),
    text(
      'With FTPS firewalls cannot follow the session: a fixed range of ports must be open.',
      '使用 FTPS 时防火墙无法跟踪会话：必须放行固定端口范围。',
    ),
  ),

  taskSettings: cause(
    text('The task cannot be done as it is written', '任务按现有设置无法执行'),
    text('Nothing was sent.', '没有发送任何内容。'),
  ),
  nameUnknown: cause(
    text('The name does not exist', '域名不存在'),
    text('DNS says so: the URL names a host that nobody has.', 'DNS 如此回答：URL 中的主机并不存在。'),
    text('Check the spelling of the host in the URL.', '核对 URL 中主机名的拼写。'),
    text(
      'If it is an internal name: connect the VPN, or ask the DNS server that knows it (`dns.servers`).',
      '如果是内部域名：请连接 VPN，或使用知道它的 DNS（`dns.servers`）。',
    ),
  ),
  noAddress: cause(
    text('The name has no address that the task can use', '域名没有任务可用的地址'),
    text(
      'The name exists, but not with an address of the wanted family.',
      '域名存在，但没有所需类型的地址。',
    ),
    text(
      'Check the host in the URL (with www., say), and `ipFamily`.',
      '核对 URL 中的主机名（例如加 www.）以及 `ipFamily`。',
    ),
  ),
  credentials: cause(
    text('The server does not accept who you are', '服务器不接受您的身份'),
    text('It was reached, and wants other credentials or rights.', '可以到达服务器，但需要其他凭据或权限。'),
    text('Check user, password or token of the task.', '检查任务中的用户名、密码或令牌。'),
    text(
      'Ask the operator whether the account may read this file.',
      '询问运维人员该账号是否有权限访问此文件。',
    ),
  ),
  notFound: cause(
    text('There is no such file on the server', '服务器上没有该文件'),
    text(
      'The server was reached and works; it does not have what the URL names.',
      '服务器可达且正常；但没有 URL 所指的内容。',
    ),
    text('Check the path in the URL, upper and lower case too.', '核对 URL 中的路径（区分大小写）。'),
    text('Ask the operator whether the file was moved.', '询问运维人员文件是否已移动。'),
  ),
  clientCertificate: cause(
    text('The server wants a client certificate', '服务器要求客户端证书'),
    text(
      'TLS works, but the server does not go on without a certificate it accepts.',
      'TLS 正常，但服务器要求其认可的客户端证书。',
    ),
    text('Set `tls.clientCert` in the task.', '在任务中设置 `tls.clientCert`。'),
  ),
  contentStale: cause(
    text('The file there is another than the task expects', '服务器上的文件与任务期望不同'),
    text(
      'What came is complete, and its sum is not the one of the task.',
      '收到的内容完整，但校验和与任务不符。',
    ),
    text(
      'See whether the file was changed there, and put its new sum into the task.',
      '确认文件是否已更新，并在任务中填写新的校验和。',
    ),
  ),

  slowDns: cause(
    text('It works; the DNS of this network is slow', '可用；但本网络的 DNS 缓慢'),
    text('More than a second goes by before an address is known.', '得到地址需要一秒以上。'),
    text('Try another DNS server (`dns.servers`).', '尝试其他 DNS 服务器（`dns.servers`）。'),
  ),
  slowWay: cause(
    text('It works; the way there is slow', '可用；但途中链路缓慢'),
    text('Opening a connection, or the content itself, takes long.', '建立连接或传输内容耗时较长。'),
    text(
      'Try with a cable and without a VPN; test at another time of day.',
      '改用网线、断开 VPN；换个时段再测。',
    ),
    text(
      'Run a larger transfer several times, and compare in Analysis.',
      '多次运行较大的传输，并在“分析”中比较。',
    ),
  ),
  slowServer: cause(
    text('It works; the server takes long to answer', '可用；但服务器响应缓慢'),
    text(
      'The way is fast; the time goes by between the request and the answer.',
      '链路很快；时间花在请求与响应之间。',
    ),
    text('Have the operator look at the load of the server.', '请运维人员检查服务器负载。'),
  ),

  byCode: cause(
    text('The transfer fails', '传输失败'),
    text(
      'The other steps show nothing that explains it better than its code.',
      '其他步骤没有比错误码更进一步的解释。',
    ),
  ),
} satisfies Record<string, CauseText>;
