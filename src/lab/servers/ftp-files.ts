/** The files of an FTP server: paths, and how they are listed. Every path here is whole and begins with a slash. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** When everything was last changed, in UTC, as MDTM and MLST say it. */
export const MODIFIED = '20250304050607';
const SHOWN_DATE = `${MONTHS[Number(MODIFIED.slice(4, 6)) - 1]} ${MODIFIED.slice(6, 8)}  ${MODIFIED.slice(0, 4)}`;

interface Entry {
  name: string;
  /** A folder has none. */
  size?: number;
}

export class Files {
  readonly #sizes: Map<string, number>;

  constructor(sizes: Readonly<Record<string, number>>) {
    this.#sizes = new Map(Object.entries(sizes));
  }

  /** Undefined when it is no file. */
  sizeOf(path: string): number | undefined {
    return this.#sizes.get(path);
  }

  /** Whether something could be stored there. */
  mayStore(path: string): boolean {
    return !this.isFolder(path) && this.isFolder(folderOf(path));
  }

  store(path: string, size: number): void {
    this.#sizes.set(path, size);
  }

  isFolder(path: string): boolean {
    const inside = path === '/' ? '/' : `${path}/`;
    return path === '/' || [...this.#sizes.keys()].some((file) => file.startsWith(inside));
  }

  /** What is in a folder; of a file, itself; null when there is neither. */
  entries(path: string): Entry[] | null {
    const size = this.sizeOf(path);
    if (size !== undefined) return [{ name: nameOf(path), size }];
    if (!this.isFolder(path)) return null;
    const inside = path === '/' ? '/' : `${path}/`;
    const entries = new Map<string, Entry>();
    for (const [file, fileSize] of this.#sizes) {
      if (!file.startsWith(inside)) continue;
      const [name = '', ...deeper] = file.slice(inside.length).split('/');
      entries.set(name, deeper.length ? { name } : { name, size: fileSize });
    }
    return [...entries.values()];
  }
}

/** A path as a client gives it, from the folder it is in: `..` and `.` are resolved, and nothing is above the root. */
export function resolvePath(folder: string, path: string): string {
  const names: string[] = [];
  for (const name of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}

export const folderOf = (path: string): string => resolvePath(path, '..');
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** As `ls -l` writes it: what LIST gives. */
export function longLine({ name, size }: Entry): string {
  const mode = size === undefined ? 'drwxr-xr-x' : '-rw-r--r--';
  return `${mode}    1 lab      lab      ${String(size ?? 4096).padStart(12)} ${SHOWN_DATE} ${name}`;
}

/** RFC 3659 section 7: what MLST and MLSD give. */
export function factLine({ name, size }: Entry): string {
  const facts = size === undefined ? 'type=dir;' : `type=file;size=${size};`;
  return `${facts}modify=${MODIFIED}; ${name}`;
}
