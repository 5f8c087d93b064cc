/** The files of the lab that its tasks name as `{folder}/…`: authorities, identities of clients, and some that are no good. */
import { createPrivateKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LAB_PASSPHRASE } from './faults/fault.ts';
import type { Pki } from './pki.ts';

/** Readable by their owner alone, though a key of the lab opens nothing. */
const MODE = 0o600;

/** OpenSSL reads it, and then no context for TLS can be made: its list of ciphers has none. */
const BROKEN_CONFIGURATION = `nodejs_conf = start
config_diagnostics = 1
[start]
ssl_conf = ssl
[ssl]
system_default = defaults
[defaults]
CipherString = NONE-OF-THESE
`;

export async function writeFiles(folder: string, pki: Pki): Promise<void> {
  const client = await pki.leaf('client');
  const stranger = await pki.leaf('strangerClient');
  const files: Record<string, string> = {
    'root.pem': pki.rootCertificate,
    'intermediate.pem': await pki.authority('intermediate'),
    'stranger.pem': await pki.authority('stranger'),
    'client.pem': client.cert,
    'client.key': client.key,
    'client-locked.key': locked(client.key),
    'other-client.key': (await pki.leaf('otherClient')).key,
    'stranger-client.pem': stranger.cert,
    'stranger-client.key': stranger.key,
    'broken-openssl.cnf': BROKEN_CONFIGURATION,
    'garbage.pem': 'this is no PEM\n',
    'empty.pem': '',
  };
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text, { mode: MODE })),
  );
}

function locked(key: string): string {
  const options = {
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: LAB_PASSPHRASE,
  } as const;
  return createPrivateKey(key).export(options).toString();
}
