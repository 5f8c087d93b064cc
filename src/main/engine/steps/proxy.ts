/** Step "proxy": asks an open connection to a proxy for a tunnel to the target. CONNECT of HTTP, or SOCKS 5. */
import type { Socket } from 'node:net';
import { check } from '../../classify/facts.ts';
import { type Deadline, within } from '../deadline.ts';
import { Dialogue } from '../dialogue.ts';
import { StepFailure } from '../failure.ts';
import type { ChosenProxy } from '../proxy-choice.ts';
import { askSocks } from './socks.ts';

export interface TunnelOptions {
  /** Connected to the proxy, and secured where the proxy wants TLS. */
  socket: Socket;
  proxy: ChosenProxy;
  /** A name or an IP address without brackets. */
  host: string;
  port: number;
  limit: Deadline;
  signal: AbortSignal;
}

/** From here on the socket speaks with the target. Throws a StepFailure (601, 605, 608, 609, 628, or the status of the proxy's answer). */
export function openTunnel(options: TunnelOptions): Promise<void> {
  const { socket, proxy, limit, signal } = options;
  const dialogue = new Dialogue(socket);
  const ask = proxy.scheme.startsWith('socks') ? askSocks : askConnect;
  return within<void>(
    limit,
    signal,
    (done, fail) => {
      ask(dialogue, options)
        .then(() => dialogue.release())
        .then(done, fail);
    },
    () => socket.destroy(),
  );
}

/** `Basic …` for the proxy, null without credentials. RFC 7617; curl's default too. */
export function proxyAuthorization({ credentials }: ChosenProxy): string | null {
  if (!credentials) return null;
  const { user, password } = credentials;
  return `Basic ${Buffer.concat([user, Buffer.from(':'), password]).toString('base64')}`;
}

const MAX_HEAD_BYTES = 64 * 1024;
const HEAD_BEGIN = Buffer.from('HTTP/1.');
const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})(?: |$)/;
/** What a proxy says besides its status that helps to find out why. */
const TELLING = /^(?:proxy-authenticate|x-squid-error|proxy-status|retry-after):/i;

/** RFC 9110 section 9.3.6. */
async function askConnect(dialogue: Dialogue, { proxy, host, port }: TunnelOptions): Promise<void> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const authorization = proxyAuthorization(proxy);
  const lines = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    ...(authorization ? [`Proxy-Authorization: ${authorization}`] : []),
    'User-Agent: catprobe',
  ];
  dialogue.send(`${lines.join('\r\n')}\r\n\r\n`);

  for (;;) {
    const head = (await dialogue.takeUntil(headLength)).toString('latin1');
    const [statusLine = '', ...fields] = head.trimEnd().split(/\r?\n/);
    const status = Number(STATUS_LINE.exec(statusLine)?.[1]);
    if (!status) throw notHttp(statusLine);
    if (status >= 200 && status < 300) return;
    if (status >= 200) {
      const told = [statusLine, ...fields.filter((field) => TELLING.test(field))].map(printable);
      const detail = `the proxy ${proxy.shown} answered CONNECT with ${told.join('; ')}`;
      throw new StepFailure({ source: 'http', name: String(status), detail });
    }
  }
}

/** Length of a head with its blank line; 0 while it is not complete. */
function headLength(received: Buffer): number {
  const begun = received.subarray(0, HEAD_BEGIN.length);
  if (!begun.equals(HEAD_BEGIN.subarray(0, begun.length))) throw notHttp(received.toString('latin1', 0, 60));
  const end = /\r?\n\r?\n/.exec(received.toString('latin1'));
  if (end) return end.index + end[0].length;
  if (received.length > MAX_HEAD_BYTES) throw notHttp('a header without an end');
  return 0;
}

function notHttp(seen: string): StepFailure {
  const detail = `the proxy answered CONNECT with something that is no HTTP: ${printable(seen)}`;
  return new StepFailure(check('PROXY_NO_HTTP', detail));
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '.').slice(0, 200);
}
