/** What a task says of TLS as curl's options, for the server and, as far as it is about whom to trust, for a proxy. */
import type { Task } from '../../../shared/task.ts';
import type { ClientFiles } from '../client-identity.ts';
import { cipherList, curveList, securityLevel } from '../tls-algorithms.ts';
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
    if (settings.client) options.push(...clientOptions(settings.client));
    if (task.tls.engine !== undefined) options.push(option('engine', task.tls.engine));
  }
  if (way.securesProxy) options.push(...trustOptions(task, settings, 'proxy-'));
  // Only OpenSSL and its kin look into a folder besides.
  return speaksOpenssl(program) ? options : options.filter(({ name }) => !/capath$/.test(name));
}

function versionOptions({ tls }: Task): CurlOption[] {
  const { only12, only13 } = suites(tls.ciphers);
  const { minVersion, maxVersion } = tls;
  // Who allows only less than our least means that.
  const least = only13
    ? 'TLSv1.3'
    : (minVersion ?? (maxVersion && isOld(maxVersion) ? maxVersion : LEAST_VERSION));
  const most = maxVersion ?? (only12 ? 'TLSv1.2' : undefined);
  return [
    option(least === 'TLSv1' ? 'tlsv1.0' : least.toLowerCase()),
    ...(most ? [option('tls-max', most === 'TLSv1' ? '1.0' : most.slice('TLSv'.length))] : []),
  ];
}

const isOld = (version: Task['tls']['minVersion']): boolean => version === 'TLSv1' || version === 'TLSv1.1';

/** curl has two lists where Node has one: the suites of TLS 1.3 have names of their own. One kind alone excludes the other's versions. */
function suites(list: string | undefined): { old: string; new: string; only12: boolean; only13: boolean } {
  const names = list === undefined ? [] : cipherList(list).split(':');
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
function trustOptions(
  { tls }: Task,
  { emptyFolder, program }: RunSettings,
  prefix: '' | 'proxy-',
): CurlOption[] {
  const { old, new: modern } = suites(tls.ciphers);
  // OpenSSL speaks the old versions at its lowest level of security alone.
  const wantsOld = isOld(tls.minVersion) || isOld(tls.maxVersion);
  const lowered = wantsOld && speaksOpenssl(program) && securityLevel(old) === null ? ':@SECLEVEL=0' : '';
  return [
    // A file of the task's own takes the place of what this computer trusts; curl would add it.
    ...(tls.caFile === undefined
      ? []
      : [option(`${prefix}cacert`, tls.caFile), option(`${prefix}capath`, emptyFolder)]),
    ...(tls.crlFile === undefined ? [] : [option(`${prefix}crlfile`, tls.crlFile)]),
    ...(old || lowered ? [option(`${prefix}ciphers`, `${old || 'DEFAULT'}${lowered}`)] : []),
    ...(modern ? [option(`${prefix}tls13-ciphers`, modern)] : []),
    ...(tls.ignore.includes('authority') ? [option(`${prefix}insecure`)] : []),
  ];
}

/** What is meant for the server alone. */
function serverOptions({ tls }: Task): CurlOption[] {
  const { pin, stapling, curves, ignore } = tls;
  const options: CurlOption[] = curves === undefined ? [] : [option('curves', curveList(curves))];
  if (pin !== undefined) options.push(option('pinnedpubkey', [pin].flat().join(';')));
  if (stapling === 'required' && !ignore.includes('status')) options.push(option('cert-status'));
  return options;
}

/** Without a passphrase curl would ask the terminal for one. */
function clientOptions(files: ClientFiles): CurlOption[] {
  const { passphrase = '' } = files;
  return [
    ...('pfx' in files
      ? [option('cert', escapedPath(files.pfx)), option('cert-type', 'P12')]
      : [option('cert', escapedPath(files.cert)), option('key', files.key)]),
    option('pass', passphrase),
  ];
}

/** A colon would begin the passphrase. */
function escapedPath(path: string): string {
  return process.platform === 'win32' ? path : path.replace(/[\\:]/g, '\\$&');
}
