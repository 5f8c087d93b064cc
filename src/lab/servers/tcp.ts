/** TCP ports of the lab: one that obeys a script, one that refuses, one that drops the SYN. All on 127.0.0.1. */
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { Connection } from './connection.ts';

export const LOOPBACK = '127.0.0.1';

export interface Listener {
  readonly port: number;
  /** Ends every connection and timer; nothing keeps the process alive afterwards. */
  close(): Promise<void>;
}

/** Calls `serve` with each connection; when it returns, the connection is ended. */
export async function listenTcp(serve: (connection: Connection) => Promise<void>): Promise<Listener> {
  const sockets = new Set<Socket>();
  const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(new Connection(socket)).then(
      () => socket.destroySoon(),
      () => socket.destroy(),
    );
  });
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/**
 * A port where nobody listens. The local end of an open connection holds it, so that nobody else is given
 * the port while the lab runs, as could happen with one that was opened and closed.
 */
export async function refusedPort(): Promise<Listener> {
  const listener = await listenTcp((connection) => connection.drain());
  const holder = net.connect(listener.port, LOOPBACK);
  holder.on('error', () => {});
  await once(holder, 'connect');
  return {
    port: holder.localPort as number,
    async close() {
      holder.destroy();
      await listener.close();
    },
  };
}

/**
 * A port that drops every SYN: its queue is full and nobody accepts. Node accepts whenever its loop turns, so the
 * server lives in a thread that sleeps until `close`. Plain JavaScript in a text, because a bundle has no second file.
 */
const SLEEPING_SERVER = `
const { parentPort, workerData } = require('node:worker_threads');
const server = require('node:net').createServer();
server.listen({ host: '${LOOPBACK}', port: 0, backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  Atomics.wait(workerData, 0, 0);
  process.exit();
});`;
/** Linux queues one more than the backlog; the connections beyond that wait like any other. */
const QUEUE = 2;

export async function dropPort(): Promise<Listener> {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(SLEEPING_SERVER, { eval: true, execArgv: [], workerData: gate });
  const exited = once(worker, 'exit');
  const [port] = (await once(worker, 'message')) as [number];

  const fillers: Socket[] = [];
  await new Promise<void>((full) => {
    let queued = 0;
    for (let i = 0; i < QUEUE * 2; i++) {
      const filler = net.connect(port, LOOPBACK, () => {
        queued++;
        if (queued === QUEUE) full();
      });
      filler.on('error', () => {});
      fillers.push(filler);
    }
  });
  return {
    port,
    async close() {
      for (const filler of fillers) filler.destroy();
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
      await exited;
    },
  };
}
