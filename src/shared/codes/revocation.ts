/** Codes of revocation: is the certificate still good, and could that be found out? */
import type { CodeGroup } from './row.ts';

export const revocationCodes: CodeGroup = {
  title: { en: 'Revocation of certificates', zh: '证书吊销检查' },
  rows: [
    {
      code: 639,
      name: { en: 'The SSL certificate was not revoked.', zh: '无法获知 SSL 证书的吊销信息' },
      meaning: {
        en: 'No revocation information exists for the certificate: it names no OCSP responder, the responder does not know it, or there is no revocation list (CRL) of its issuer. The English name misleads: whether it was revoked is unknown (WinINet 12056, no revocation information). Only a check that the task demands ends in this.',
        zh: '该证书没有可用的吊销信息：证书未注明 OCSP 服务器、OCSP 服务器不认识该证书，或没有其颁发者的吊销列表（CRL）。英文名称“未被吊销”有误导性，实际是无从得知是否被吊销（WinINet 12056：无吊销信息）。仅在任务要求检查时出现。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [60], wininet: [12056] },
      remedy: {
        en: [
          'Look whether the certificate announces a source: `echo Q | openssl s_client -connect HOST:443 -servername HOST | openssl x509 -noout -text`, parts "Authority Information Access" and "CRL Distribution Points".',
          'If it has none (usual with private CAs, and with very short-lived certificates), set `tls.revocation` to soft or off for this server.',
          'If you check with a file of your own (`tls.crlFile`), add the CRL of every CA in the chain, the root included.',
          'If OCSP says "unknown", the certificate is not in the books of its CA: have the operator ask the CA.',
        ],
        zh: [
          '查看证书是否注明来源：`echo Q | openssl s_client -connect 主机:443 -servername 主机 | openssl x509 -noout -text`，看“Authority Information Access”和“CRL Distribution Points”部分。',
          '如果没有注明（私有 CA 和极短期证书常见），请对该服务器将 `tls.revocation` 设为 soft 或 off。',
          '如果使用自备文件检查（`tls.crlFile`），请加入链上每个 CA（包括根 CA）的 CRL。',
          '如果 OCSP 返回“unknown”，说明 CA 没有该证书的记录：请运维人员向 CA 查询。',
        ],
      },
    },
    {
      code: 640,
      name: { en: 'The SSL certificate was revoked.', zh: 'SSL 证书已被吊销' },
      meaning: {
        en: 'The certificate was withdrawn by its CA before its time: a revocation list, an OCSP responder or the stapled answer of the server says so. Do not trust this server until it has a new one.',
        zh: '证书已被 CA 提前吊销：吊销列表、OCSP 服务器或服务器附带的 OCSP 应答均可证明。在更换证书之前，请勿信任该服务器。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [60, 91], wininet: [12170] },
      remedy: {
        en: [
          'Tell the operator of the server at once; it needs a new certificate with a new key, for the old key may be stolen.',
          'If the operator has renewed already, one node still has the old certificate: give the remote address and the SHA-256 of the certificate from the result.',
          'Do not send passwords or uploads there until then.',
        ],
        zh: [
          '立即告知服务器运维人员：须使用新密钥申请新证书，旧密钥可能已泄露。',
          '如果运维人员已更换，说明仍有节点使用旧证书：请提供结果中的远端地址和证书的 SHA-256。',
          '在此之前，请勿向该服务器发送密码或上传内容。',
        ],
      },
    },
    {
      code: 645,
      name: { en: 'The SSL certificate was revoked.', zh: 'SSL 证书吊销检查失败' },
      meaning: {
        en: 'The revocation of the certificate could not be checked: it names an OCSP responder (or a revocation list) that could not be reached, or gave no usable answer. The English name misleads: nobody said that it was revoked (WinINet 12057, revocation check failed); that is 640.',
        zh: '证书的吊销状态检查失败：证书注明了 OCSP 服务器（或吊销列表），但无法连接，或其应答不可用。英文名称“已被吊销”有误导性，并没有结论表明证书已被吊销（WinINet 12057：吊销检查失败）；真正被吊销是 640。',
      },
      phase: 'secure',
      side: 'network',
      native: { curl: [], wininet: [12057] },
      remedy: {
        en: [
          'Find the address of the responder in the evidence and test it: `curl -v http://OCSP-HOST/`. No connection: a firewall of this network blocks it; ask for plain http to that host to be allowed.',
          'If it can be reached but answers with errors, the CA has a problem: repeat later, see the status page of the CA.',
          'An answer that is "stale" or "not yet valid": check the clock of this computer.',
          'Where the check is not a must, set `tls.revocation` to soft.',
        ],
        zh: [
          '从证据中找到 OCSP 服务器地址并测试：`curl -v http://OCSP主机/`。无法连接：被当前网络的防火墙拦截，请申请放行到该主机的 http 访问。',
          '如果可以连接但返回错误，说明 CA 出现问题：请稍后重试，并查看 CA 的状态页面。',
          '如果应答“过期”或“尚未生效”：请检查本机时钟。',
          '如果检查并非必需，请将 `tls.revocation` 设为 soft。',
        ],
      },
    },
    {
      code: 660,
      name: { en: 'Certificate revocation check failed.', zh: '证书颁发者或吊销列表检查失败' },
      meaning: {
        en: 'The certificate was not issued by the CA the task names (`tls.issuerFile`), which is what curl 83, "issuer check failed", means; or the revocation list of the task could be read but not used: expired, or not signed by the issuer.',
        zh: '证书不是由任务指定的 CA（`tls.issuerFile`）颁发，即 curl 83“颁发者检查失败”的本义；或任务的吊销列表可以读取但不能使用：已过期，或并非由颁发者签名。',
      },
      phase: 'secure',
      side: 'task',
      native: { curl: [83, 60], wininet: [] },
      remedy: {
        en: [
          'Read in the evidence which it was: issuer or revocation list.',
          'Revocation list: get the present one from the CA ("CRL Distribution Points" of the certificate) and look at "Next Update": `openssl crl -in FILE -noout -issuer -nextupdate`.',
          'Issuer: compare `openssl x509 -in FILE -noout -subject` with the issuer of the first certificate in the result. If the server changed its CA, put the new intermediate certificate into the file.',
        ],
        zh: [
          '从证据中确认是哪一种：颁发者，还是吊销列表。',
          '吊销列表：从 CA 获取最新列表（证书的“CRL Distribution Points”），并查看“Next Update”：`openssl crl -in 文件 -noout -issuer -nextupdate`。',
          '颁发者：将 `openssl x509 -in 文件 -noout -subject` 与结果中首个证书的颁发者比对。如果服务器更换了 CA，请将新的中间证书放入文件。',
        ],
      },
    },
    {
      code: 662,
      name: { en: 'The CA is invalid.', zh: '证书状态（OCSP 装订）无效' },
      meaning: {
        en: 'The task demands that the server send a signed statement that its certificate is still good (OCSP stapling), and the server sent none, or one that is damaged, out of date or wrongly signed. The name says CA, but curl 91 means the status of the certificate.',
        zh: '任务要求服务器附带能证明证书仍然有效的签名声明（OCSP 装订），但服务器没有发送，或声明已损坏、过期、签名错误。名称虽说 CA，但 curl 91 的本义是证书状态无效。',
      },
      phase: 'secure',
      side: 'server',
      native: { curl: [91], wininet: [] },
      remedy: {
        en: [
          'See what the server sends: `openssl s_client -connect HOST:443 -servername HOST -status`, part "OCSP response".',
          'None sent: ask the operator to switch stapling on (nginx: ssl_stapling on; Apache: SSLUseStapling on), and repeat after a minute: the first answer after a restart often lacks it.',
          'Out of date: the server cannot reach the responder of its CA. Its operator must open that way, and check the clock of the server.',
          'If stapling is not required, set `tls.stapling` to off.',
        ],
        zh: [
          '查看服务器发送的内容：`openssl s_client -connect 主机:443 -servername 主机 -status`，看“OCSP response”部分。',
          '没有发送：请运维人员启用 OCSP 装订（nginx：ssl_stapling on；Apache：SSLUseStapling on），一分钟后重测：服务重启后的首次应答往往没有。',
          '已过期：服务器无法连接其 CA 的 OCSP 服务器。请运维人员放行，并检查服务器时钟。',
          '如果不要求装订，请将 `tls.stapling` 设为 off。',
        ],
      },
    },
  ],
};
