/** The curl of this computer: where it is, which version, and what it was built with. */
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { CurlSummary } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { StepFailure } from '../failure.ts';

export interface CurlProgram extends CurlSummary {
  path: string;
  /** As curl names them: `HTTP2`, `HTTPS-proxy`, `SSL`. */
  features: ReadonlySet<string>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The oldest that can report as JSON (`--write-out %{json}`). */
const OLDEST = '7.70.0';
/** To say its version takes some 10 ms. */
const VERSION_LIMIT_MS = 10_000;

const HOW_TO_GET_IT =
  'install it (Debian and Ubuntu: apt install curl; Fedora: dnf install curl; macOS and Windows 10 or later have it) and see that its folder is in PATH';

/** Throws a StepFailure (663) when there is none in PATH, or none that can be used. */
export async function findCurl(env: Environment): Promise<CurlProgram> {
  const file = await inPath(env);
  if (!file) {
    throw new StepFailure(check('CURL_MISSING', `no program named curl in PATH: ${HOW_TO_GET_IT}`));
  }
  const run = promisify(execFile);
  const { stdout } = await run(file, ['-q', '--version'], { env, timeout: VERSION_LIMIT_MS }).catch(
    (error: unknown) => {
      throw unusable(`${file} does not say its version: ${(error as Error).message.trim()}`);
    },
  );
  const program = readVersion(file, stdout);
  if (!program) throw unusable(`${file} does not say that it is curl`);
  if (!isAtLeast(program, OLDEST)) {
    throw unusable(`${file} is curl ${program.version}; it takes ${OLDEST} or newer`);
  }
  return program;
}

export function isAtLeast({ version }: Pick<CurlProgram, 'version'>, wanted: string): boolean {
  const [own, least] = [version, wanted].map((text) =>
    text.split('.').map((part) => Number.parseInt(part, 10)),
  );
  const at = least!.findIndex((number, index) => (own![index] ?? 0) !== number);
  return at < 0 || (own![at] ?? 0) > least![at]!;
}

const TLS_LIBRARY =
  /\b(?:OpenSSL|LibreSSL|BoringSSL|quictls|AWS-LC|GnuTLS|wolfSSL|mbedTLS|NSS|BearSSL|rustls(?:-ffi)?)\/\S+|\b(?:Schannel|SecureTransport)\b/i;

/** Of `curl --version`; null when it is no curl. */
export function readVersion(file: string, text: string): CurlProgram | null {
  const [first = ''] = text.split('\n', 1);
  const [, version] = /^curl (\d+\.\d+\.\d+)/.exec(first) ?? [];
  if (version === undefined) return null;
  // In brackets stands one that it could use as well.
  const tls = TLS_LIBRARY.exec(first.replace(/\([^)]*\)/g, ''))?.[0];
  const features = /^Features:(.*)$/m.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
  return { path: file, version, tls: tls ?? null, features: new Set(features) };
}

/** Whether its TLS library takes OpenSSL's lists and files, and its findings are OpenSSL's. */
export function speaksOpenssl({ tls }: Pick<CurlProgram, 'tls'>): boolean {
  return tls !== null && /^(OpenSSL|LibreSSL|BoringSSL|quictls|AWS-LC)\//.test(tls);
}

/** Never the current folder, which Windows would look into first. */
async function inPath(env: Environment): Promise<string | null> {
  const name = process.platform === 'win32' ? 'curl.exe' : 'curl';
  const folders = (env.PATH ?? env.Path ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  for (const folder of folders) {
    const file = path.join(folder, name);
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return file;
  }
  return null;
}

function unusable(detail: string): StepFailure {
  return new StepFailure(check('CURL_UNUSABLE', detail));
}
