/** The same faults met by the other kernel: cases by their ids, done by the system's curl, and what only its exits show as yet. */
import { answer } from './answers.ts';
import { type Fault, secureDownload, trusted } from './fault.ts';

/** Every way into the table of exits, and every step of our own around curl. */
export const BY_CURL: readonly string[] = [
  'ok-http',
  'ok-chunked',
  'ok-gzip',
  'ok-early-hints',
  'ok-ten-redirects',
  'ok-https-tls12',
  'ok-https-until-close',
  'ok-http2',
  'ok-digest-sha-256',
  'ok-upload-put',
  'ok-proxy-tls-connect',
  'ok-socks5h',
  'hosts-empty',
  'ok-upload-url',
  'source-missing',
  'dns-unknown-name',
  'dns-late',
  'local-address-not-ours',
  'connect-refused',
  'connect-timeout',
  'redirect-refused',
  'handshake-end',
  'handshake-silent',
  'handshake-plain-http',
  'handshake-alert-40',
  'handshake-version',
  'redirect-https-reset',
  'redirect-https-alert',
  'certificate-expired',
  'certificate-wrong-host',
  'certificate-self-signed',
  'ca-does-not-verify',
  'ca-file-missing',
  'status-404',
  'redirect-off-302',
  'redirect-eleven',
  'redirect-to-private',
  'redirect-https-to-http',
  'upload-redirected-307',
  'upload-413-early',
  'upload-reset-midway',
  'answer-never',
  'stall-in-body',
  'upload-answer-never',
  'end-no-answer',
  'end-in-head',
  'end-in-chunks',
  'reset-in-body',
  'reset-behind-data',
  'reset-in-body-https',
  'cut-unmeasured-https',
  'invalid-binary',
  'invalid-header',
  'invalid-two-lengths',
  'invalid-chunk-size',
  'short-of-length',
  'damaged-body-tls12',
  'header-text-missing',
  'md5-differs',
  'size-unknown-chunked',
  'transfer-coding-unknown',
  'gzip-cut',
  'proxy-refused',
  'proxy-407',
  'socks5-reply-5',
  'ftp-ok-plain',
  'ftp-ok-explicit',
  'ftp-ok-implicit',
  'ftp-ok-directory',
  'ftp-ok-names',
  'ftp-ok-pasv-private',
  'ftp-ok-proxy-socks5',
  'ftp-ok-upload',
  'ftp-refused',
  'ftp-greeting-never',
  'ftp-greeting-421',
  'ftp-auth-502',
  'ftp-prot-536',
  'ftp-auth-then-end',
  'ftp-explicit-wrong-host-ca',
  'ftp-implicit-expired-ca',
  'ftp-user-530',
  'ftp-wrong-password',
  'ftp-pass-500',
  'ftp-pass-421',
  'ftp-folder-missing',
  'ftp-retr-550',
  'ftp-lookup-502',
  'ftp-retr-426',
  'ftp-retr-425',
];

/** A task of curl, with TLS fields that say what its exit must be. */
function exit(
  id: string,
  code: number,
  title: Fault['title'],
  tls: NonNullable<Fault['task']['tls']>,
): Fault {
  const task = { kernel: 'curl', tls: { ...trusted.tls, ...tls } } as const;
  return { id, code, title, ...secureDownload(answer(1000), task) };
}

const exits: readonly Fault[] = [
  exit(
    'curl-exit-53',
    649,
    { en: 'curl exit 53: an engine that is not there', zh: 'curl 退出码 53：加密引擎不存在' },
    { engine: 'nosuch' },
  ),
  exit(
    'curl-exit-58',
    651,
    { en: 'curl exit 58: no such client certificate', zh: 'curl 退出码 58：客户端证书文件不存在' },
    { clientCert: { cert: '{folder}/missing.pem', key: '{folder}/missing.key' } },
  ),
  exit(
    'curl-exit-59',
    652,
    { en: 'curl exit 59: a cipher nobody knows', zh: 'curl 退出码 59：未知的加密套件' },
    { ciphers: 'NO-SUCH-CIPHER' },
  ),
  exit(
    'curl-exit-82',
    659,
    { en: 'curl exit 82: no such revocation list', zh: 'curl 退出码 82：吊销列表文件不存在' },
    { crlFile: '{folder}/missing.crl' },
  ),
  exit(
    'curl-exit-90',
    661,
    {
      en: 'curl exit 90: another public key than the pinned one',
      zh: 'curl 退出码 90：公钥与固定的指纹不符',
    },
    { pin: `sha256//${'A'.repeat(43)}=` },
  ),
  exit(
    'curl-exit-91',
    662,
    { en: 'curl exit 91: no stapled OCSP answer', zh: 'curl 退出码 91：服务器未附带 OCSP 应答' },
    { stapling: 'required' },
  ),
];

/** Those of the other cases that are named above, and the exits. */
export function curlFaults(others: readonly Fault[]): Fault[] {
  const named = BY_CURL.map((id) => others.find((other) => other.id === id)).filter(
    (fault) => fault !== undefined,
  );
  return [...named.map(byCurl), ...exits];
}

function byCurl({ id, title, task, ...fault }: Fault): Fault {
  return {
    ...fault,
    id: `curl-${id}`,
    title: { en: `${title.en} (curl kernel)`, zh: `${title.zh}（curl 内核）` },
    task: { ...task, kernel: 'curl' },
  };
}
