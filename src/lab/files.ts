/** The files of the lab that its tasks name as `{folder}/…`: authorities, identities of clients, revocation lists, and some that are no good. */
import { createPrivateKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LAB_PASSPHRASE } from './faults/fault.ts';
import type { Pki } from './pki.ts';
import type { ListSpec } from './script.ts';
import { listOf } from './servers/status.ts';

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
  const files: Record<string, string | Buffer> = {
    ...(await listFiles(pki)),
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
    Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content, { mode: MODE })),
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

const ROOT: ListSpec = { issuer: 'root' };
const PAST = [-40, -30] as const;
const FUTURE = [30, 40] as const;

/** Each as NAME.crl, one behind the other in DER, and as NAME-lists.pem. */
const LISTS: Readonly<Record<string, readonly ListSpec[]>> = {
  lists: [{}, ROOT],
  revoking: [{ revokes: ['good', 'expired'] }, ROOT],
  'revoking-authority': [{}, { ...ROOT, revokes: ['intermediate'] }],
  'without-root': [{}],
  stranger: [{ issuer: 'stranger' }],
  past: [{ days: PAST }, ROOT],
  future: [{ days: FUTURE }, ROOT],
  // Signed by somebody who only took the name.
  forged: [{ by: 'stranger', revokes: ['good'] }, ROOT],
  delta: [{ delta: true }, ROOT],
  'past-revoking': [{ days: PAST, revokes: ['good'] }, ROOT],
};

async function listFiles(pki: Pki): Promise<Record<string, string | Buffer>> {
  const files: Record<string, string | Buffer> = {};
  for (const [name, specs] of Object.entries(LISTS)) {
    const lists = await Promise.all(specs.map((spec) => listOf(spec, pki)));
    files[`${name}.crl`] = Buffer.concat(lists);
    files[`${name}-lists.pem`] = lists.map(pemOf).join('');
  }
  return files;
}

function pemOf(list: Buffer): string {
  const lines = list.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN X509 CRL-----', ...lines, '-----END X509 CRL-----', ''].join('\n');
}
