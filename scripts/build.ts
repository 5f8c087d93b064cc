/** Builds everything that runs into `out/`: the GUI, the desktop program, its preload, and the command line. */
import { cp, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build, type InlineConfig } from 'vite';
import { markBuilt, OUT, ROOT } from './fresh.ts';

/** What is not bundled: Node's own modules, Electron's, and the one native package. */
const EXTERNAL = [...builtinModules, /^node:/, 'electron', '@duckdb/node-api'];

/** For Node and Electron; not minified, so that a stack trace can be read. */
function nodeBundle(
  entry: string,
  output: string,
  format: 'es' | 'cjs',
  codeSplitting = false,
): InlineConfig {
  const { dir, base } = path.parse(output);
  return {
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: path.join(OUT, dir),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: path.join(ROOT, entry),
        external: EXTERNAL,
        // All in one folder: parts find the rest of the program from where they lie.
        output: { format, entryFileNames: base, chunkFileNames: '[name]-[hash].js', codeSplitting },
      },
    },
  };
}

const beganAt = new Date();
await rm(OUT, { recursive: true, force: true });
// The GUI's own settings are in vite.config.ts, which `npx vite build` uses alike.
await build({ configFile: path.join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
await build(nodeBundle('src/main/index.ts', 'main/index.js', 'es'));
// Beside it the same picture for dense displays, which Electron finds by its name.
for (const name of ['tray.png', 'tray@2x.png'])
  await cp(path.join(ROOT, 'assets', name), path.join(OUT, 'main', name));
await build(nodeBundle('src/preload/index.ts', 'preload/index.cjs', 'cjs'));
// A command's code is loaded when it is called: a chunk for each.
await build(nodeBundle('src/cli/main.ts', 'cli/main.js', 'es', true));
await markBuilt(beganAt);
