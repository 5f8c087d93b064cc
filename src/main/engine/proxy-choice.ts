/** Which proxy a hop goes through: the one the task names, the one this computer wants, or none. */
import { type ProxyScheme, parseProxy, shownProxy } from '../../shared/proxy.ts';
import { withoutCredentials } from '../../shared/task.ts';
import { check } from '../classify/facts.ts';
import type { Attempt } from './attempt.ts';
import { deadline, within } from './deadline.ts';
import { StepFailure } from './failure.ts';
import type { Target } from './preflight.ts';
import { isLoopback } from './system-proxy.ts';

export interface ChosenProxy {
  scheme: ProxyScheme;
  /** Without brackets. */
  host: string;
  port: number;
  credentials: { user: Buffer; password: Buffer } | null;
  /** Who chose it. */
  from: 'task' | 'system';
  /** As results and evidence name it: without credentials. */
  shown: string;
}

/** Throws a StepFailure (721) when this computer's setting cannot be had or used. */
export async function chooseProxy(attempt: Attempt, target: Target): Promise<ChosenProxy | null> {
  const { task } = attempt;
  if (task.proxy === 'none') return null;
  if (task.proxy !== 'system') return readProxy(task.proxy, 'task');
  if (isLoopback(target.host)) return null;
  const wanted = await askSystem(attempt, target);
  return wanted === null ? null : readProxy(wanted, 'system');
}

/** A setting that is a script may have to be fetched and run, so it has a limit as every step has. */
function askSystem(attempt: Attempt, target: Target): Promise<string | null> {
  const what = 'this computer did not say which proxy to use';
  return within<string | null>(
    deadline('PROXY_UNKNOWN', what, attempt.task.timeouts.connectMs, attempt),
    attempt.signal,
    (done, fail) => {
      const refused = (error: Error): void =>
        fail(new StepFailure(check('PROXY_UNKNOWN', withoutCredentials(error.message))));
      attempt.systemProxy(target.url).then(done, refused);
    },
    () => {},
  );
}

function readProxy(text: string, from: ChosenProxy['from']): ChosenProxy {
  const address = parseProxy(text);
  if (!address) {
    const detail = `this computer's proxy setting is no proxy that can be used: ${withoutCredentials(text)}`;
    throw new StepFailure(check('PROXY_UNKNOWN', detail));
  }
  const { scheme, port, credentials } = address;
  return {
    scheme,
    host: asciiHost(address.host),
    port,
    credentials: credentials && {
      user: percentDecoded(credentials.user),
      password: percentDecoded(credentials.password),
    },
    from,
    shown: shownProxy(address),
  };
}

/** A name in another script as DNS knows it. */
function asciiHost(host: string): string {
  return URL.parse(`http://${host}`)?.hostname ?? host;
}

/** Bytes, because what %HH stands for need not be text. */
function percentDecoded(text: string): Buffer {
  return Buffer.from(
    text.replace(/%([0-9A-Fa-f]{2})/g, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16))),
    'latin1',
  );
}
