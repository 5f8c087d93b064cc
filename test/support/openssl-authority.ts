/** An authority kept by the `openssl` program: certificates, its list, and its answers as an OCSP responder. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { serveHttp, type TestServer } from './server.ts';

/** How it signs. */
export const KEYS = {
  RSA: { key: ['-newkey', 'rsa:2048'], sign: [] },
  'RSA-PSS': {
    key: ['-newkey', 'rsa:2048'],
    sign: ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32'],
  },
  'P-256': { key: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], sign: [] },
  Ed25519: { key: ['-newkey', 'ed25519'], sign: [] },
} as const;

const NAMES = ['good', 'revoked', 'forgotten'] as const;
/** `forgotten` stands in no book of its authority. */
export type Name = (typeof NAMES)[number];

export interface Authority extends AsyncDisposable {
  /** Of a file in its folder: `root.pem`, `good.pem`, `good.key`, `list.pem`, `good.ocsp`, … */
  file(name: string): string;
  responder: TestServer;
}

export async function startAuthority(openssl: string, kind: keyof typeof KEYS): Promise<Authority> {
  const folder = await mkdtemp(path.join(tmpdir(), 'catprobe-openssl-'));
  const file = (name: string): string => path.join(folder, name);
  const run = async (...parts: string[]): Promise<void> => {
    await promisify(execFile)(openssl, parts, { cwd: folder });
  };
  const { key, sign } = KEYS[kind];
  /** The digest of a signature; Ed25519 has its own. */
  const digest = kind === 'Ed25519' ? [] : ['-sha256'];
  const responder = await serveHttp((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const inPath = decodeURIComponent((request.url ?? '').split('/').at(-1) ?? '');
      const asked = request.method === 'POST' ? Buffer.concat(chunks) : Buffer.from(inPath, 'base64');
      if (request.url === '/list.crl') return response.end(await readFile(file('list.crl')));
      const name = `asked-${crypto.randomUUID()}`;
      await writeFile(file(name), asked);
      await respond(name, `${name}.ocsp`);
      response.setHeader('Content-Type', 'application/ocsp-response');
      return response.end(await readFile(file(`${name}.ocsp`)));
    });
  });
  const respond = (question: string, answer: string, ...more: string[]): Promise<void> =>
    run(
      'ocsp',
      '-index',
      'index.txt',
      '-CA',
      'root.pem',
      '-rsigner',
      'responder.pem',
      '-rkey',
      'responder.key',
      '-reqin',
      question,
      '-respout',
      answer,
      '-ndays',
      '1',
      ...more,
    );

  await writeFile(
    file('root.cnf'),
    '[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n',
  );
  await run(
    'req',
    '-config',
    'root.cnf',
    '-extensions',
    'ca',
    '-x509',
    ...key,
    ...digest,
    ...sign,
    '-nodes',
    '-keyout',
    'root.key',
    '-out',
    'root.pem',
    '-subj',
    '/O=catprobe test/CN=authority',
    '-days',
    '30',
  );

  const site = `subjectAltName=IP:127.0.0.1\nauthorityInfoAccess=OCSP;URI:${responder.url('/ocsp')}\n`;
  const listed = `subjectAltName=IP:127.0.0.1\ncrlDistributionPoints=URI:${responder.url('/list.crl')}\n`;
  const extensions: Record<string, string> = {
    ...Object.fromEntries(NAMES.map((name) => [name, site])),
    listed,
    responder: 'extendedKeyUsage=OCSPSigning\n',
  };
  const serials: Record<string, string> = {};
  for (const [index, [name, text]] of Object.entries(extensions).entries()) {
    serials[name] = `7F0${index}`;
    await writeFile(file(`${name}.cnf`), text);
    await run(
      'req',
      '-config',
      'root.cnf',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=${name}`,
    );
    await run(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'root.pem',
      '-CAkey',
      'root.key',
      ...digest,
      ...sign,
      '-set_serial',
      `0x${serials[name]}`,
      '-extfile',
      `${name}.cnf`,
      '-days',
      '10',
      '-out',
      `${name}.pem`,
    );
  }

  const row = (state: string, name: string): string => `${state}\t${serials[name]}\tunknown\t/CN=${name}\n`;
  const index =
    row('V\t301231000000Z\t', 'good') + row('R\t301231000000Z\t260101000000Z,keyCompromise', 'revoked');
  await writeFile(file('index.txt'), index);
  await writeFile(
    file('ca.cnf'),
    '[ca]\ndefault_ca=here\n[here]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\ndefault_crl_days=1\n',
  );
  await writeFile(file('number'), '01\n');
  await run(
    'ca',
    '-config',
    'ca.cnf',
    '-gencrl',
    '-cert',
    'root.pem',
    '-keyfile',
    'root.key',
    ...sign,
    '-out',
    'list.pem',
  );
  await run('crl', '-in', 'list.pem', '-outform', 'DER', '-out', 'list.crl');
  for (const name of NAMES) {
    await run(
      'ocsp',
      '-issuer',
      'root.pem',
      '-cert',
      `${name}.pem`,
      '-no_nonce',
      '-reqout',
      `${name}.question`,
    );
    await respond(`${name}.question`, `${name}.ocsp`);
  }
  return {
    file,
    responder,
    async [Symbol.asyncDispose]() {
      await responder[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
