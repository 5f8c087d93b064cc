/** Step "resolve": a host name to its addresses, by our own DNS queries with their own limit. */
import { lookup, Resolver } from 'node:dns';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { type Deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { addressesFromHostsFile } from '../hosts-file.ts';

export interface ResolveOptions {
  /** IP or IP:PORT; empty: those of the system. */
  servers: readonly string[];
  family: 'auto' | '4' | '6';
  limit: Deadline;
  signal: AbortSignal;
}

/** Addresses of one family, in the order the answer had. Throws a StepFailure (600, 605, 722). */
export async function resolve(host: string, options: ResolveOptions): Promise<string[]> {
  const literal = isIP(host);
  if (literal) return ofFamily([host], options.family, host);

  const fromFile = options.servers.length ? [] : addressesFromHostsFile(host);
  if (fromFile.length) return ofFamily(fromFile, options.family, host);

  // A name without a dot, or one of multicast DNS, is the business of this computer's own resolver (search list, NetBIOS, mDNS).
  const byThisComputer = !options.servers.length && (!host.includes('.') || host.endsWith('.local'));
  return byThisComputer ? lookUp(host, options) : query(host, options);
}

function ofFamily(addresses: string[], family: ResolveOptions['family'], host: string): string[] {
  const wanted = family === 'auto' ? addresses : addresses.filter((a) => String(isIP(a)) === family);
  if (wanted.length) return wanted;
  throw new StepFailure({ source: 'dns', name: 'ENODATA', detail: `${host} has no IPv${family} address` });
}

function query(host: string, options: ResolveOptions): Promise<string[]> {
  const { limitMs } = options.limit;
  const timeout = tryMs(limitMs, options.servers.length);
  // c-ares ends one try after 5 s whatever its timeout says, so a longer limit needs more tries.
  const resolver = new Resolver({ timeout, tries: Math.ceil(limitMs / timeout) + 1 });
  if (options.servers.length) resolver.setServers([...options.servers]);

  const ask = (family: 4 | 6): Promise<string[]> =>
    new Promise((answer, refuse) => {
      const done = (error: NodeJS.ErrnoException | null, addresses: string[]): void =>
        error ? refuse(error) : answer(addresses);
      if (family === 4) resolver.resolve4(host, done);
      else resolver.resolve6(host, done);
    });

  const askInOrder = async (): Promise<string[]> => {
    const failures: Evidence[] = [];
    const add = (name: string, what: string): void => {
      const detail = `${what} ${host}, name servers ${resolver.getServers().join(', ')}`;
      failures.push({ source: 'dns', name, detail });
    };
    for (const family of familyOrder(options.family)) {
      try {
        const addresses = await ask(family);
        if (addresses.length) return addresses;
        add('ENODATA', `aliases without an IPv${family} address:`);
      } catch (error) {
        const { code, name, syscall } = error as NodeJS.ErrnoException;
        add(code ?? name, syscall ?? 'query');
        // Only "no such record" leaves the other family a chance; a dead server is dead for both.
        if (code !== 'ENODATA') break;
      }
    }
    throw new StepFailure(...failures);
  };

  return within(
    options.limit,
    options.signal,
    (done, fail) => {
      askInOrder().then(done, fail);
    },
    () => resolver.cancel(),
  );
}

const MAX_TRY_MS = 5000;

/** How long one server is waited for, so that each of a list has its turn inside the limit. */
function tryMs(limitMs: number, servers: number): number {
  return servers > 1 ? Math.max(1, Math.min(MAX_TRY_MS, Math.floor(limitMs / (servers + 1)))) : MAX_TRY_MS;
}

/** The system's own lookup. It cannot be cancelled: after the limit its late answer is dropped. */
function lookUp(host: string, options: ResolveOptions): Promise<string[]> {
  return within<string[]>(
    options.limit,
    options.signal,
    (done, fail) => {
      lookup(
        host,
        { all: true, family: options.family === 'auto' ? 0 : Number(options.family) },
        (error, found) => {
          if (error)
            fail(
              new StepFailure({
                source: 'dns',
                name: error.code ?? error.name,
                detail: `system lookup of ${host}`,
              }),
            );
          else if (!found.length)
            fail(new StepFailure(check('INTERNAL', `system lookup of ${host} gave an empty list`)));
          else done(found.map((entry) => entry.address));
        },
      );
    },
    () => {},
  );
}

/** `auto` asks first for the family this computer has; with both, for IPv4. No racing: one attempt, one address. */
function familyOrder(family: ResolveOptions['family']): (4 | 6)[] {
  if (family !== 'auto') return [Number(family) as 4 | 6];
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const has = (name: string): boolean => own.some((entry) => entry.family === name && !entry.internal);
  return has('IPv6') && !has('IPv4') ? [6, 4] : [4, 6];
}
