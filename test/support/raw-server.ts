/** A loopback server that keeps the bytes of each request as they came, and answers as it is told. */
import { createServer } from 'node:net';
import { listen, type TestServer } from './server.ts';

export interface RawServer extends TestServer {
  /** The requests so far, each as it came, body included. */
  requests: string[];
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';

/** `answer` gives the whole answer to a request. */
export async function serveRaw(answer: (request: string) => string = () => OK): Promise<RawServer> {
  const requests: string[] = [];
  const server = createServer((socket) => {
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const head = received.indexOf('\r\n\r\n');
      const length = Number(/^content-length: *(\d+)/im.exec(received)?.[1] ?? 0);
      if (head < 0 || received.length < head + 4 + length) return;
      requests.push(received);
      socket.end(answer(received), 'latin1');
      received = '';
    });
  });
  return Object.assign(await listen(server), { requests });
}
