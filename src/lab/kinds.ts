/** The cases as others see them, and which of the lab's servers each belongs to. */
import { LAB_SERVERS, type LabCase, type LabServerName } from '../shared/lab.ts';
import { LOGIN } from './faults/ftp.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { ServerSpec } from './script.ts';

export const CASES: readonly LabCase[] = FAULTS.map((fault) => ({
  id: fault.id,
  code: fault.code,
  ...(fault.phase && { phase: fault.phase }),
  title: fault.title,
  kernel: fault.task.kernel ?? 'node',
  direction: fault.task.direction ?? 'download',
  server: serverOf(fault),
}));

export interface ServerCases {
  name: LabServerName;
  /** Cases that want a process of their own are not served to others. */
  ids: string[];
  codes: number[];
  /** The account that its servers know. */
  login: { user: string; password: string } | null;
}

export const SERVERS: readonly ServerCases[] = LAB_SERVERS.map((name) => {
  const faults = FAULTS.filter((fault) => !fault.environment && serverOf(fault) === name);
  const codes = [...new Set(faults.map(({ code }) => code))].sort((a, b) => a - b);
  return { name, ids: faults.map(({ id }) => id), codes, login: /^ftps?$/.test(name) ? { ...LOGIN } : null };
});

/** By what makes the case: a proxy or a responder counts for more than the server behind it. */
function serverOf({ servers = {}, task }: Fault): LabServerName | null {
  const names = Object.keys(servers);
  const [first] = Object.values(servers);
  if (!first) return null;
  if (names.includes('proxy')) return 'proxy';
  if (names.some((name) => /^(ocsp|list|roots)$/.test(name))) return 'revocation';
  if (task.request?.httpVersion === '2') return 'http2';
  return kindOf(first);
}

function kindOf(spec: ServerSpec): LabServerName {
  switch (spec.kind) {
    case 'http':
      if (spec.tls) return 'https';
      return spec.host ? 'names' : 'http';
    case 'ftp':
      return spec.tls ? 'ftps' : 'ftp';
    case 'tcp':
      if (spec.scheme === 'ftps') return 'ftps';
      return spec.scheme === 'https' ? 'handshake' : 'dead';
    case 'refused':
    case 'drop':
      return 'dead';
  }
}
