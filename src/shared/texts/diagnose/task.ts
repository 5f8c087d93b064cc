/** Causes that are in the task; and what is worth knowing of a transfer that works. */
import { type CauseText, cause, text } from './cause.ts';

export const taskCauses = {
  taskSettings: cause(
    text('The task cannot be done as it is written', '任务按现有设置无法执行'),
    text('Nothing was sent.', '没有发送任何内容。'),
  ),
  localAddress: cause(
    text(
      'The task goes out from an address that this computer does not have',
      '任务使用了本机没有的出口地址',
    ),
    text(
      '`localAddress` of the task names an address or an interface that is not here now.',
      '任务的 `localAddress` 指定了当前不存在的地址或接口。',
    ),
    text(
      'Correct `localAddress`, or leave it out: then the system chooses.',
      '更正或删除 `localAddress`；删除后由系统选择。',
    ),
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
