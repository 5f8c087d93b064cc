/** A task as a curl command that makes the same request, for a colleague to repeat; placeholders stand for secrets. */
import { parseProxy, shownProxy } from './proxy.ts';
import { createRedactor, type Redactor, secretsOf } from './redact.ts';
import { isSecretHeader } from './secret-names.ts';
import { speaksFtp, type Task } from './task.ts';

/** `redactor` hides what stands in URLs and file names; by default, what is known of this task. */
export function curlOfTask(task: Task, redactor: Redactor = createRedactor(secretsOf(task))): string {
  const parts = [
    ['curl', '-v'],
    ...(speaksFtp(task.url) ? ftpOptions(task) : httpOptions(task)),
    ...uploadOptions(task),
    ...networkOptions(task),
    ...tlsOptions(task),
    ...limitOptions(task),
    ...(task.direction === 'download' ? [['-o', nullFile]] : []),
    [redactor.text(task.url)],
  ];
  return parts.map((words) => words.map((word) => quoted(word, redactor)).join(' ')).join(' \\\n  ');
}

const nullFile = '/dev/null';

function httpOptions({ request, redirects, direction, decode }: Task): string[][] {
  const { method, httpVersion, headers, body, userAgent, auth, cookies } = request;
  const names = Object.keys(cookies);
  return [
    ...(method && direction === 'download' ? [['-X', method]] : []),
    [httpVersion === '2' ? '--http2' : '--http1.1'],
    ...Object.entries(headers).flatMap(([name, value]) => headerOptions(name, value)),
    ...(userAgent === undefined ? [] : [['-A', userAgent]]),
    ...(names.length ? [['-b', names.map((name) => `${name}=<value of ${name}>`).join('; ')]] : []),
    ...authOptions(auth),
    ...(body === undefined ? [] : [['--data-raw', '<body>']]),
    ...(redirects.follow ? [['-L'], ['--max-redirs', String(redirects.max)]] : []),
    ...(decode && Object.keys(headers).some((name) => /^accept-encoding$/i.test(name))
      ? [['--compressed']]
      : []),
  ];
}

function headerOptions(name: string, value: string | string[]): string[][] {
  const values = [value].flat();
  if (!values.length) return [['-H', `${name}:`]];
  if (isSecretHeader(name)) return [['-H', `${name}: <value of ${name}>`]];
  return values.map((one) => ['-H', one === '' ? `${name};` : `${name}: ${one}`]);
}

function authOptions(auth: Task['request']['auth']): string[][] {
  if (!auth) return [];
  if (auth.type === 'bearer') return [['--oauth2-bearer', '<token>']];
  return [...(auth.type === 'digest' ? [['--digest']] : []), ['-u', `${auth.user}:<password>`]];
}

function ftpOptions({ url, ftp }: Task): string[][] {
  const inUrl = /^[a-z]+:\/\/[^/?#]*@/i.test(url);
  return [
    ...(ftp?.user !== undefined && !inUrl ? [['-u', `${ftp.user}:<password>`]] : []),
    ...(ftp?.tls === 'explicit' ? [['--ssl-reqd']] : []),
    ['--ftp-pasv'],
  ];
}

function uploadOptions({ direction, upload, url, transferKB = 1024 }: Task): string[][] {
  if (direction === 'download') return [];
  const source = upload?.source ?? { generate: true };
  const file =
    'file' in source
      ? source.file
      : 'url' in source
        ? '<the file of the upload>'
        : `<a file of ${transferKB} KB>`;
  const method = !speaksFtp(url) && (upload?.method ?? 'POST') === 'POST' ? [['-X', 'POST']] : [];
  return [...method, ['-T', file]];
}

function networkOptions({ url, ipFamily, hosts, localAddress, dns, proxy }: Task): string[][] {
  const address = parseProxy(proxy);
  const pins = (hosts ?? []).map(({ host, ip, port }) => {
    const target = ip.includes(':') ? `[${ip}]` : ip;
    return ['--connect-to', `${host}::${target}:${port ?? ''}`];
  });
  return [
    ...(ipFamily === 'auto' ? [] : [[`-${ipFamily}`]]),
    // curl takes the first; the probe has its own way to choose.
    ...pins.slice(0, 1),
    ...(localAddress === undefined ? [] : [['--interface', localAddress]]),
    ...(dns.servers.length ? [['--dns-servers', dns.servers.join(',')]] : []),
    ...(address ? [['-x', shownProxy(address)]] : []),
    ...(address?.credentials ? [['-U', `${address.credentials.user}:<proxy password>`]] : []),
    ...(proxy === 'none' && url ? [['--noproxy', '*']] : []),
  ];
}

const TLS_OPTIONS = { TLSv1: '1.0', 'TLSv1.1': '1.1', 'TLSv1.2': '1.2', 'TLSv1.3': '1.3' } as const;

function tlsOptions({ tls }: Task): string[][] {
  const { minVersion, maxVersion, ciphers, curves, caFile, clientCert, pin } = tls;
  const { crlFile, stapling, engine, ignore } = tls;
  return [
    ...(minVersion ? [[`--tlsv${TLS_OPTIONS[minVersion]}`]] : []),
    ...(maxVersion ? [['--tls-max', TLS_OPTIONS[maxVersion]]] : []),
    ...(ciphers ? [['--ciphers', ciphers]] : []),
    ...(curves ? [['--curves', curves]] : []),
    ...(caFile ? [['--cacert', caFile]] : []),
    ...certificateOptions(clientCert),
    ...(pin ? [['--pinnedpubkey', [pin].flat().join(';')]] : []),
    ...(crlFile ? [['--crlfile', crlFile]] : []),
    ...(stapling === 'required' ? [['--cert-status']] : []),
    ...(engine ? [['--engine', engine]] : []),
    ...(ignore.length ? [['-k']] : []),
  ];
}

function certificateOptions(certificate: Task['tls']['clientCert']): string[][] {
  if (!certificate || 'machine' in certificate) return [];
  const pass = certificate.passphrase === undefined ? [] : [['--pass', '<passphrase>']];
  if ('pfx' in certificate) return [['--cert-type', 'P12'], ['-E', fileOrPem(certificate.pfx)], ...pass];
  return [['-E', fileOrPem(certificate.cert)], ['--key', fileOrPem(certificate.key)], ...pass];
}

/** What is no path is the content itself. */
function fileOrPem(text: string): string {
  return /-----BEGIN|[\r\n]/.test(text) || text.length > 1024 ? '<file>' : text;
}

function limitOptions({ timeouts, rateLimitKBps, direction, transferKB, threads, url }: Task): string[][] {
  const bytes = direction === 'download' && transferKB !== undefined ? transferKB * 1024 : null;
  return [
    ['--connect-timeout', seconds(timeouts.connectMs)],
    ['-m', seconds(timeouts.totalMs)],
    ...(rateLimitKBps === undefined ? [] : [['--limit-rate', `${rateLimitKBps}K`]]),
    ...(bytes === null || speaksFtp(url) || threads > 1 ? [] : [['-r', `0-${bytes - 1}`]]),
  ];
}

function seconds(ms: number): string {
  return String(ms / 1000);
}

/** For sh and bash: one word. */
function quoted(word: string, redactor: Redactor): string {
  const shown = redactor.text(word);
  if (/^[\w@%+=:,./-]+$/.test(shown)) return shown;
  return `'${shown.replaceAll("'", `'\\''`)}'`;
}
