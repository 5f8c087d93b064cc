/** Ports of programs that tests start. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** One that nobody listens on. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** A program that says nothing when it is ready: its port does. Throws when the program has ended. */
export async function listening(port: number, program: ChildProcess, host = '127.0.0.1'): Promise<void> {
  for (;;) {
    if (program.exitCode !== null || program.signalCode !== null)
      throw new Error(`${program.spawnfile} has ended`);
    const socket = connect(port, host);
    try {
      await once(socket, 'connect');
      return;
    } catch {
      await new Promise((retry) => setTimeout(retry, 20));
    } finally {
      socket.destroy();
    }
  }
}
