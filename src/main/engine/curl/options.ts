/** A task as curl's options: those of every protocol. What curl has no option for was refused before (`fields.ts`). */
import { isIP } from 'node:net';
import { speaksFtp, type Task } from '../../../shared/task.ts';
import { check } from '../../classify/facts.ts';
import type { ClientFiles } from '../client-identity.ts';
import { StepFailure } from '../failure.ts';
import type { Target } from '../preflight.ts';
import { type CurlOption, option } from './config.ts';
import { type CurlProgram, isAtLeast } from './find.ts';
import { tlsOptions } from './tls-options.ts';
import type { Way } from './way.ts';

/** What a run of curl is given besides the task. */
export interface RunSettings {
  program: CurlProgram;
  target: Target;
  way: Way;
  /** Begins the line with the report. */
  marker: string;
  /** ms that are left of the whole time. */
  leftMs: number;
  /** Files of our own certificate; null: none is shown. */
  client: ClientFiles | null;
  /** An empty one, for a curl that would trust what is in its own. */
  emptyFolder: string;
}

export function commonOptions(task: Task, settings: RunSettings): CurlOption[] {
  return [
    ...reportOptions(settings),
    ...wayOptions(task, settings),
    ...limitOptions(task, settings),
    ...tlsOptions(task, settings),
  ];
}

/** The body alone goes to the output; everything that curl says goes to where errors go. */
function reportOptions({ marker }: RunSettings): CurlOption[] {
  return [
    option('verbose'),
    option('no-progress-meter'),
    option('no-buffer'),
    option('globoff'),
    option('path-as-is'),
    option('write-out', `%{stderr}\n${marker}%{json}\n`),
  ];
}

/** The host of the URL that curl is given: TLS asks for it, so another name for TLS takes its place. */
export function hostFor({ tls }: Task, { host, protocol }: Target): string {
  return protocol === 'http' ? host : (tls.serverName ?? host);
}

function wayOptions(task: Task, { target, way }: RunSettings): CurlOption[] {
  const { place, proxy, from } = way;
  const options: CurlOption[] = from === null ? [] : [option('interface', `host!${from}`)];
  const elsewhere = place && (place.address !== hostFor(task, target) || place.port !== target.port);
  if (elsewhere) options.push(option('connect-to', `::${bracketed(place.address)}:${place.port}`));
  if (!proxy) return [...options, option('noproxy', '*')];
  const { chosen, address } = proxy;
  const { scheme, host, port, credentials } = chosen;
  const login = credentials ? `${encoded(credentials.user)}:${encoded(credentials.password)}@` : '';
  options.push(option('proxy', `${scheme}://${login}${bracketed(host)}:${port}`), option('noproxy', ''));
  // Its name stands in its certificate; where it is has been found out.
  if (!isIP(host)) options.push(option('resolve', `${host}:${port}:${bracketed(address)}`));
  return options;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function encoded(bytes: Buffer): string {
  return [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

/** curl's limit for a connection spans the way through a proxy and TLS; each of them has one of its own besides, which is ours. */
export function connectLimitMs({ timeouts }: Task, { tunnels, secures }: Way): number {
  return timeouts.connectMs * (tunnels ? 2 : 1) + (secures ? timeouts.tlsMs : 0);
}

function limitOptions(task: Task, { way, leftMs }: RunSettings): CurlOption[] {
  const { rateLimitKBps } = task;
  return [
    // Of FTP it would span the login too.
    ...(speaksFtp(task.url) ? [] : [option('connect-timeout', seconds(connectLimitMs(task, way)))]),
    option('max-time', seconds(leftMs)),
    ...(rateLimitKBps === undefined ? [] : [option('limit-rate', rateLimitKBps * 1024)]),
  ];
}

/** To curl 0 means: no limit. */
function seconds(ms: number): string {
  return (Math.max(1, ms) / 1000).toFixed(3);
}

/** Throws a StepFailure (663) when this curl is too old for a wish of the task, or was built without it. */
export function refuseLacking(program: CurlProgram, task: Task, { protocol }: Target): void {
  const { features } = program;
  const { tls, request, proxy } = task;
  const wants: [wish: string, asked: boolean, has: boolean][] = [
    ['TLS', protocol === 'https' || protocol === 'ftps' || task.ftp?.tls === 'explicit', features.has('SSL')],
    ['request.httpVersion: HTTP/2', request.httpVersion === '2', features.has('HTTP2')],
    ['proxy: TLS with a proxy', proxy.startsWith('https:'), features.has('HTTPS-proxy')],
    ['tls.curves (curl 7.73 or newer)', tls.curves !== undefined, isAtLeast(program, '7.73.0')],
  ];
  const missing = wants.find(([, asked, has]) => asked && !has)?.[0];
  if (missing) throw new StepFailure(check('CURL_LACKS', `this curl (${program.version}) has no ${missing}`));
}
