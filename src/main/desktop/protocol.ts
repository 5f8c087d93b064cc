/** The program's own address, `app://catprobe/`: the only place that its window may show. */
import { protocol } from 'electron';
import { readAsset } from '../api/document.ts';

const SCHEME = 'app';
const HOST = 'catprobe';
export const START_PAGE = `${SCHEME}://${HOST}/`;

/** Must be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function serveRenderer(rendererFolder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    // The page speaks to the host over IPC, so it may connect to nothing.
    const asset =
      host === HOST && request.method === 'GET' ? await readAsset(rendererFolder, pathname, "'none'") : null;
    if (!asset) return new Response('not found', { status: 404 });
    return new Response(new Uint8Array(asset.body), { headers: asset.headers });
  });
}

export function isOwnPage(url: string | undefined): boolean {
  return url?.startsWith(START_PAGE) ?? false;
}
