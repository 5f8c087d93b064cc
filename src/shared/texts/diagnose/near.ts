/** Causes that are on this computer or in this network; and the verdicts that find no fault. */
import { type CauseText, cause, text } from './cause.ts';

export const nearCauses = {
  fine: cause(
    text('Nothing is wrong', '一切正常'),
    text('Every step works, the transfer too.', '所有步骤均正常，传输也正常。'),
    text(
      'A diagnosis moves at most 1 MB over one connection. If the task fails all the same, run it as it is (its size, threads and sums) and see its code.',
      '诊断最多通过一个连接传输 1 MB。如果任务仍然失败，请按其原有设置（大小、线程数、校验和）运行并查看错误码。',
    ),
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
} satisfies Record<string, CauseText>;
