/** Plays a script on a connection, step by step. */
import { setTimeout as delay } from 'node:timers/promises';
import type { TLSSocketOptions } from 'node:tls';
import { contentBlocks } from '../content.ts';
import type { ListSpec, OcspSpec, Script, Step, TlsSpec } from '../script.ts';
import type { Connection } from './connection.ts';
import { meets } from './demand.ts';
import { answerPart, type FtpActions, type Request } from './part.ts';
import { relay } from './relay.ts';

/** What scripts need from the lab. */
export interface Stage {
  tls(spec: TlsSpec): Promise<TLSSocketOptions>;
  ocsp(spec: OcspSpec, request: Uint8Array): Promise<Buffer>;
  list(spec: ListSpec): Promise<Buffer>;
  /** Puts addresses in place of `{name}`. */
  fill(text: string): string;
}

/**
 * True when the connection is still there for more, false when the script ended it or the peer left. `request` is the one that the
 * script answers; a script that plays from the accept on has none.
 */
export async function play(
  script: Script,
  connection: Connection,
  stage: Stage,
  request?: Request,
): Promise<boolean> {
  for (const step of script) {
    if (connection.gone.aborted || !(await perform(step, connection, stage, request))) return false;
  }
  return !connection.gone.aborted;
}

/** False: the script is over. */
async function perform(
  step: Step,
  connection: Connection,
  stage: Stage,
  request: Request | undefined,
): Promise<boolean> {
  if ('wait' in step) return waitFor(step.wait, connection);
  if ('take' in step) return (await connection.take(step.take)) !== null;
  if ('relay' in step) {
    await relay(step.relay, connection, step.credentials);
    return false;
  }
  if ('read' in step) return connection.takeBody(step.read === 'body' ? undefined : step.read);
  if ('secure' in step) {
    return connection.secure(await stage.tls(step.secure), step.secure);
  }
  if ('demand' in step) {
    if (meets(connection.head, step.demand)) return true;
    await play(step.otherwise, connection, stage, request);
    return false;
  }
  if ('send' in step) {
    await connection.send(typeof step.send === 'string' ? stage.fill(step.send) : step.send);
    return true;
  }
  if ('past' in step) {
    connection.sendPast(step.past);
    return true;
  }
  if ('content' in step) {
    for (const block of contentBlocks(step.content)) await connection.send(block);
    return true;
  }
  if ('part' in step) {
    await answerPart(step.part, requestOf(request), connection);
    return true;
  }
  if ('request' in step) {
    const steps = requestOf(request).number === step.request ? step.steps : step.others;
    return play(steps, connection, stage, request);
  }
  if ('usual' in step) return ftpOf(request).usual();
  if ('passive' in step) {
    await ftpOf(request).openPort(step.passive);
    return true;
  }
  if ('data' in step) {
    await ftpOf(request).withData(step.data, step.plain);
    return true;
  }
  if ('quietMs' in step) {
    if (await connection.isQuiet(step.quietMs)) return true;
    await play(step.otherwise, connection, stage, request);
    return false;
  }
  if ('ocsp' in step) {
    const bytes = await stage.ocsp(step.ocsp, await readOcspRequest(requestOf(request), connection));
    await connection.send(answerHead('application/ocsp-response', bytes));
    await connection.send(bytes);
    return true;
  }
  if ('list' in step) {
    const bytes = await stage.list(step.list);
    await connection.send(answerHead('application/pkix-crl', bytes));
    await connection.send(bytes);
    return true;
  }
  if ('pauseMs' in step) {
    await delay(step.pauseMs, undefined, { signal: connection.gone }).catch(() => {});
    return true;
  }
  if ('damage' in step) {
    connection.damageNextRecord();
    return true;
  }
  if ('repeat' in step) {
    for (let round = 0; round < step.repeat; round++) {
      if (!(await play(step.steps, connection, stage, request))) return false;
    }
    return true;
  }
  if ('stall' in step) {
    await (step.stall === 'deaf' ? connection.waitForGone() : connection.drain());
    return false;
  }
  if (step.close === 'rst') connection.reset();
  else if (step.close === 'unread') connection.leave();
  else await (step.close === 'fin' ? connection.closeFin() : connection.closeClean());
  return false;
}

function answerHead(type: string, { length }: Buffer): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
}

/** Posted, or in the last part of the path as Base64 (RFC 6960 appendix A.1). */
async function readOcspRequest({ head }: Request, connection: Connection): Promise<Uint8Array> {
  const [method, target = ''] = head.split(' ', 2);
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  if (method === 'POST') return (await connection.take(length)) ?? Buffer.alloc(0);
  return Buffer.from(decodeURIComponent(target.slice(target.lastIndexOf('/') + 1)), 'base64');
}

function requestOf(request: Request | undefined): Request {
  if (!request) throw new Error('this step answers a request, and there is none');
  return request;
}

function ftpOf(request: Request | undefined): FtpActions {
  if (!request?.ftp) throw new Error('this step answers a command of FTP, and there is none');
  return request.ftp;
}

async function waitFor(what: 'data' | 'head' | 'head2' | 'end', connection: Connection): Promise<boolean> {
  if (what === 'data') return connection.waitForData();
  if (what === 'head') return (await connection.takeHead()) !== null;
  if (what === 'head2') return connection.takeHead2();
  return (await connection.takeAll()) !== null;
}
