/** What curl reports when it ends (`--write-out %{json}`), as far as it is used; times in ms from its start. */

export interface CurlReport {
  exit: number;
  /** Why it failed; null when it did not, or where curl is too old to say it here (7.74 and older). */
  message: string | null;
  /** What the check of the server's certificate came to, and of the proxy's; 0: good, or not checked. */
  verifyResult: number;
  proxyVerifyResult: number;
  status: number;
  /** Of the proxy's answer to CONNECT; 0: none. */
  connectStatus: number;
  httpVersion: string;
  /** Bytes of the header and of the body that came, and of the content that was sent. */
  headerBytes: number;
  downloaded: number;
  uploaded: number;
  times: {
    connect: number;
    appConnect: number;
    preTransfer: number;
    startTransfer: number;
    /** 0 where curl does not tell (8.9 and older). */
    postTransfer: number;
    total: number;
  };
  /** The server's chain as PEM, leaf first; empty where curl does not tell (7.87 and older, and some TLS libraries). */
  certificates: string[];
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** null when it is no report. */
export function parseReport(text: string): CurlReport | null {
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(Buffer.from(text, 'latin1').toString('utf8'));
  } catch {
    return null;
  }
  const number = (name: string): number => Number(json[name] ?? 0) || 0;
  const ms = (name: string): number => number(`time_${name}`) * 1000;
  return {
    exit: number('exitcode'),
    message: typeof json.errormsg === 'string' && json.errormsg !== '' ? json.errormsg : null,
    verifyResult: number('ssl_verify_result'),
    proxyVerifyResult: number('proxy_ssl_verify_result'),
    status: number('http_code'),
    connectStatus: number('http_connect'),
    httpVersion: String(json.http_version ?? ''),
    headerBytes: number('size_header'),
    downloaded: number('size_download'),
    uploaded: number('size_upload'),
    times: {
      connect: ms('connect'),
      appConnect: ms('appconnect'),
      preTransfer: ms('pretransfer'),
      startTransfer: ms('starttransfer'),
      postTransfer: ms('posttransfer'),
      total: ms('total'),
    },
    certificates: String(json.certs ?? '').match(CERTIFICATE) ?? [],
  };
}
