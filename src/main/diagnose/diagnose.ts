/** A diagnosis: the steps in their order, side by side where they do not disturb each other, each told as it begins and ends. */
import dns from 'node:dns';
import { isIP } from 'node:net';
import {
  DIAGNOSIS_STEPS,
  type Diagnosis,
  type DiagnosisStepName,
  isInternalName,
  sendsSomething,
} from '../../shared/diagnosis.ts';
import { createRedactor, secretsOf } from '../../shared/redact.ts';
import type { Kernel, TransferResult } from '../../shared/result.ts';
import { speaksFtp, type Task, taskName, withoutCredentials } from '../../shared/task.ts';
import { Attempt } from '../engine/attempt.ts';
import { localStamp } from '../engine/clock.ts';
import type { Limits } from '../engine/deadline.ts';
import { StepFailure } from '../engine/failure.ts';
import { addressesFromHostsFile } from '../engine/hosts-file.ts';
import { type Target, targetOf, unsupportedFields } from '../engine/preflight.ts';
import { chooseProxy } from '../engine/proxy-choice.ts';
import { examineTls } from '../engine/tls-doctor.ts';
import { type TransferContext, transfer } from '../engine/transfer.ts';
import { isOwn, lookAtComputer } from './computer.ts';
import { Ledger, Skip, type StepWork } from './ledger.ts';
import { askDns, timeOfServer, tryConnection } from './probes.ts';
import { DNS_MS, isWhole, lookingTask, smallTask, speaksTls, wholeTask } from './small-task.ts';
import { verdictOf } from './verdict.ts';

export interface DiagnoseContext
  extends Pick<TransferContext, 'signal' | 'clock' | 'systemProxy' | 'machine' | 'env'> {
  id: string;
  /** IP or IP:PORT of a server to compare with; null: none is asked. */
  secondDns: string | null;
  /** The user agrees that a task that changes something is sent. */
  send: boolean;
  /** Of the user; reports do not name it. */
  home: string;
  /** ms for all steps together; what has not ended then is told as that. */
  limitMs?: number;
  /** A picture of the diagnosis after each change. */
  onChange?: (diagnosis: Diagnosis) => void;
}

const LIMIT_MS = 90_000;
/** Who is allowed to ask it at all has an answer by then. */
const SECOND_DNS_MS = 2_500;
/** A name may have dozens of addresses. */
const MOST_ADDRESSES = 6;

/** Never rejects; nothing that is secret in the task is in what it gives. */
export function diagnose(task: Task, context: DiagnoseContext): Promise<Diagnosis> {
  return new Examination(task, context).run();
}

/** Where the first connection goes. */
interface Place {
  host: string;
  port: number;
  addresses: string[];
}

class Examination {
  readonly #task: Task;
  readonly #context: DiagnoseContext;
  readonly #ledger: Ledger;
  /** Of the user's cancel, or of the time that is over. */
  readonly #signal: AbortSignal;
  readonly #limits: Limits;

  constructor(task: Task, context: DiagnoseContext) {
    const { id, clock, signal: canceled, home, limitMs = LIMIT_MS, onChange } = context;
    const redactor = createRedactor(secretsOf(task), { home });
    const signal = AbortSignal.any([canceled, AbortSignal.timeout(limitMs)]);
    this.#task = task;
    this.#context = context;
    this.#signal = signal;
    this.#limits = { clock, signal, endsAt: clock.now() + limitMs };
    const diagnosis: Diagnosis = {
      id,
      task: redactor.text(taskName(task)),
      url: redactor.text(withoutCredentials(task.url)),
      startedAt: localStamp(clock.wallTime()),
      endedAt: null,
      state: 'running',
      steps: stepsFor(task).map((step) => ({ step, state: 'waiting', ms: null, note: null, evidence: [] })),
      seen: {},
      verdict: null,
    };
    this.#ledger = new Ledger(diagnosis, { clock, redactor, canceled, signal, onChange });
  }

  async run(): Promise<Diagnosis> {
    const { diagnosis } = this.#ledger;
    this.#ledger.tell();
    const target = targetFor(this.#task);
    if (target) await this.#lookAround(target);
    await this.#transfers();
    const canceled = this.#context.signal.aborted;
    diagnosis.state = canceled ? 'canceled' : 'done';
    diagnosis.endedAt = localStamp(this.#context.clock.wallTime());
    if (!canceled) diagnosis.verdict = verdictOf(diagnosis.seen);
    return this.#ledger.tell();
  }

  /** From this computer to the TLS of the server. */
  async #lookAround(target: Target): Promise<void> {
    const [place] = await Promise.all([
      this.#findPlace(target),
      this.#ledger.step('computer', async () => ({ seen: { computer: await lookAtComputer() } })),
    ]);
    const { computer } = this.#ledger.seen;
    if (computer && place.addresses.length > 0 && place.addresses.every(isOwn)) {
      computer.own = true;
      this.#ledger.reconsider('computer');
    }
    await Promise.all([this.#connect(4, place), this.#connect(6, place)]);
    await this.#ledger.step('tls', async () => {
      if (this.#noneOpens) return new Skip('notReached');
      const tls = await examineTls(lookingTask(this.#task), this.#forTransfers);
      return { seen: { tls } };
    });
    await this.#ledger.step('clock', () => this.#askTime(target));
  }

  /** The proxy, and the addresses of whoever is connected to first. */
  async #findPlace(target: Target): Promise<Place> {
    const { host, port } = await this.#findProxy(target);
    const atProxy = typeof this.#ledger.seen.proxy?.url === 'string';
    const { servers } = this.#task.dns;
    const known = isIP(host) ? 'isAddress' : null;
    const pinned = atProxy ? [] : this.#pins(host);
    const given = isIP(host) ? [host] : pinned.map(({ ip }) => ip);
    const why = known ? new Skip(known) : new Skip('isPinned', { addresses: given.join(', ') });

    await this.#ledger.step('hosts', async () => {
      if (given.length) return why;
      if (servers.length) return new Skip('isByTask');
      return { seen: { hosts: { host, addresses: addressesFromHostsFile(host) } } };
    });
    const fromFile = this.#ledger.seen.hosts?.addresses ?? [];
    await Promise.all([
      this.#ledger.step('dns', async () => {
        if (given.length) return why;
        if (fromFile.length && isInternalName(host)) return new Skip('isInHosts');
        // By name, so that the hosts file does not answer for DNS.
        const asked = fromFile.length ? dns.getServers() : servers;
        const limitMs = Math.min(this.#task.dns.limitMs, DNS_MS);
        const question = { host, servers: asked, ofTask: servers.length > 0, limitMs };
        const { facts, evidence } = await askDns(question, this.#limits);
        return { seen: { dns: facts }, evidence };
      }),
      this.#ledger.step('secondDns', async () => {
        const { secondDns } = this.#context;
        if (secondDns === null) return new Skip('isOff');
        if (atProxy) return new Skip('atProxy');
        if (given.length) return why;
        if (fromFile.length) return new Skip('isInHosts');
        if (isInternalName(host)) return new Skip('isInternal', { host });
        if ((servers.length ? servers : dns.getServers()).join() === secondDns) return new Skip('isSame');
        const question = { host, servers: [secondDns], ofTask: false, limitMs: SECOND_DNS_MS };
        const { facts, evidence } = await askDns(question, this.#limits);
        return { seen: { secondDns: facts }, evidence };
      }),
    ]);
    this.#ledger.reconsider('secondDns');
    const found = fromFile.length ? fromFile : (this.#ledger.seen.dns?.addresses ?? []);
    return { host, port: pinned[0]?.port ?? port, addresses: given.length ? given : found };
  }

  async #findProxy(target: Target): Promise<{ host: string; port: number }> {
    const { clock, systemProxy, machine } = this.#context;
    let first: { host: string; port: number } = target;
    await this.#ledger.step('proxy', async () => {
      const attempt = new Attempt(this.#task, { clock, signal: this.#signal, systemProxy, machine });
      try {
        const proxy = await chooseProxy(attempt, target);
        if (proxy) first = proxy;
        return { seen: { proxy: { url: proxy?.shown ?? null, from: proxy?.from ?? null, unusable: false } } };
      } catch (error) {
        if (!(error instanceof StepFailure)) throw error;
        return { seen: { proxy: { url: null, from: 'system', unusable: true } }, evidence: error.evidence };
      } finally {
        attempt.end();
      }
    });
    return first;
  }

  #pins(host: string): { ip: string; port?: number | undefined }[] {
    return (this.#task.hosts ?? []).filter((one) => one.host.toLowerCase() === host && isIP(one.ip));
  }

  #connect(family: 4 | 6, { port, addresses }: Place): Promise<void> {
    const { ipFamily, localAddress } = this.#task;
    return this.#ledger.step(`ipv${family}`, async () => {
      const own = addresses.filter((address) => isIP(address) === family).slice(0, MOST_ADDRESSES);
      if (!own.length) return new Skip('noAddresses', { family });
      if (ipFamily !== 'auto' && Number(ipFamily) !== family)
        return new Skip('notWanted', { family: ipFamily });
      const has = this.#ledger.seen.computer?.families.includes(family) || own.every(isOwn);
      if (!has) return new Skip('noFamily', { family });
      const tried = await Promise.all(
        own.map((address) => tryConnection(address, port, localAddress, this.#limits)),
      );
      const facts = tried.map((one) => one.facts);
      return {
        seen: family === 4 ? { ipv4: facts } : { ipv6: facts },
        evidence: tried.flatMap(({ evidence }) => evidence),
      };
    });
  }

  /** Only where the dates of a certificate are in doubt, and the server itself can be asked. */
  async #askTime({ protocol, host, port }: Target): ReturnType<StepWork> {
    const result = this.#ledger.seen.tls?.result;
    const doubt = result?.evidence.some(({ name }) => /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(name));
    if (!doubt || !result) return new Skip('noDoubt');
    const open = [...(this.#ledger.seen.ipv4 ?? []), ...(this.#ledger.seen.ipv6 ?? [])].find(
      ({ outcome }) => outcome === 'open',
    );
    if (protocol !== 'https' || !open || this.#ledger.seen.proxy?.url) return new Skip('noDate');
    const there = await timeOfServer({ host, address: open.address, port: open.port ?? port }, this.#limits);
    if (!there) return new Skip('noDate');
    const validThere = (result.tls?.chain ?? []).every(
      ({ notBefore, notAfter }) => Date.parse(notBefore) <= +there && +there <= Date.parse(notAfter),
    );
    const here = localStamp(this.#context.clock.wallTime());
    return { seen: { clock: { here, there: localStamp(there), validThere } } };
  }

  get #noneOpens(): boolean {
    const tried = [...(this.#ledger.seen.ipv4 ?? []), ...(this.#ledger.seen.ipv6 ?? [])];
    return tried.length > 0 && tried.every(({ outcome }) => outcome !== 'open');
  }

  /** One after the other: a transfer that has the line for itself is measured. */
  async #transfers(): Promise<void> {
    await this.#ledger.step('transfer', async () => {
      const moved = await this.#move('node');
      return moved instanceof Skip ? moved : { seen: { transfer: moved }, evidence: moved.evidence };
    });
    await this.#ledger.step('ftp', async () =>
      this.#ledger.seen.transfer?.ftp ? {} : new Skip('notReached'),
    );
    await this.#ledger.step('curl', async () => {
      const moved = await this.#move('curl');
      if (moved instanceof Skip) return moved;
      if (moved.evidence.some(({ name }) => /^CURL_(MISSING|UNUSABLE|LACKS)$/.test(name)))
        return new Skip('noCurl');
      return { seen: { curl: moved }, evidence: moved.evidence };
    });
  }

  async #move(kernel: Kernel): Promise<TransferResult | Skip> {
    if (sendsSomething(this.#task) && !this.#context.send) return new Skip('notSent');
    const small = smallTask(this.#task, kernel);
    const fields = unsupportedFields(small);
    if (fields.length)
      return new Skip(kernel === 'curl' ? 'notByCurl' : 'notByNode', { fields: fields.join(', ') });
    const result = await transfer(small, this.#forTransfers);
    return isWhole(result, this.#task) ? transfer(wholeTask(small, this.#task), this.#forTransfers) : result;
  }

  get #forTransfers(): TransferContext {
    const { clock, systemProxy, machine, env } = this.#context;
    return { runId: '', signal: this.#signal, clock, systemProxy, machine, env };
  }
}

function targetFor({ url }: Task): Target | null {
  try {
    return targetOf(url);
  } catch {
    return null;
  }
}

/** Of a URL that is none there is nothing to look at. */
function stepsFor(task: Task): DiagnosisStepName[] {
  if (!targetFor(task)) return ['transfer'];
  const left = new Set<DiagnosisStepName>([
    ...(speaksTls(task) ? [] : (['tls', 'clock'] as const)),
    ...(speaksFtp(task.url) ? [] : (['ftp'] as const)),
  ]);
  return DIAGNOSIS_STEPS.filter((step) => !left.has(step));
}
