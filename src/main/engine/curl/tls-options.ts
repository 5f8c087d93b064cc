/** What a task says of TLS as curl's options, for the server and, as far as it is about whom to trust, for a proxy. */
import type { Task } from '../../../shared/task.ts';
import { type CurlOption, option } from './config.ts';
import { speaksOpenssl } from './find.ts';
import type { RunSettings } from './options.ts';

/** The other kernel's own least version. */
const LEAST_VERSION = 'TLSv1.2';

export function tlsOptions(task: Task, settings: RunSettings): CurlOption[] {
  const { way, program } = settings;
  const options: CurlOption[] = [];
  if (way.secures) {
    options.push(...versionOptions(task), ...trustOptions(task, settings, ''), ...serverOptions(task));
    if (task.tls.engine !== undefined) options.push(option('engine', task.tls.engine));
  }
  if (way.securesProxy) options.push(...trustOptions(task, settings, 'proxy-'));
  // Only OpenSSL and its kin look into a folder besides.
  return speaksOpenssl(program) ? options : options.filter(({ name }) => !/capath$/.test(name));
}

function versionOptions({ tls }: Task): CurlOption[] {
  const { only12, only13 } = suites(tls.ciphers);
  const least = only13 ? 'TLSv1.3' : (tls.minVersion ?? LEAST_VERSION);
  const most = only12 ? 'TLSv1.2' : tls.maxVersion;
  return [
    option(least === 'TLSv1' ? 'tlsv1.0' : least.toLowerCase()),
    ...(most ? [option('tls-max', most === 'TLSv1' ? '1.0' : most.slice('TLSv'.length))] : []),
  ];
}

/** curl has two lists where Node has one: the suites of TLS 1.3 have names of their own. One kind alone excludes the other's versions. */
function suites(list: string | undefined): { old: string; new: string; only12: boolean; only13: boolean } {
  const names = list?.split(':') ?? [];
  const modern = names.filter((name) => name.startsWith('TLS_'));
  const older = names.filter((name) => !name.startsWith('TLS_'));
  return {
    old: older.join(':'),
    new: modern.join(':'),
    only12: older.length > 0 && !modern.length,
    only13: modern.length > 0 && !older.length,
  };
}

/** Whom to trust: `prefix` is `proxy-` where it is about the proxy. */
function trustOptions({ tls }: Task, { emptyFolder }: RunSettings, prefix: '' | 'proxy-'): CurlOption[] {
  const { old, new: modern } = suites(tls.ciphers);
  return [
    // A file of the task's own takes the place of what this computer trusts; curl would add it.
    ...(tls.caFile === undefined
      ? []
      : [option(`${prefix}cacert`, tls.caFile), option(`${prefix}capath`, emptyFolder)]),
    ...(tls.crlFile === undefined ? [] : [option(`${prefix}crlfile`, tls.crlFile)]),
    ...(old ? [option(`${prefix}ciphers`, old)] : []),
    ...(modern ? [option(`${prefix}tls13-ciphers`, modern)] : []),
    ...(tls.ignore.length ? [option(`${prefix}insecure`)] : []),
  ];
}

/** What is meant for the server alone. */
function serverOptions({ tls }: Task): CurlOption[] {
  const { clientCert, pin, stapling, curves } = tls;
  const options: CurlOption[] = curves === undefined ? [] : [option('curves', curves)];
  if (pin !== undefined) options.push(option('pinnedpubkey', [pin].flat().join(';')));
  if (stapling === 'required') options.push(option('cert-status'));
  if (!clientCert || 'machine' in clientCert) return options;
  if ('pfx' in clientCert) {
    options.push(option('cert', escapedPath(clientCert.pfx)), option('cert-type', 'P12'));
  } else {
    options.push(option('cert', escapedPath(clientCert.cert)), option('key', clientCert.key));
  }
  if (clientCert.passphrase !== undefined) options.push(option('pass', clientCert.passphrase));
  return options;
}

/** A colon would begin the passphrase. */
function escapedPath(path: string): string {
  return process.platform === 'win32' ? path : path.replace(/[\\:]/g, '\\$&');
}
