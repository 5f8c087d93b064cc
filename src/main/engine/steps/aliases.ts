/** The chain of aliases (CNAME) of a name. */
import { promises } from 'node:dns';
import { type Deadline, within } from '../deadline.ts';

export interface AliasOptions {
  /** IP or IP:PORT; empty: those of the system. */
  servers: readonly string[];
  limit: Deadline;
  signal: AbortSignal;
}

/** A longer chain is a loop, or as good as one. */
const MAX_CHAIN = 16;

/** In lower case, in their order; empty for a name that has none. Rejects when DNS does not answer. */
export function aliasesOf(host: string, options: AliasOptions): Promise<string[]> {
  const resolver = new promises.Resolver({ timeout: options.limit.limitMs, tries: 1 });
  if (options.servers.length) resolver.setServers([...options.servers]);

  const follow = async (): Promise<string[]> => {
    const chain: string[] = [];
    for (let name = host; chain.length < MAX_CHAIN; ) {
      const alias = await aliasOf(name, resolver);
      if (alias === null || chain.includes(alias)) break;
      chain.push(alias);
      name = alias;
    }
    return chain;
  };
  return within(
    options.limit,
    options.signal,
    (done, fail) => {
      follow().then(done, fail);
    },
    () => resolver.cancel(),
  );
}

async function aliasOf(name: string, resolver: promises.Resolver): Promise<string | null> {
  try {
    const [alias] = await resolver.resolveCname(name);
    return alias?.toLowerCase().replace(/\.$/, '') ?? null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The end of the chain: a name with no alias, or (a dangling alias) no such name.
    if (code === 'ENODATA' || code === 'ENOTFOUND') return null;
    throw error;
  }
}
