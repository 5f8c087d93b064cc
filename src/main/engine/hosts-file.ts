/** The hosts file of this computer, which DNS queries of our own would pass by. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const HOSTS_FILE =
  process.platform === 'win32'
    ? join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts')
    : '/etc/hosts';

/** Addresses the file gives to the name, IPv4 first; `localhost` always has its own (RFC 6761 section 6.3). */
export function addressesFromHostsFile(host: string, file = HOSTS_FILE): string[] {
  const name = host.toLowerCase();
  const found = linesOf(file).flatMap((line) => {
    const [address, ...names] = line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/);
    return address && names.includes(name) ? [address] : [];
  });
  const addresses = found.sort((a, b) => Number(a.includes(':')) - Number(b.includes(':')));
  if (addresses.length) return addresses;
  return name === 'localhost' || name.endsWith('.localhost') ? ['127.0.0.1', '::1'] : [];
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    // No hosts file, or not ours to read: DNS has the word.
    return [];
  }
}
