/**
 * Tries an OpenSSL engine: is it there, does it start, would it be the default? In processes of its own, because an engine is
 * foreign code that can end the process that loads it, and because what it becomes, it becomes for the whole process and for good.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Evidence } from '../../shared/result.ts';
import { type CheckName, check } from '../classify/facts.ts';
import { StepFailure } from './failure.ts';

/** BoringSSL, which Electron has, knows no engines. */
export const HAS_ENGINES = !process.versions.electron && process.versions.openssl !== '0.0.0';

/** A device may be slow to wake up; one that waits for a PIN waits forever. */
const LIMIT_MS = 10_000;

/** Throws a StepFailure (649, 656, 650), or the signal's reason. Returns what is worth telling. */
export async function tryEngine(engine: string, signal: AbortSignal): Promise<Evidence> {
  if (!HAS_ENGINES) {
    throw failure('ENGINE_UNKNOWN', engine, 'the TLS library of this program (BoringSSL) has no engines');
  }
  const started = await runTrial('start', engine, signal);
  if (started.died) throw failure('ENGINE_INIT', engine, started.died);
  if (isUnknown(started)) throw failure('ENGINE_UNKNOWN', engine, said(started));
  if (isNotStarted(started)) throw failure('ENGINE_INIT', engine, said(started));
  // A second process, for an engine that was loaded by the path of its file cannot be loaded again.
  const set = await runTrial('default', engine, signal);
  if (set.died) throw failure('ENGINE_INIT', engine, `as default, ${set.died}`);
  if (set.message) {
    throw failure(
      'ENGINE_DEFAULT',
      engine,
      `it starts, but the TLS library does not take it as the default (${set.code})`,
    );
  }
  return check(
    'ENGINE_TRIED',
    `the engine ${engine} starts and can become the default; this transfer did without it`,
  );
}

interface Report {
  /** How the process ended before it could tell; null: it told. */
  died: string | null;
  /** Of the error; null: there was none. */
  message: string | null;
  code: string | null;
  /** All that OpenSSL has to say, oldest first. */
  stack: string[];
}

/** Plain JavaScript in a text, because a bundle has no second file. A key named "x" is asked for only to have the engine started. */
const TRIAL = `
const [, what, engine] = process.argv;
let error = {};
try {
  if (what === 'start') require('node:tls').createSecureContext({ privateKeyEngine: engine, privateKeyIdentifier: 'x' });
  else require('node:crypto').setEngine(engine);
} catch (caught) {
  error = caught;
}
const { message = null, code = null, opensslErrorStack: stack = [] } = error;
process.send({ message, code, stack }, () => process.exit());`;

async function runTrial(what: 'start' | 'default', engine: string, signal: AbortSignal): Promise<Report> {
  signal.throwIfAborted();
  // Options of this process (a debugger's port, …) are not the child's.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--no-deprecation', '-e', TRIAL, what, engine], {
    // What the engine itself prints is nobody's business.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env,
  });
  let report: Omit<Report, 'died'> | null = null;
  let late = false;
  const kill = (): void => void child.kill('SIGKILL');
  const timer = setTimeout(() => {
    late = true;
    kill();
  }, LIMIT_MS);
  signal.addEventListener('abort', kill, { once: true });
  child.on('message', (told) => {
    report = told as Omit<Report, 'died'>;
  });
  try {
    const [status, killer] = (await once(child, 'close')) as [number | null, string | null];
    signal.throwIfAborted();
    const end = late
      ? `not done after ${LIMIT_MS} ms`
      : `its process ended with ${killer ?? `status ${status}`}`;
    return { message: null, code: null, stack: [], ...(report ?? {}), died: report ? null : end };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
  }
}

const all = ({ message, stack }: Report): string[] => [...stack, ...(message ? [message] : [])];

function isNotStarted(report: Report): boolean {
  return all(report).some((line) => /init(ialize)? (failed|engine)|Failure to initialize engine/i.test(line));
}

function isUnknown(report: Report): boolean {
  const { code } = report;
  if (code === 'ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED') return true;
  // "No such engine" also stands before the reason why its file, which is there, is of no use.
  return !isNotStarted(report) && all(report).some((line) => /no such engine|shared library|dso/i.test(line));
}

function said(report: Report): string {
  return [report.code, ...new Set(all(report))].filter(Boolean).join('; ');
}

function failure(name: CheckName, engine: string, detail: string): StepFailure {
  return new StepFailure(check(name, `tls.engine ${engine}: ${detail}`));
}
