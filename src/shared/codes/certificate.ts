/** Codes of the server's certificate: dates, names, issuers, purpose, strength and identity. */
import type { CodeGroup } from './row.ts';

export const certificateCodes: CodeGroup = {
  title: { en: 'Server certificate', zh: '服务器证书' },
  rows: [
    {
      code: 610,
      name: { en: 'The SSL certificate has expired.', zh: 'SSL 证书已过期' },
      meaning: {
        en: "The date of the server's certificate, or of an intermediate one, is not good: it has expired, or is not valid yet. A wrong clock on this computer looks the same.",
        zh: '服务器证书或其中间证书的日期无效：已过期，或尚未生效。本机时钟错误时的表现相同。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [60], wininet: [12037] },
      remedy: {
        en: [
          'Check the date and time zone of this computer first, and let it set its clock from the network.',
          'Look at the dates of each certificate of the chain in the result. An expired first one: ask the operator of the server to renew it and to load it (a web server must be reloaded).',
          'If an intermediate certificate has expired, the operator must install the present one of the CA.',
          'If only some addresses of the host show it, one node was forgotten at the renewal: give the remote address to the operator.',
        ],
        zh: [
          '首先检查本机的日期和时区，并与网络时间同步。',
          '查看结果中证书链各证书的有效期。如果首个证书过期，请服务器运维人员续期并重新加载（Web 服务器需 reload）。',
          '如果中间证书过期，需由运维人员安装 CA 的现行中间证书。',
          '如果同一主机只有部分地址出现，说明续期时遗漏了某个节点：请将远端地址提供给运维人员。',
        ],
      },
    },
    {
      code: 611,
      name: { en: 'The domain in the certificate is incorrect.', zh: '证书中的域名不正确' },
      meaning: {
        en: 'The certificate was issued for other names than the host of the URL, for example www.124.com where www.123.com was asked for.',
        zh: '证书颁发给了其他域名，与 URL 中的主机名不符，例如访问 www.123.com，证书却属于 www.124.com。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [60], wininet: [12038] },
      remedy: {
        en: [
          'Compare the host of the URL with the names in the evidence. Use a name the certificate has; an IP address almost never is one.',
          'See whether the right server answered: compare the remote address with `nslookup HOST`. A pinned address (`hosts`), a hosts file entry or a captive portal leads to a foreign certificate.',
          'If host and address are right, ask the operator to install a certificate that has this name (a wildcard covers one level only), or to correct the site for this name (SNI).',
        ],
        zh: [
          '将 URL 中的主机名与证据中的名称比对，并使用证书包含的域名；证书中几乎不会有 IP 地址。',
          '确认应答的是正确的服务器：将远端地址与 `nslookup 主机名` 的结果比对。固定地址（`hosts`）、hosts 文件条目或认证门户都会导致收到其他证书。',
          '如果主机名和地址都正确，请运维人员安装包含该域名的证书（通配符仅覆盖一级），或修正该域名的站点配置（SNI）。',
        ],
      },
    },
    {
      code: 623,
      name: { en: 'The CA is invalid.', zh: '证书颁发机构无效' },
      meaning: {
        en: 'The certificate does not lead to an authority (CA) that this computer trusts: self-signed, issued by a private CA, or sent without its intermediate certificate.',
        zh: '证书无法追溯到本机信任的颁发机构（CA）：自签名、由私有 CA 颁发，或服务器未发送中间证书。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [60], wininet: [12045] },
      remedy: {
        en: [
          'Look at the chain in the result. One certificate alone, issued by a well-known CA: ask the operator of the server to install the intermediate certificate (browsers often hide that it is missing).',
          'An issuer with the name of your company, antivirus or proxy: TLS is inspected on the way. Get its root certificate and name it in `tls.caFile`, or test from a network without inspection.',
          'A private CA that is meant to be there: put its root certificate (PEM) into `tls.caFile`.',
          'A self-signed certificate on a public server: its operator should get one from a public CA.',
        ],
        zh: [
          '查看结果中的证书链。如果只有一张由知名 CA 颁发的证书：请服务器运维人员安装中间证书（浏览器往往会掩盖其缺失）。',
          '如果颁发者是公司、杀毒软件或代理的名称：说明 TLS 在途中被审查。请取得其根证书并填入 `tls.caFile`，或在无审查的网络中测试。',
          '如果本就使用私有 CA：将其根证书（PEM）填入 `tls.caFile`。',
          '如果公网服务器使用自签名证书：运维人员应改用公共 CA 颁发的证书。',
        ],
      },
    },
    {
      code: 624,
      name: { en: 'An SSL certificate error occurred.', zh: 'SSL 证书存在多处错误' },
      meaning: {
        en: 'The certificate has two or more defects at once, for example expired and for another name. The evidence lists each; other programs show only one of them.',
        zh: '证书同时存在两处或以上缺陷，例如既过期又域名不符。证据中逐一列出；其他程序只会显示其中一处。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [60], wininet: [12055] },
      remedy: {
        en: [
          'Make sure that the right server answered: several defects at once often mean a device in between (captive portal, router page, default site). Compare the remote address with `nslookup HOST`, and test from another network.',
          'If it is the right one, give the list of defects from the evidence to its operator: a new certificate with the right name from a trusted CA cures all of them.',
          'Check the clock of this computer, if a date is among them.',
        ],
        zh: [
          '先确认应答的是正确的服务器：多处缺陷往往意味着中间设备（认证门户、路由器页面、默认站点）在应答。将远端地址与 `nslookup 主机名` 比对，并换一个网络测试。',
          '如果服务器正确，请将证据中的缺陷列表提供给运维人员：一张由受信任 CA 颁发、域名正确的新证书即可全部解决。',
          '如果缺陷涉及日期，请检查本机时钟。',
        ],
      },
    },
    {
      code: 625,
      name: { en: 'The SSL certificate is invalid.', zh: 'SSL 证书无效' },
      meaning: {
        en: 'The certificate breaks a rule other than date, name and trust: made for another purpose, issued by a certificate that is no CA, a chain that is too long, a name its CA may not issue, a broken signature, or an unknown critical extension.',
        zh: '证书违反了日期、域名、信任以外的规则：用途不符、颁发者不是 CA、证书链过长、域名超出 CA 的许可范围、签名损坏，或含未知的关键扩展。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [60, 35], wininet: [12169] },
      remedy: {
        en: [
          'Read the defect in the evidence and look at the certificate: `openssl s_client -connect HOST:443 -servername HOST -showcerts`, each part through `openssl x509 -noout -text`.',
          'Ask the operator for a certificate for server authentication (extended key usage "TLS Web Server Authentication").',
          'If it comes from a private CA, its administrator must correct the CA certificate: basic constraints CA:TRUE, path length and name constraints that allow this server.',
          'A broken signature: the operator should install certificate and intermediate again from the CA, unchanged.',
        ],
        zh: [
          '查看证据中的缺陷，并检查证书：`openssl s_client -connect 主机:443 -servername 主机 -showcerts`，各部分再用 `openssl x509 -noout -text` 查看。',
          '请运维人员更换可用于服务器身份验证的证书（扩展密钥用法“TLS Web Server Authentication”）。',
          '如果由私有 CA 颁发，需由其管理员更正 CA 证书：基本约束 CA:TRUE，且路径长度和名称约束允许该服务器。',
          '如果签名损坏，请运维人员从 CA 重新下载并原样安装证书和中间证书。',
        ],
      },
    },
    {
      code: 643,
      name: { en: 'The function failed due to a security check.', zh: '未通过安全检查，操作失败' },
      meaning: {
        en: 'A security rule on this side said no: a key, signature or Diffie-Hellman group of the server is too weak, or a redirect leads to a local file or a private address that the task forbids. A policy: programs with laxer rules show nothing.',
        zh: '本端的安全规则拒绝了操作：服务器的密钥、签名或 Diffie-Hellman 参数过弱，或重定向指向本地文件或任务禁止的内网地址。这属于策略：规则较宽松的程序不会报错。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [60, 35], wininet: [12171] },
      remedy: {
        en: [
          'Read in the evidence which rule it was: key too weak, digest too weak, DH key too small, or the target of a redirect.',
          'Too weak: ask the operator for a certificate with RSA 2048 or ECDSA P-256 and SHA-256, and for DH parameters of 2048 bits or none.',
          'A redirect to a private address that is meant to be there: set `redirects.allowPrivate` to true. One to file:// is never followed; the operator must correct it.',
          'For one measurement of an old device, lower `tls.minKeyBits` (keys, DH), or set `tls.ciphers` to DEFAULT:@SECLEVEL=0 (signatures with SHA-1 or MD5 too).',
        ],
        zh: [
          '从证据中确认是哪条规则：密钥过弱、摘要算法过弱、DH 密钥过小，或重定向目标。',
          '过弱：请运维人员更换 RSA 2048 或 ECDSA P-256、采用 SHA-256 的证书，DH 参数改为 2048 位或不使用。',
          '如果重定向到内网地址属于正常情况：将 `redirects.allowPrivate` 设为 true。指向 file:// 的重定向一律不跟随，需由运维人员更正。',
          '如果仅需对老旧设备测量一次，可调低 `tls.minKeyBits`（密钥、DH），或将 `tls.ciphers` 设为 DEFAULT:@SECLEVEL=0（还包括 SHA-1、MD5 签名）。',
        ],
      },
    },
    {
      code: 648,
      name: {
        en: 'The SSL certificate of the remote server is incorrect.',
        zh: '远端服务器的 SSL 证书不正确',
      },
      meaning: {
        en: 'The certificate is not the one of this server: with FTPS it names another host, or it does not have the fingerprint the task expects. Its number, curl 51, is obsolete: curl since 7.62 reports 60 instead.',
        zh: '证书不属于该服务器：FTPS 的证书域名不符，或证书指纹与任务要求不一致。对应的 curl 51 已废弃：curl 自 7.62 起改报 60。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [51, 60], wininet: [] },
      remedy: {
        en: [
          'FTPS: use a host name that stands in the certificate (the evidence lists them) instead of the IP address or an alias.',
          'Fingerprint: the certificate was probably renewed. Ask the operator for the new SHA-256 fingerprint over a safe channel and put it into `tls.fingerprint`.',
          'If nobody renewed it, take it seriously: something in between shows a certificate of its own. Test from another network and compare the fingerprints.',
        ],
        zh: [
          'FTPS：请使用证书中的主机名（证据中列出），而不是 IP 地址或别名。',
          '指纹不符：证书很可能已续期。请通过可靠渠道向运维人员索取新的 SHA-256 指纹，填入 `tls.fingerprint`。',
          '如果无人续期，请认真对待：中间可能有设备出示了自己的证书。换一个网络测试并比对指纹。',
        ],
      },
    },
    {
      code: 653,
      name: {
        en: 'Unable to use the known CA certificate to verify the SSL certificate.',
        zh: '无法使用已知 CA 证书验证 SSL 证书',
      },
      meaning: {
        en: 'The certificate of the server does not lead to a CA in the file that the task names (`tls.caFile`). With the trust store of the system, the same defect is 623.',
        zh: '服务器证书无法追溯到任务指定的 CA 文件（`tls.caFile`）中的颁发机构。使用系统信任库时，同样的缺陷为 623。',
      },
      phase: 'secure',
      side: 'task',
      native: { curl: [60], wininet: [] },
      remedy: {
        en: [
          'Compare the issuer in the chain of the result with the certificates in the file (`openssl x509 -in FILE -noout -subject -dates`): the root of that issuer must be in it.',
          'If the server changed its CA, get the new root certificate from the operator, and append it to the file.',
          'If the issuer is right but an intermediate certificate is missing, have the operator install it, or append it to the file.',
          'For a public server, remove `tls.caFile` to use the trust store of the system.',
        ],
        zh: [
          '将结果中证书链的颁发者与文件中的证书比对（`openssl x509 -in 文件 -noout -subject -dates`）：文件中须包含该颁发者的根证书。',
          '如果服务器更换了 CA，请向运维人员索取新的根证书并追加到文件中。',
          '如果颁发者正确但缺少中间证书，请运维人员安装，或将其追加到文件中。',
          '对于公网服务器，请删除 `tls.caFile` 以使用系统信任库。',
        ],
      },
    },
    {
      code: 661,
      name: { en: 'The keys do not match.', zh: '公钥不匹配' },
      meaning: {
        en: 'The public key of the server is not the one pinned in the task (`tls.pin`), though its certificate may be good in itself.',
        zh: '服务器的公钥与任务中固定的公钥（`tls.pin`）不一致，尽管其证书本身可能有效。',
      },
      phase: 'secure',
      side: 'task',
      native: { curl: [90], wininet: [] },
      remedy: {
        en: [
          'Ask the operator whether the key was changed with the last renewal. If so, take the new pin into `tls.pin`; a list is allowed, so that the next key can stand there beforehand.',
          'Compute the pin of the key the server has now: `echo Q | openssl s_client -connect HOST:443 | openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | openssl base64`, with "sha256//" before it.',
          'If the key was not changed, look at the issuer in the result: a name of a proxy or security product means TLS inspection. Test from a network without it.',
        ],
        zh: [
          '向运维人员确认上次续期时是否更换了密钥。如已更换，请将新公钥指纹填入 `tls.pin`；可填写列表，以便提前加入下一把密钥。',
          '计算服务器当前公钥的指纹：`echo Q | openssl s_client -connect 主机:443 | openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | openssl base64`，前面加上“sha256//”。',
          '如果没有更换密钥，请查看结果中的颁发者：如为代理或安全产品的名称，说明存在 TLS 审查，请在无审查的网络中测试。',
        ],
      },
    },
  ],
};
