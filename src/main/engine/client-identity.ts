/** Who we are to a server that asks for a client certificate: files of the task, or those of this computer. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { Evidence } from '../../shared/result.ts';
import type { Task } from '../../shared/task.ts';
import { check } from '../classify/facts.ts';
import { pemCertificates } from './certificate/chain.ts';
import { errnoEvidence, StepFailure } from './failure.ts';
import { isExhausted } from './handles.ts';
import { opensslEvidence } from './steps/secure.ts';

type ClientCertificate = NonNullable<Task['tls']['clientCert']>;
/** Files, and what opens them. */
export type ClientFiles = Exclude<ClientCertificate, { machine: true }>;

/**
 * The identity of this computer, set up by whoever looks after it, without rights of an administrator: the environment variables
 * CATPROBE_CLIENT_CERT and CATPROBE_CLIENT_KEY (PEM), or CATPROBE_CLIENT_PFX, each with CATPROBE_CLIENT_PASSPHRASE where it is
 * encrypted; else `client.pem` and `client.key`, or `client.pfx`, in the data folder. Null: there is none.
 */
export function machineIdentity(
  env: Readonly<Record<string, string | undefined>>,
  folder?: string,
): ClientFiles | null {
  const {
    CATPROBE_CLIENT_CERT: cert,
    CATPROBE_CLIENT_PFX: pfx,
    CATPROBE_CLIENT_PASSPHRASE: passphrase,
  } = env;
  // Both may stand in one file.
  if (cert) return { cert, key: env.CATPROBE_CLIENT_KEY || cert, passphrase };
  if (pfx) return { pfx, passphrase };
  if (folder === undefined) return null;
  const [pem, key, bag] = ['client.pem', 'client.key', 'client.pfx'].map((name) => path.join(folder, name));
  if (existsSync(pem!)) return { cert: pem!, key: existsSync(key!) ? key! : pem!, passphrase };
  return existsSync(bag!) ? { pfx: bag!, passphrase } : null;
}

/** What the TLS library takes. Throws a StepFailure (651) when the files cannot be used. No passphrase reaches its evidence. */
export function readClientIdentity(files: ClientFiles): SecureContextOptions {
  const { passphrase } = files;
  if ('pfx' in files) {
    const pfx = readClientFile(files.pfx);
    attempted(files.pfx, () => createSecureContext({ ca: [], pfx, passphrase }));
    return { pfx, passphrase };
  }
  const cert = readClientFile(files.cert).toString();
  const leaf = attempted(files.cert, () => {
    const [first] = pemCertificates(cert);
    if (first === undefined) throw new Error('no PEM certificate in it');
    return new X509Certificate(first);
  });
  const key = readClientFile(files.key);
  if (passphrase === undefined && ENCRYPTED.test(key.toString('latin1'))) {
    throw unusable(`${files.key}: the key is encrypted, and no passphrase is given`, []);
  }
  const privateKey = attempted(files.key, () => createPrivateKey({ key, passphrase }));
  if (!leaf.checkPrivateKey(privateKey)) {
    const detail = `${files.key}: the key does not belong to the certificate ${files.cert}`;
    throw unusable(detail, [
      { source: 'openssl', name: 'X509_KEY_VALUES_MISMATCH', detail: 'other public key' },
    ]);
  }
  attempted(files.cert, () => createSecureContext({ ca: [], cert, key, passphrase }));
  return { cert, key, passphrase };
}

/** In PEM, of PKCS #8 and of the older forms. */
const ENCRYPTED = /-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/;

function readClientFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isExhausted(error)) throw new StepFailure(errnoEvidence(error));
    throw unusable(`${file}: ${(error as Error).message}`, [errnoEvidence(error as NodeJS.ErrnoException)]);
  }
}

function attempted<T>(file: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    throw unusable(`${file}: ${(error as Error).message}`, opensslEvidence(error as NodeJS.ErrnoException));
  }
}

function unusable(detail: string, native: Evidence[]): StepFailure {
  return new StepFailure(check('CLIENT_CERTIFICATE', detail), ...native);
}
