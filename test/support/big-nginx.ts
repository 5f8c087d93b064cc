/** nginx with one big file, over HTTP, HTTPS and HTTP/2, and once with ranges switched off. */
import { createHash, randomBytes } from 'node:crypto';
import { type Nginx, startNginx } from './nginx.ts';

const MEGABYTE = 1024 * 1024;

const SERVERS = {
  http: { body: '' },
  https: { listen: 'ssl', body: 'ssl_protocols TLSv1.2 TLSv1.3;' },
  http2: { listen: 'ssl http2', body: 'ssl_protocols TLSv1.2 TLSv1.3;' },
  noRanges: { body: 'max_ranges 0;' },
};

export type BigServer = keyof typeof SERVERS;

export interface BigNginx extends Nginx<BigServer> {
  url: (server: BigServer) => string;
  /** Of the file, hex. */
  md5: string;
}

/** `program` is the path of nginx; the file has so many MB. */
export async function startBigNginx(program: string, megabytes: number): Promise<BigNginx> {
  const block = randomBytes(MEGABYTE);
  const sum = createHash('md5');
  for (const chunk of content(block, megabytes)) sum.update(chunk);
  const nginx = await startNginx(program, SERVERS, { file: content(block, megabytes) });
  return {
    ...nginx,
    url: (server) =>
      `${SERVERS[server].body.includes('ssl') ? 'https' : 'http'}://127.0.0.1:${nginx.ports[server]}/file`,
    md5: sum.digest('hex'),
  };
}

/** Does not compress; no two megabytes are the same, so that a mix-up of blocks changes the sum. */
function* content(block: Buffer, megabytes: number): Generator<Buffer> {
  for (let n = 0; n < megabytes; n++) {
    block.writeUInt32BE(n, 0);
    yield block;
  }
}
