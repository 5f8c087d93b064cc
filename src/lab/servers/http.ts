/** An HTTP server, with or without TLS in front: reads each request's head and plays the script of its path. */
import type { Script, TlsSpec } from '../script.ts';
import type { Connection } from './connection.ts';
import { play, type Stage } from './play.ts';
import { type Listener, listenTcp } from './tcp.ts';

const NOT_HERE: Script = [
  { send: 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n' },
  { close: 'clean' },
];

/** A script and the stage it is played on. */
export interface Route {
  script: Script;
  stage: Stage;
}

export interface HttpServer extends Listener {
  /** `path` begins with a slash and stands for everything below it. */
  route(path: string, route: Route): void;
}

export async function listenHttp(stage: Stage, tls?: TlsSpec): Promise<HttpServer> {
  const routes = new Map<string, Route>();
  const requests = new Map<Route, number>();

  function routeOf(target: string): Route {
    // The whole URL is a target too (RFC 9112 section 3.2.2).
    const local = target.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
    for (let path = local; path; path = path.slice(0, path.lastIndexOf('/'))) {
      const route = routes.get(path);
      if (route) return route;
    }
    return { script: NOT_HERE, stage };
  }

  async function serve(connection: Connection): Promise<void> {
    if (tls && !(await play([{ secure: tls }], connection, stage))) return;
    for (;;) {
      const head = await connection.takeHead();
      if (head === null) return;
      const route = routeOf(head.split(' ', 2)[1] ?? '/');
      const number = (requests.get(route) ?? 0) + 1;
      requests.set(route, number);
      if (!(await play(route.script, connection, route.stage, { head, number }))) return;
    }
  }

  const listener = await listenTcp(serve);
  return { ...listener, route: (path, route) => void routes.set(path, route) };
}
