/** Codes of the TLS handshake, apart from the server's certificate. */
import type { CodeGroup } from './row.ts';

export const handshakeCodes: CodeGroup = {
  title: { en: 'TLS handshake', zh: 'TLS 握手' },
  rows: [
    {
      code: 612,
      name: { en: 'The client certificate is required.', zh: '需要客户端证书' },
      meaning: {
        en: 'The server asks the client to show a certificate of its own (mutual TLS), and the task has none.',
        zh: '服务器要求客户端出示自己的证书（双向 TLS），而任务没有提供。',
      },
      phase: 'secure',
      side: 'task',
      native: { curl: [56, 35, 98], wininet: [12044] },
      remedy: {
        en: [
          'Ask the operator of the server for a client certificate, and put it into the task: `tls.clientCert` with { cert, key } or { pfx, passphrase }.',
          'If a browser on this computer gets in, it uses a certificate of the system store: export it with its private key as a .pfx file and name that in the task.',
          'If the URL should be open to everyone, tell the operator that the server demands client certificates (nginx: ssl_verify_client; IIS: SSL settings, "Require").',
        ],
        zh: [
          '向服务器运维人员申请客户端证书，并填入任务：`tls.clientCert` 为 { cert, key } 或 { pfx, passphrase }。',
          '如果本机浏览器可以访问，说明浏览器使用了系统证书库中的证书：将其连同私钥导出为 .pfx 文件，并在任务中指定。',
          '如果该 URL 本应公开访问，请告知运维人员服务器正在要求客户端证书（nginx：ssl_verify_client；IIS：SSL 设置中的“必需”）。',
        ],
      },
    },
    {
      code: 631,
      name: { en: 'An HTTP to HTTPS redirect error occurred.', zh: 'HTTP 重定向到 HTTPS 时出错' },
      meaning: {
        en: 'An http address redirected to https, and there the server ended the TLS handshake. First seen with Windows Server 2012, whose security settings do so; any server that offers http and does not speak our TLS on https will do.',
        zh: 'http 地址重定向到 https 后，服务器中止了 TLS 握手。最初见于 Windows Server 2012 的安全机制；任何提供 http、却在 https 上无法与本端完成 TLS 的服务器都会如此。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [35], wininet: [] },
      remedy: {
        en: [
          'Test the https address by itself (`curl -sI URL` shows it as Location): it gives 634, 638 or 647, which say more.',
          'See which TLS versions the server takes: `curl -v --tlsv1.2 --tls-max 1.2 https://…`, then with --tlsv1.3. An old Windows server needs TLS 1.2 and modern cipher suites switched on (Schannel settings, updates) by its operator.',
          'Make sure that the certificate is bound to the name on the server (IIS: binding with host name and "Require SNI"); without one Windows just resets the connection.',
        ],
        zh: [
          '单独测试 https 地址（`curl -sI URL` 输出的 Location）：会得到 634、638 或 647，信息更具体。',
          '查看服务器接受的 TLS 版本：`curl -v --tlsv1.2 --tls-max 1.2 https://…`，再用 --tlsv1.3。旧版 Windows 服务器需由运维人员启用 TLS 1.2 和新的加密套件（Schannel 设置、系统更新）。',
          '确认服务器上的证书已绑定到该域名（IIS：带主机名的绑定及“需要服务器名称指示”）；未绑定时 Windows 会直接重置连接。',
        ],
      },
    },
    {
      code: 634,
      name: { en: 'The SSL algorithms do not match.', zh: 'SSL 算法不匹配' },
      meaning: {
        en: 'Client and server have no TLS version, cipher suite, curve or signature algorithm in common, and said so; or HTTP/2 was wanted and the server does not speak it. Usually the server only has old versions (SSL 3, TLS 1.0), or the task limits its own too much.',
        zh: '客户端与服务器没有共同的 TLS 版本、加密套件、曲线或签名算法，并已明确告知；或任务要求 HTTP/2 而服务器不支持。通常是服务器只支持旧版本（SSL 3、TLS 1.0），或任务对自身的限制过严。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [35], wininet: [] },
      remedy: {
        en: [
          'Take `tls.minVersion`, `tls.maxVersion`, `tls.ciphers` and `tls.curves` out of the task and test again: the limit may be your own.',
          'Find the version the server speaks: `curl -v --tlsv1.0 --tls-max 1.0 https://HOST/`, then 1.1, 1.2 and 1.3.',
          'If it only takes TLS 1.0 or 1.1, ask its operator to switch TLS 1.2 on (Windows Server 2008 R2 and 2012: Schannel settings). For one measurement, `tls.minVersion` can be lowered to TLSv1.',
          'If the versions agree, ask the operator for the list of cipher suites; it must have one of the ECDHE suites with AES-GCM or ChaCha20.',
        ],
        zh: [
          '从任务中去掉 `tls.minVersion`、`tls.maxVersion`、`tls.ciphers`、`tls.curves` 后重测：限制可能来自任务自身。',
          '确认服务器支持的版本：`curl -v --tlsv1.0 --tls-max 1.0 https://主机/`，再依次测试 1.1、1.2、1.3。',
          '如果只接受 TLS 1.0 或 1.1，请运维人员启用 TLS 1.2（Windows Server 2008 R2 和 2012：Schannel 设置）。仅为测量一次时，可将 `tls.minVersion` 降到 TLSv1。',
          '如果版本一致，请运维人员提供加密套件列表：其中须有一个采用 AES-GCM 或 ChaCha20 的 ECDHE 套件。',
        ],
      },
    },
    {
      code: 638,
      name: { en: 'SSL handshake failed.', zh: 'SSL 握手失败' },
      meaning: {
        en: 'The TLS handshake was broken off without a reason: the connection was closed or reset, or went silent until the timeout. Also when the handshake worked and the server then closed before the request could be sent.',
        zh: 'TLS 握手在没有说明原因的情况下中断：连接被关闭或重置，或直到超时都没有数据。握手成功但服务器在请求发出前就关闭连接，也属此类。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [35, 28], wininet: [] },
      remedy: {
        en: [
          'Check that the port is a TLS port: a plain or foreign service often closes at the first TLS bytes. `curl -v http://HOST:PORT/` answering means that it is plain HTTP.',
          'Try from another network. If it works there, a firewall of this one blocks the TLS connection by host name (SNI): ask its administrator.',
          'Test with TLS 1.2 alone (`tls.maxVersion` TLSv1.2): old servers and load balancers hang up on newer greetings instead of answering. If that helps, its operator should update.',
          'Silence until the timeout on a line with VPN or PPPoE: large packets may get lost. Lower the MTU of the adapter to 1400 for one test.',
        ],
        zh: [
          '确认该端口是 TLS 端口：明文或其他服务常在收到首个 TLS 数据时就关闭。如果 `curl -v http://主机:端口/` 有响应，说明是明文 HTTP。',
          '换一个网络再试。如果成功，说明当前网络的防火墙按主机名（SNI）拦截了 TLS 连接：请联系网络管理员。',
          '仅用 TLS 1.2 测试（`tls.maxVersion` 设为 TLSv1.2）：旧服务器和负载均衡遇到新版本握手时会直接断开。如果有效，请运维人员升级。',
          '在 VPN 或 PPPoE 线路上直到超时都没有数据：可能是大包丢失。将网卡 MTU 降到 1400 再测一次。',
        ],
      },
    },
    {
      code: 641,
      name: {
        en: 'Client authorization was not configured on the computer.',
        zh: '本机未配置客户端授权',
      },
      meaning: {
        en: 'The server asks for a client certificate, the task says to use the identity of this computer (`tls.clientCert.machine`), and none is set up here. A policy case: other programs report it like 612.',
        zh: '服务器要求客户端证书，任务指定使用本机身份（`tls.clientCert.machine`），但本机没有配置。这属于策略情形：其他程序的表现与 612 相同。',
      },
      phase: 'secure',
      side: 'probe',
      native: { curl: [56, 35, 98], wininet: [12046] },
      remedy: {
        en: [
          'Get a certificate with private key for this computer, valid for client authentication, and put it into the data folder as client.pem and client.key, or as client.pfx; or name the files in CATPROBE_CLIENT_CERT and CATPROBE_CLIENT_KEY, or CATPROBE_CLIENT_PFX (environment), with CATPROBE_CLIENT_PASSPHRASE where they are encrypted. No rights of an administrator are needed.',
          'If it has a certificate already, check that it has not expired and that the user who runs the probe may read its private key.',
          'Or give the task a certificate of its own: `tls.clientCert` with { cert, key } or { pfx, passphrase }.',
        ],
        zh: [
          '为本机申请带私钥、可用于客户端身份验证的证书，以 client.pem 和 client.key（或 client.pfx）放入数据目录；或用环境变量 CATPROBE_CLIENT_CERT 与 CATPROBE_CLIENT_KEY（或 CATPROBE_CLIENT_PFX）指定文件，已加密时再设 CATPROBE_CLIENT_PASSPHRASE。无需管理员权限。',
          '如果已有证书，请检查是否过期，以及运行探测的用户是否有权读取其私钥。',
          '或为任务单独指定证书：`tls.clientCert` 为 { cert, key } 或 { pfx, passphrase }。',
        ],
      },
    },
    {
      code: 642,
      name: {
        en: 'The requested resource requires Fortezza authentication.',
        zh: '所请求的资源要求 Fortezza 认证',
      },
      meaning: {
        en: 'The server asks for Fortezza, the smart-card cryptography of the US government in the 1990s. It is long obsolete and no present TLS library has it; practically always a misconfigured or very old device.',
        zh: '服务器要求使用 Fortezza，即 20 世纪 90 年代美国政府的智能卡加密方案。该方案早已废弃，现有 TLS 库均不支持；出现此错误几乎都是设备配置错误或极为老旧。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [35], wininet: [12054] },
      remedy: {
        en: [
          "Make sure that host and port are right: the answer may come from an old appliance or from something that is no web server (open the address in a browser, look at the certificate's name).",
          "Ask the server's operator to take the Fortezza cipher suites (0x001C to 0x001E) and certificate type 20 out of its TLS configuration.",
          'If the device cannot be changed, have a reverse proxy with present-day TLS put in front of it.',
        ],
        zh: [
          '确认主机和端口正确：应答的可能是老旧设备或非 Web 服务（用浏览器打开该地址，查看证书名称）。',
          '请服务器运维人员从 TLS 配置中移除 Fortezza 加密套件（0x001C 至 0x001E）和证书类型 20。',
          '如果设备无法更改，请在其前面部署支持现行 TLS 的反向代理。',
        ],
      },
    },
    {
      code: 647,
      name: { en: 'SSL connection failed.', zh: 'SSL 连接失败' },
      meaning: {
        en: 'The TLS handshake failed for a reason that was named and that no other code covers: the other side does not speak TLS at all (plain HTTP on the port), an unknown server name, an internal error, a bad signature.',
        zh: 'TLS 握手因明确但其他错误码均不涵盖的原因失败：对端根本不是 TLS（端口上是明文 HTTP）、服务器名称未识别、服务器内部错误、签名错误等。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [35], wininet: [] },
      remedy: {
        en: [
          'WRONG_VERSION_NUMBER or PACKET_LENGTH in the evidence: the port speaks plain text. Use http:// for it, or the right TLS port (443, 990).',
          'If the port is right, a proxy or login portal of this network may answer in its place: open any http:// page in a browser to see, or test from another network.',
          'UNRECOGNIZED_NAME (alert 112): the server does not know this host name. Check the name, `tls.serverName` if it is set, and that the operator has a site for it.',
          "Any other alert (80, 40, …): send it with the time to the server's operator; `curl -v URL` shows the same one.",
        ],
        zh: [
          '证据为 WRONG_VERSION_NUMBER 或 PACKET_LENGTH：该端口使用明文。请改用 http://，或使用正确的 TLS 端口（443、990）。',
          '如果端口正确，可能是当前网络的代理或认证门户代为应答：用浏览器打开任意 http:// 页面确认，或换一个网络测试。',
          '证据为 UNRECOGNIZED_NAME（告警 112）：服务器不认识该主机名。请检查域名、`tls.serverName`（如已设置），并确认运维人员已为其配置站点。',
          '其他告警（80、40 等）：连同时间发给服务器运维人员；`curl -v URL` 会显示同样的告警。',
        ],
      },
    },
    {
      code: 658,
      name: { en: 'Failed to terminate the SSL connection.', zh: '关闭 SSL 连接失败' },
      meaning: {
        en: 'Everything else worked, but the server did not end TLS properly: no close_notify in answer to ours. Only reported where the task asks for it (`tls.strictShutdown`); most programs ignore it, and curl has the number but hardly ever shows it.',
        zh: '其他步骤均成功，但服务器没有正常结束 TLS：未以 close_notify 回应本端。仅在任务要求（`tls.strictShutdown`）时报告；多数程序会忽略，curl 虽有该错误号但很少出现。',
      },
      phase: 'verify',
      side: 'server',
      native: { curl: [80], wininet: [] },
      remedy: {
        en: [
          'Check that the content is complete (size, `verify.md5`). If it is, the transfer can be trusted, and only the good-bye is missing.',
          "Ask the server's operator to update the web server or load balancer, or to switch on the TLS shutdown (Apache: no ssl-unclean-shutdown for this client).",
          'nginx never answers the good-bye of a connection that it keeps open for another request: test it with the request header `Connection: close`.',
          'Where this does not matter, set `tls.strictShutdown` to false.',
        ],
        zh: [
          '确认内容完整（大小、`verify.md5`）。如果完整，传输结果可信，只是缺少结束通知。',
          '请服务器运维人员升级 Web 服务器或负载均衡，或启用 TLS 正常关闭（Apache：勿对该客户端设置 ssl-unclean-shutdown）。',
          'nginx 对保持中的空闲连接从不回应结束通知：请在请求头中加入 `Connection: close` 再测。',
          '如果无需关注，请将 `tls.strictShutdown` 设为 false。',
        ],
      },
    },
  ],
};
