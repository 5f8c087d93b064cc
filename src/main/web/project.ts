/** Where the program's own files are, from sources and from the bundle alike. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Project {
  folder: string;
  version: string;
  /** The built GUI; may be missing. */
  rendererFolder: string;
}

/** The nearest folder above `from` with a package.json. */
export function findProject(from: string): Project {
  let folder = from;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error(`no package.json above ${from}`);
    folder = above;
  }
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { folder, version, rendererFolder: path.join(folder, 'out', 'renderer') };
}
