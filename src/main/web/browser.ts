/** Opening an address in the user's own browser. */
import { spawn } from 'node:child_process';

/** Whether there is a screen that a browser or a window could appear on. */
export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Resolves to false when there is no program that could open it. */
export function openInBrowser(url: string, platform: NodeJS.Platform): Promise<boolean> {
  const [command, ...args] = openerOf(platform, url);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true, windowsVerbatimArguments: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

function openerOf(platform: NodeJS.Platform, url: string): [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  // `start` is a word of cmd itself, and takes the first quoted argument for a window title.
  if (platform === 'win32') return ['cmd.exe', '/c', 'start', '""', url];
  return ['xdg-open', url];
}
