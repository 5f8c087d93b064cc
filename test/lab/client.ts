/** Raw clients: they see what a server really does on the wire. */
import net from 'node:net';

export interface Seen {
  received: Buffer;
  /** `end`: a FIN. `reset`: ECONNRESET, as an event or by a write of zero bytes behind the end. */
  ending: 'end' | 'reset' | 'refused';
}

/** Sends the text and reads until the server ends the connection. */
export function talk(port: number, text = ''): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const finish = (ending: Seen['ending']): void => {
      socket.destroy();
      resolve({ received: Buffer.concat(chunks), ending });
    };
    socket.on('data', (chunk) => chunks.push(chunk));
    // A reset right behind data reaches Node as an end; only a write tells.
    socket.on('end', () => socket.write(Buffer.alloc(0), (error) => error ?? finish('end')));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') finish('reset');
      else if (error.code === 'ECONNREFUSED') finish('refused');
      else reject(error);
    });
    socket.write(text);
  });
}

export const GET = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: lab\r\n\r\n`;
