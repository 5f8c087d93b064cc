/** Codes of TLS on this side: libraries, engines, and the files and options the task names. */
import type { CodeGroup } from './row.ts';

export const tlsSetupCodes: CodeGroup = {
  title: { en: 'TLS setup of the probe', zh: '探测端的 TLS 配置' },
  rows: [
    {
      code: 646,
      name: {
        en: 'An error occurred while SSL was loading the SSL libraries.',
        zh: '加载 SSL 库时出错',
      },
      meaning: {
        en: 'TLS cannot be started on this computer at all: the configuration of its TLS library is broken, or a mode such as FIPS is demanded whose module is missing. Nothing was sent.',
        zh: '本机完全无法启用 TLS：TLS 库的配置损坏，或启用了 FIPS 等模式却缺少相应模块。尚未发送任何数据。',
      },
      phase: 'preflight',
      side: 'probe',
      native: { curl: [35], wininet: [12157] },
      remedy: {
        en: [
          'Look for the environment variables OPENSSL_CONF, OPENSSL_MODULES and NODE_OPTIONS (`set OPENSSL` on Windows, `env` elsewhere). Remove them for one run: a stray configuration is the usual cause.',
          'If the computer must run in FIPS mode, have its administrator install the FIPS module of OpenSSL, or switch that mode off for the probe.',
          'Install this program again, if it fails without any such setting: its files may be damaged.',
        ],
        zh: [
          '检查环境变量 OPENSSL_CONF、OPENSSL_MODULES、NODE_OPTIONS（Windows 用 `set OPENSSL`，其他系统用 `env`），暂时移除后再运行：残留的配置是最常见原因。',
          '如果电脑必须运行在 FIPS 模式，请管理员安装 OpenSSL 的 FIPS 模块，或为探测程序关闭该模式。',
          '如果没有上述设置仍然失败，请重新安装本程序：其文件可能已损坏。',
        ],
      },
    },
    {
      code: 649,
      name: {
        en: 'The specified SSL encryption engine could not be found.',
        zh: '找不到指定的 SSL 加密引擎',
      },
      meaning: {
        en: 'The task names an OpenSSL engine (`tls.engine`) that is not installed on this computer. Engines are an old mechanism; the desktop program has none at all.',
        zh: '任务指定的 OpenSSL 引擎（`tls.engine`）未安装在本机。引擎是较旧的机制，桌面程序完全不支持。',
      },
      phase: 'preflight',
      side: 'probe',
      native: { curl: [53], wininet: [] },
      remedy: {
        en: [
          'Check the name in `tls.engine` against the list of `openssl engine -t`.',
          'Install the engine of the hardware maker, and see that its folder is the one that `openssl version -e` prints.',
          'If no hardware key is in use, remove `tls.engine` from the task.',
        ],
        zh: [
          '将 `tls.engine` 中的名称与 `openssl engine -t` 的列表核对。',
          '安装硬件厂商提供的引擎，并确认其位于 `openssl version -e` 显示的目录中。',
          '如果不使用硬件密钥，请从任务中删除 `tls.engine`。',
        ],
      },
    },
    {
      code: 650,
      name: {
        en: 'Failed to set the selected SSL encryption engine as the default option.',
        zh: '无法将所选 SSL 加密引擎设为默认',
      },
      meaning: {
        en: 'The OpenSSL engine of the task was loaded but would not take over the cryptography as default. curl has the number (54), but its command line never shows it.',
        zh: '任务指定的 OpenSSL 引擎已加载，但无法设为默认的加密实现。curl 有对应错误号（54），但其命令行不会显示。',
      },
      phase: 'preflight',
      side: 'probe',
      native: { curl: [54], wininet: [] },
      remedy: {
        en: [
          'See what the engine can do: `openssl engine -c NAME`. One that lists no algorithms cannot be made the default; use it for the private key only, or remove `tls.engine`.',
          'Update the engine: one built for OpenSSL 1.1 does not register with OpenSSL 3.',
          "Check the maker's manual for what must be set first (device, slot, PIN).",
        ],
        zh: [
          '查看引擎能力：`openssl engine -c 名称`。没有列出算法的引擎不能设为默认，请仅用于私钥，或删除 `tls.engine`。',
          '升级引擎：为 OpenSSL 1.1 编译的引擎无法在 OpenSSL 3 中注册。',
          '查阅厂商手册，确认须预先设置的内容（设备、插槽、PIN）。',
        ],
      },
    },
    {
      code: 651,
      name: { en: 'The local client certificate is incorrect.', zh: '本地客户端证书不正确' },
      meaning: {
        en: 'The client certificate of the task is no good: its file is missing or damaged, the passphrase is wrong, the key belongs to another certificate, or the server refused it when it was shown.',
        zh: '任务的客户端证书有问题：文件不存在或损坏、口令错误、私钥与证书不配对，或出示后被服务器拒绝。',
      },
      phase: 'preflight',
      side: 'task',
      native: { curl: [58, 56, 35], wininet: [] },
      remedy: {
        en: [
          'Evidence from this computer (ENOENT, BAD_DECRYPT, KEY_VALUES_MISMATCH): correct path, passphrase or key in `tls.clientCert`. `openssl x509 -in CERT -pubkey -noout` and `openssl pkey -in KEY -pubout` must print the same key.',
          'Evidence from the server (an alert): look at the dates and the issuer, `openssl x509 -in CERT -noout -dates -issuer`. Expired: have it renewed.',
          'Dates are good but the server refuses ("unknown ca"): ask its operator which CA it accepts, and whether this certificate was revoked.',
        ],
        zh: [
          '证据来自本机（ENOENT、BAD_DECRYPT、KEY_VALUES_MISMATCH）：更正 `tls.clientCert` 中的路径、口令或私钥。`openssl x509 -in 证书 -pubkey -noout` 与 `openssl pkey -in 私钥 -pubout` 输出的公钥必须一致。',
          '证据来自服务器（告警）：用 `openssl x509 -in 证书 -noout -dates -issuer` 查看有效期和颁发者。已过期则需续期。',
          '有效期正常但服务器拒绝（“unknown ca”）：向运维人员确认其接受的 CA，以及该证书是否已被吊销。',
        ],
      },
    },
    {
      code: 652,
      name: { en: 'Unable to use the specified key.', zh: '无法使用指定的加密套件' },
      meaning: {
        en: 'The cipher list or the curves of the task (`tls.ciphers`, `tls.curves`), or the range of versions, name nothing that the TLS library of this computer has. The name says key, but curl 59 means the cipher. Nothing was sent.',
        zh: '任务的加密套件列表、曲线（`tls.ciphers`、`tls.curves`）或版本范围中，没有本机 TLS 库支持的内容。名称虽说“密钥”，但 curl 59 指的是加密套件。尚未发送任何数据。',
      },
      phase: 'preflight',
      side: 'task',
      native: { curl: [59], wininet: [] },
      remedy: {
        en: [
          'Compare the names with `openssl ciphers -v -stdname`: ECDHE-RSA-AES128-GCM-SHA256 and TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 are both understood, separated by colons; curves: P-256 or secp256r1, X25519. Each name must exist, not only one of them.',
          'See that `tls.minVersion` is not above `tls.maxVersion`.',
          'Remove `tls.ciphers` and `tls.curves` to use the defaults; old ciphers such as RC4 or 3DES are no longer built in.',
        ],
        zh: [
          '将名称与 `openssl ciphers -v -stdname` 的输出核对：ECDHE-RSA-AES128-GCM-SHA256 与 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 两种写法均可，以冒号分隔；曲线如 P-256（secp256r1）、X25519。每个名称都必须存在。',
          '确认 `tls.minVersion` 不高于 `tls.maxVersion`。',
          '删除 `tls.ciphers` 和 `tls.curves` 以使用默认值；RC4、3DES 等旧算法已不再内置。',
        ],
      },
    },
    {
      code: 656,
      name: { en: 'Failed to initialize the SSL engine.', zh: 'SSL 引擎初始化失败' },
      meaning: {
        en: 'The OpenSSL engine of the task was found but did not start: its device is absent, locked or in use, or its own configuration is wrong.',
        zh: '已找到任务指定的 OpenSSL 引擎，但无法启动：设备不存在、被锁定或被占用，或引擎自身配置有误。',
      },
      phase: 'preflight',
      side: 'probe',
      native: { curl: [66], wininet: [] },
      remedy: {
        en: [
          'Plug the token or smart card in again, check its driver, and close other programs that use it.',
          'Start the engine alone: `openssl engine -t -vvv NAME`, and read its error.',
          'If the device asks for a PIN, set it as the manual of its maker says; a few wrong tries lock it.',
        ],
        zh: [
          '重新插拔令牌或智能卡，检查驱动，并关闭占用它的其他程序。',
          '单独启动引擎：`openssl engine -t -vvv 名称`，查看其报错。',
          '如果设备需要 PIN，请按厂商手册设置；多次输错会被锁定。',
        ],
      },
    },
    {
      code: 657,
      name: {
        en: 'An error (which may be the directory error) occurred while reading the SSL CA certificate.',
        zh: '读取 SSL CA 证书时出错（可能是路径错误）',
      },
      meaning: {
        en: 'The CA file of the task (`tls.caFile`) could not be used: it is not there, is a folder, may not be read, or holds no certificate in PEM form.',
        zh: '任务的 CA 文件（`tls.caFile`）无法使用：不存在、是目录、无权读取，或其中没有 PEM 格式的证书。',
      },
      phase: 'preflight',
      side: 'task',
      native: { curl: [77], wininet: [] },
      remedy: {
        en: [
          'Check the path in `tls.caFile`: the full path of one file, not of a folder.',
          'Open the file: it must contain "-----BEGIN CERTIFICATE-----". A binary .cer or .der is converted with `openssl x509 -inform der -in FILE -out ca.pem`.',
          'See that the user who runs the probe may read the file.',
        ],
        zh: [
          '检查 `tls.caFile` 的路径：应为单个文件的完整路径，而不是目录。',
          '打开文件：其中须有“-----BEGIN CERTIFICATE-----”。二进制的 .cer 或 .der 可用 `openssl x509 -inform der -in 文件 -out ca.pem` 转换。',
          '确认运行探测的用户有权读取该文件。',
        ],
      },
    },
    {
      code: 659,
      name: { en: 'Failed to load the certificate revocation list.', zh: '加载证书吊销列表失败' },
      meaning: {
        en: 'The revocation list of the task (`tls.crlFile`) could not be read: the file is missing, is a folder, is empty, or holds no CRL. Nothing was sent.',
        zh: '无法读取任务的吊销列表（`tls.crlFile`）：文件不存在、是目录、为空，或其中没有 CRL。尚未发送任何数据。',
      },
      phase: 'preflight',
      side: 'task',
      native: { curl: [82], wininet: [] },
      remedy: {
        en: [
          'Check the path in `tls.crlFile`, and that the user who runs the probe may read the file.',
          'Look at it: `openssl crl -in FILE -noout -text`, for a binary one with `-inform der`. Both forms are taken, and several lists in one file.',
          'If the file is an HTML page or empty, the download failed: fetch it again from the "CRL Distribution Points" of the certificate.',
        ],
        zh: [
          '检查 `tls.crlFile` 的路径，并确认运行探测的用户有权读取该文件。',
          '查看文件：`openssl crl -in 文件 -noout -text`，二进制格式加 `-inform der`。两种格式均可使用，一个文件可包含多个列表。',
          '如果文件是 HTML 页面或为空，说明下载失败：请从证书的“CRL Distribution Points”重新获取。',
        ],
      },
    },
  ],
};
