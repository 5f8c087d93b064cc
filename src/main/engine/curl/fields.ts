/** What curl's command line has no option for. A task that asks for it is refused, never run without it. */
import type { Task } from '../../../shared/task.ts';
import { MAX_LINE, quoted } from './config.ts';

/** `--insecure` ignores all of these at once, and what a revocation list says. */
const IGNORED_TOGETHER = ['expired', 'host', 'authority', 'usage'] as const;

/** For the name of the option, and of a header. */
const NAME_ROOM = 1024;

/** By the path of the field: whether the task asks for what curl cannot do. */
export function withoutCurl(task: Task): Record<string, boolean> {
  const { request, tls, repeat, threads } = task;
  const { body, headers, method = 'GET' } = request;
  return {
    // One transfer of curl is one connection.
    threads: threads > 1,
    // A tunnel is no transfer; and content goes with any method but HEAD.
    'request.method': /^connect$/i.test(method) || (/^head$/i.test(method) && body !== undefined),
    'request.body': body !== undefined && !fitsConfig(body),
    'request.headers': !Object.values(headers).flat().every(fitsConfig),
    'tls.fingerprint': tls.fingerprint !== undefined,
    'tls.issuerFile': tls.issuerFile !== undefined,
    'tls.revocation': tls.revocation !== 'off',
    'tls.minKeyBits': tls.minKeyBits !== undefined,
    'tls.strictShutdown': tls.strictShutdown,
    // curl trusts what this computer trusts, or a file.
    'tls.useSystemCa': !tls.useSystemCa && tls.caFile === undefined,
    'tls.ignore': !canIgnore(tls),
    'repeat.cron': 'cron' in repeat,
  };
}

/** Each value stands in one line of the config; no byte of it can be zero there. */
function fitsConfig(value: string): boolean {
  const bytes = Buffer.from(value, 'utf8');
  return !bytes.includes(0) && quoted(bytes).length < MAX_LINE - NAME_ROOM;
}

/** A certificate of ours that cannot be used is curl's end; and a staple is looked at as a whole, or not at all. */
function canIgnore({ ignore, stapling, crlFile, clientCert }: Task['tls']): boolean {
  if (ignore.includes('client') && clientCert !== undefined) return false;
  const checksStatus = stapling === 'required' || crlFile !== undefined;
  if (ignore.includes('status') && checksStatus && !ignore.includes('revoked')) return false;
  const together = crlFile === undefined ? IGNORED_TOGETHER : ([...IGNORED_TOGETHER, 'revoked'] as const);
  const asked = together.filter((kind) => ignore.includes(kind));
  return asked.length === 0 || asked.length === together.length;
}
