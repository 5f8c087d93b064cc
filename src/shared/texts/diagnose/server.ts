/** Causes that are on the way to the server, or on the server itself. */
import { type CauseText, cause, text } from './cause.ts';

export const serverCauses = {
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
} satisfies Record<string, CauseText>;
