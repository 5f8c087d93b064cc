/** What a fault case is, and the short way to write the common ones. */
import type { Phase } from '../../shared/result.ts';
import type { TaskInput } from '../../shared/task.ts';
import type { Text } from '../../shared/texts/text.ts';
import type { Script, ServerSpec, TlsSpec } from '../script.ts';

export interface Fault {
  id: string;
  /** What the transfer must end with: one of the 70, an HTTP status, or 0. */
  code: number;
  /** Where it must end, where that matters. */
  phase?: Phase;
  title: Text;
  servers?: Readonly<Record<string, ServerSpec>>;
  /** The transfer runs in a process of its own with these variables, in which names stand for addresses as in the task. */
  environment?: Readonly<Record<string, string>>;
  /**
   * `{name}` stands for the address of that server; `{dns}` for the lab's name server, `{ca}` for the file with its root
   * certificate, `{folder}` for the folder with all its files (files.ts), `{good.pin}` and `{good.fingerprint}` for what the certificate
   * of most servers is known by. Name, expectation and name server are filled in by the lab.
   */
  task: TaskInput;
}

type Setup = Pick<Fault, 'servers' | 'task'>;
type TaskOptions = Omit<TaskInput, 'url'>;

/** Of the locked key among the lab's files. */
export const LAB_PASSPHRASE = 'lab';

/** The task trusts the lab's root. */
export const trusted = { tls: { caFile: '{ca}' } } as const;

export const web = (script: Script, host?: string): ServerSpec => ({ kind: 'http', script, host });

export const secureWeb = (script: Script, tls: TlsSpec = { leaf: 'good' }): ServerSpec => ({
  kind: 'http',
  script,
  tls,
});

/** A download from one HTTP server. */
export function download(script: Script, options: TaskOptions = {}): Setup {
  return { servers: { web: web(script) }, task: { url: '{web}', ...options } };
}

/** The same over TLS, with the lab's root trusted. */
export function secureDownload(script: Script, options: TaskOptions = {}, tls?: TlsSpec): Setup {
  return { servers: { web: secureWeb(script, tls) }, task: { url: '{web}', ...trusted, ...options } };
}

/** An upload to one HTTP server, POST and 1 MB if nothing else is said. */
export function upload(script: Script, options: TaskOptions = {}): Setup {
  return { servers: { web: web(script) }, task: { url: '{web}', direction: 'upload', ...options } };
}

/** The same over TLS, with the lab's root trusted. */
export function secureUpload(script: Script, options: TaskOptions = {}): Setup {
  return {
    servers: { web: secureWeb(script) },
    task: { url: '{web}', direction: 'upload', ...trusted, ...options },
  };
}

/** A download from a port that plays its own script from the accept on. */
export function portDownload(script: Script, options: TaskOptions = {}): Setup {
  return { servers: { port: { kind: 'tcp', script } }, task: { url: '{port}/file', ...options } };
}

/** An https download from such a port: what it plays stands in place of a handshake. */
export function handshake(script: Script, options: TaskOptions = {}): Setup {
  const port: ServerSpec = { kind: 'tcp', scheme: 'https', script };
  return { servers: { port }, task: { url: '{port}/file', ...trusted, ...options } };
}

/** A case that shows itself in every version of TLS, and the same again over 1.2. */
export function alsoOverTls12(fault: Fault): Fault[] {
  const servers = Object.entries(fault.servers ?? {}).map(([name, server]): [string, ServerSpec] => [
    name,
    server.kind === 'http' && server.tls
      ? { ...server, tls: { ...server.tls, maxVersion: 'TLSv1.2' } }
      : server,
  ]);
  const title = { en: `${fault.title.en} (TLS 1.2)`, zh: `${fault.title.zh}（TLS 1.2）` };
  return [fault, { ...fault, id: `${fault.id}-tls12`, title, servers: Object.fromEntries(servers) }];
}
