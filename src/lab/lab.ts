/** The lab as a whole: starts the servers that cases need, knows their addresses, and makes each case a task. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTask, type Task } from '../shared/task.ts';
import { withoutProcess } from './elsewhere.ts';
import { buildEngines } from './engines.ts';
import { ZONE } from './faults/network.ts';
import { FAULTS, type Fault, findFault } from './faults.ts';
import { writeFiles } from './files.ts';
import { type Environment, missingPrograms } from './needs.ts';
import { createPki, marksOf, type Pki } from './pki.ts';
import type { ServerSpec, TlsSpec } from './script.ts';
import { listenDns } from './servers/dns.ts';
import { listenFtp } from './servers/ftp.ts';
import { type HttpServer, listenHttp } from './servers/http.ts';
import { play, type Stage } from './servers/play.ts';
import { fillAll, stageOf } from './servers/stage.ts';
import { dropPort, type Listener, LOOPBACK, listenTcp, refusedPort } from './servers/tcp.ts';

export interface Lab {
  /** The cases it serves, in the order of FAULTS. */
  readonly ids: readonly string[];
  /** HOST:PORT of its name server. */
  readonly dnsServer: string;
  /** The file with its root certificate. */
  readonly caFile: string;
  /** The URL that shows the case. */
  address(id: string): string;
  task(id: string): Task;
  /** Of the process that its transfer wants for itself; null: it wants none. */
  environment(id: string): Record<string, string> | null;
  /** For the files of the lab; gone with it. */
  readonly folder: string;
  /** Cases that cannot be shown on this computer, and why. */
  readonly skipped: ReadonlyMap<string, string>;
  /** Ends every server, connection and timer and removes the certificate file. */
  close(): Promise<void>;
}

/** Without a limit of its own a case is over after this, whatever the engine makes of it. */
const TOTAL_MS = 15_000;

/** Those that a transfer of this process can meet. */
const servedIds: readonly string[] = FAULTS.filter(({ environment }) => !environment).map(({ id }) => id);

/** Serves these cases, or all but those of another process. Throws when one of them does not exist. */
export async function startLab(
  ids: readonly string[] = servedIds,
  env: Environment = process.env,
): Promise<Lab> {
  const unknown = ids.find((id) => !findFault(id));
  if (unknown !== undefined) throw new Error(`no such case: ${unknown}`);
  const faults = FAULTS.filter((fault) => ids.includes(fault.id));

  const folder = await mkdtemp(join(tmpdir(), 'catprobe-lab-'));
  const caFile = join(folder, 'root.pem');
  const pki = await createPki();
  const { pin, fingerprint } = marksOf(await pki.leaf('good'));
  const servers = new Servers(pki, { ca: caFile, folder, 'good.pin': pin, 'good.fingerprint': fingerprint });
  const close = async (): Promise<void> => {
    await servers.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await writeFiles(folder, pki);
    const skipped = new Map([
      ...(await buildEngines(folder, faults)),
      ...(await missingPrograms(faults, env)),
      ...withoutProcess(faults),
    ]);
    const dnsServer = await servers.startDns();
    await Promise.all(faults.map((fault) => servers.start(fault)));

    const tasks = new Map(faults.map((fault) => [fault.id, taskOf(fault, servers)]));
    const task = (id: string): Task => {
      const found = tasks.get(id);
      if (!found) throw new Error(`not served by this lab: ${id}`);
      return found;
    };
    return {
      ids: faults.map((fault) => fault.id),
      dnsServer,
      caFile,
      address: (id) => task(id).url,
      task,
      environment(id) {
        const { environment } = findFault(id) ?? {};
        return environment ? fillAll(environment, (text) => servers.fill(id, text)) : null;
      },
      folder,
      skipped,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function taskOf(fault: Fault, servers: Servers): Task {
  const { task } = fault;
  const input = {
    name: fault.id,
    expect: fault.code,
    // So that the analysis can tell them from the user's own.
    labels: { source: 'lab' },
    ...task,
    dns: { servers: ['{dns}'], ...task.dns },
    timeouts: { totalMs: TOTAL_MS, ...task.timeouts },
  };
  const parsed = parseTask(fillAll(input, (text) => servers.fill(fault.id, text)));
  if (!parsed.ok) throw new Error(`${fault.id}: ${parsed.errors.map((error) => error.message).join('; ')}`);
  return parsed.value;
}

/** All listeners of a lab. HTTP cases share one for plain HTTP and one for each way of TLS; paths tell them apart. */
class Servers {
  readonly pki: Pki;
  readonly #listeners: Listener[] = [];
  readonly #fronts = new Map<string, Promise<HttpServer>>();
  readonly #values = new Map<string, string>();

  constructor(pki: Pki, values: Record<string, string>) {
    this.pki = pki;
    for (const [name, value] of Object.entries(values)) this.#values.set(name, value);
  }

  async startDns(): Promise<string> {
    const { port } = await this.#own(listenDns(ZONE));
    const address = `${LOOPBACK}:${port}`;
    this.#values.set('dns', address);
    return address;
  }

  async start(fault: Fault): Promise<void> {
    await Promise.all(
      Object.entries(fault.servers ?? {}).map(async ([name, spec]) => {
        const { port, path } = await this.#listen(fault.id, name, spec);
        const { scheme, host } = whereabouts(spec);
        this.#values.set(`${fault.id}/${name}`, `${scheme}://${host}:${port}${path}`);
        this.#values.set(`${fault.id}/${name}.authority`, `${LOOPBACK}:${port}`);
        // The forms in which replies of FTP name a port.
        this.#values.set(`${fault.id}/${name}.port`, String(port));
        this.#values.set(`${fault.id}/${name}.pair`, `${port >> 8},${port & 255}`);
      }),
    );
  }

  /** `{name}` becomes what it stands for in this case; anything else in braces stays. */
  fill(id: string, text: string): string {
    return text.replace(/\{([\w.]+)\}/g, (whole, name: string) => {
      return this.#values.get(`${id}/${name}`) ?? this.#values.get(name) ?? whole;
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => listener.close()));
  }

  async #listen(id: string, name: string, spec: ServerSpec): Promise<{ port: number; path: string }> {
    const stage = this.#stage(id);
    switch (spec.kind) {
      case 'http': {
        const front = await this.#front(spec.tls, id);
        const path = `/${id}/${name}`;
        front.route(path, { script: spec.script, stage });
        return { port: front.port, path };
      }
      case 'ftp':
        return { port: (await this.#own(listenFtp(spec, stage))).port, path: '' };
      case 'tcp': {
        const serve = async (connection: Parameters<typeof play>[1]): Promise<void> => {
          await play(spec.script, connection, stage);
        };
        return { port: (await this.#own(listenTcp(serve))).port, path: '' };
      }
      case 'refused':
        return { port: (await this.#own(refusedPort())).port, path: '' };
      case 'drop':
        return { port: (await this.#own(dropPort())).port, path: '' };
    }
  }

  #front(tls: TlsSpec | undefined, id: string): Promise<HttpServer> {
    const text = JSON.stringify(tls ?? null);
    // A certificate that names a server of the case is the case's own.
    const owner = tls?.announces ? id : '';
    const key = `${owner} ${text}`;
    const known = this.#fronts.get(key);
    if (known) return known;
    const front = this.#own(listenHttp(this.#stage(owner), tls));
    this.#fronts.set(key, front);
    return front;
  }

  #stage(id: string): Stage {
    return stageOf(this.pki, (text) => this.fill(id, text));
  }

  async #own<L extends Listener>(starting: Promise<L>): Promise<L> {
    const listener = await starting;
    this.#listeners.push(listener);
    return listener;
  }
}

/** TLS servers are reached by a name that their certificate has, plain ones by address. */
function whereabouts(spec: ServerSpec): { scheme: string; host: string } {
  const scheme = schemeOf(spec);
  const secured = /^(https|ftps)$/.test(scheme) || (spec.kind === 'ftp' && spec.tls);
  return { scheme, host: spec.host ?? (secured ? 'good.lab.test' : LOOPBACK) };
}

function schemeOf(spec: ServerSpec): string {
  if (spec.kind === 'http') return spec.tls ? 'https' : 'http';
  if (spec.kind === 'ftp') return spec.implicit ? 'ftps' : 'ftp';
  return spec.scheme ?? 'http';
}
