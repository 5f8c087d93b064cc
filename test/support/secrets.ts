/** A task and a result with a secret planted in every place that one can stand, and the list of what was planted. */
import type { TransferResult } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { failedResult } from './sample-result.ts';

export const SECRETS = {
  /** Stand in the task, so that they are known wherever a server repeats them. */
  ofTask: {
    urlPassword: 'Url-pass_1',
    query: 'query-Token_2',
    header: 'header-Key_3',
    bearerHeader: 'bearer-Header_4',
    cookie: 'cookie-Value_5',
    basic: 'basic-Pass_6',
    proxy: 'proxy-Pass_7',
    passphrase: 'pass-Phrase_8',
    label: 'label-Secret_9',
  },
  /** Known by their form alone: nobody has told us of them. */
  foreign: {
    redirectToken: 'redirect-Token-10',
    setCookie: 'set-Cookie-11',
    signature: 'signature12abcdef',
    pass: 'ftp-Pass-13',
    home: 'planted-user-14',
  },
} as const;

export const ALL_SECRETS: readonly string[] = [
  ...Object.values(SECRETS.ofTask),
  ...Object.values(SECRETS.foreign),
];

const { ofTask, foreign } = SECRETS;

export const plantedTask: TaskInput = {
  name: `download with token=${ofTask.query}`,
  url: `https://user:${ofTask.urlPassword}@host.test/file?access_token=${ofTask.query}&page=2`,
  request: {
    headers: {
      'X-Api-Key': ofTask.header,
      'X-Upstream-Auth': `Bearer ${ofTask.bearerHeader}`,
      Accept: '*/*',
    },
    cookies: { sid: ofTask.cookie },
    auth: { type: 'basic', user: 'user', password: ofTask.basic },
  },
  proxy: `http://someone:${ofTask.proxy}@proxy.test:3128`,
  tls: {
    clientCert: {
      cert: `/home/${foreign.home}/client.pem`,
      key: `/home/${foreign.home}/client.key`,
      passphrase: ofTask.passphrase,
    },
  },
  labels: { site: 'lab', token: ofTask.label },
};

export function plantedResult(id: string, change: Partial<TransferResult> = {}): TransferResult {
  const url = `https://host.test/file?access_token=${ofTask.query}&page=2`;
  return failedResult(id, 609, {
    task: `download with token=${ofTask.query}`,
    url,
    finalUrl: `https://cdn.test/f?X-Amz-Signature=${foreign.signature}&token=${foreign.redirectToken}`,
    host: 'host.test',
    redirects: [
      {
        from: url,
        to: `https://cdn.test/f?X-Amz-Signature=${foreign.signature}&token=${foreign.redirectToken}`,
        status: 302,
        timings: { ...failedResult('x', 609).timings },
      },
    ],
    evidence: [
      { source: 'os', name: 'ECONNRESET', detail: `read, ${ofTask.basic} echoed as ${ofTask.passphrase}` },
      { source: 'http', name: 'HEADER', detail: `Set-Cookie: sid=${foreign.setCookie}; Path=/` },
      { source: 'check', name: 'FILE', detail: `open /home/${foreign.home}/client.pem` },
      { source: 'http', name: 'HEADER', detail: `X-Api-Key was ${ofTask.header}, ${ofTask.cookie}` },
    ],
    ftp: {
      steps: [{ step: 'login', state: 'failed', ms: 3, detail: `530 not ${ofTask.urlPassword}` }],
      passive: null,
      dataAddress: null,
      dataPort: null,
      sessionReused: null,
      transcript: [
        { atMs: 1, from: 'client', text: `PASS ${foreign.pass}` },
        { atMs: 2, from: 'server', text: `530 ${ofTask.urlPassword} is wrong` },
      ],
    },
    proxy: {
      url: `http://someone:${ofTask.proxy}@proxy.test:3128`,
      from: 'task',
      address: '192.0.2.9',
      port: 3128,
      ms: 2,
      resolvedBy: 'proxy',
    },
    labels: { site: 'lab', token: ofTask.label },
    ...change,
  });
}

/** The planted secrets that a text still holds. */
export function found(text: string): string[] {
  return ALL_SECRETS.filter((secret) => text.includes(secret));
}
