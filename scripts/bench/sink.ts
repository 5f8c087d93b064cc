/** Takes uploads as fast as it can, in a process of its own: reads the head, counts the content, answers 200. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

function serve(socket: Socket): void {
  let head = '';
  let left = -1;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    let content = chunk.length;
    if (left < 0) {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      content = head.length - end - 4;
      left = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
      if (/^expect: *100-continue/im.test(head)) socket.write('HTTP/1.1 100 Continue\r\n\r\n');
    }
    left -= content;
    if (left <= 0) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
}

const [pair] = (await once(process, 'message')) as [{ cert: string; key: string }];
const servers = [createServer(serve), createTlsServer(pair, serve)];
const ports = await Promise.all(
  servers.map(async (server) => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }),
);
process.send?.({ http: ports[0], https: ports[1] });
process.once('disconnect', () => process.exit());
