/** `npm run dev`: the GUI with hot reload in front of the host; the host starts anew when its own sources change. */
import { spawn } from 'node:child_process';
import { createServer } from 'vite';
import { openHost } from '../src/main/api/host.ts';
import { dataFolder } from '../src/main/store/folder.ts';
import { findProject } from '../src/main/web/project.ts';
import { startWeb } from '../src/main/web/server.ts';

const SERVE = '--serve';

if (process.argv.includes(SERVE)) await serve();
else watch();

/** Node's own watch mode restarts the process when a file that it imported changes; the renderer is Vite's business. */
function watch(): void {
  const child = spawn(process.execPath, ['--watch', '--watch-preserve-output', import.meta.filename, SERVE], {
    stdio: 'inherit',
  });
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => child.kill(name));
  child.once('exit', (code) => process.exit(code ?? 0));
}

async function serve(): Promise<void> {
  const { version, rendererFolder } = findProject(import.meta.dirname);
  const host = await openHost({ door: 'browser', version, folder: dataFolder(process.env), language: 'en' });
  const web = await startWeb({ api: host.api, rendererFolder });
  const { origin, hash } = new URL(web.url);
  const vite = await createServer({
    logLevel: 'warn',
    server: {
      host: '127.0.0.1',
      proxy: {
        '/api': {
          target: origin,
          changeOrigin: true,
          // The door takes requests of its own page only; here that page is Vite's.
          headers: { origin },
        },
      },
    },
  });
  await vite.listen();
  console.log(`catprobe (dev): ${vite.resolvedUrls?.local[0]}${hash}`);

  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, async () => {
      await vite.close();
      await web.close();
      await host.close();
      process.exit(0);
    });
  }
}
