/** A loopback server to test against: a file, a page that is not there, and a file that never ends. */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Target {
  file: string;
  missing: string;
  endless: string;
  fileSize: number;
  close(): Promise<void>;
}

export async function startTarget(): Promise<Target> {
  const content = Buffer.alloc(64 * 1024, 'x');
  const server = http.createServer((request, response) => {
    if (request.url === '/file') {
      response.setHeader('content-length', content.length);
      response.end(content);
    } else if (request.url === '/endless') {
      response.setHeader('content-length', 1e9);
      response.write(content);
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    file: `${origin}/file`,
    missing: `${origin}/missing`,
    endless: `${origin}/endless`,
    fileSize: content.length,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
