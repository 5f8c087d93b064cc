#!/usr/bin/env node
// The command. Plain JavaScript that any Node can read: where the running one is too old for the program, it starts
// itself again under the Node that npm installed beside it. A checkout runs its sources, a package its bundle.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import * as modules from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = [22, 19];
const source = new URL('../src/cli/main.ts', import.meta.url);
const bundle = new URL('../out/cli/main.js', import.meta.url);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
  const fromSource = existsSync(source);
  // Types are taken out of the sources once; where the folder cannot be written, each time. The bundle gains nothing by it.
  if (fromSource) compileOnce();
  await import(fromSource ? source : bundle);
} else {
  const node = installedNode();
  if (!node) {
    console.error(
      `catprobe needs Node ${NEEDED.join('.')} or newer; this is ${process.versions.node}. Run "npm ci" to get one, or install it.`,
    );
    process.exit(3);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; we only wait for its answer.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 3));
}

function compileOnce() {
  const { LOCALAPPDATA, NODE_COMPILE_CACHE, XDG_CACHE_HOME } = process.env;
  if (NODE_COMPILE_CACHE) return;
  const base =
    (process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME) || path.join(homedir(), '.cache');
  const folder = path.join(base, 'catprobe', 'compiled');
  try {
    // Nobody else may write into it: what is there is run.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    modules.enableCompileCache(folder);
  } catch {
    // It starts more slowly, and runs all the same.
  }
}

function installedNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  try {
    const file = modules
      .createRequire(import.meta.url)
      .resolve(`${name}/bin/node${process.platform === 'win32' ? '.exe' : ''}`);
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}
