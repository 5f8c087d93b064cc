/** The fault lab as others see it: its cases, its servers, and what a run of them proves. */
import type { Run } from './api.ts';
import type { Direction, Kernel, Phase, TransferResult } from './result.ts';
import type { Text } from './texts/text.ts';

/** What the lab serves, each kind with a switch of its own. `dead`: ports that refuse, drop or say nothing of their own. */
export const LAB_SERVERS = [
  'http',
  'https',
  'handshake',
  'http2',
  'ftp',
  'ftps',
  'proxy',
  'revocation',
  'names',
  'dead',
] as const;
export type LabServerName = (typeof LAB_SERVERS)[number];

export interface LabCase {
  id: string;
  /** What its transfer must end with: one of the 70, an HTTP status, or 0. */
  code: number;
  /** Where it must end, where that matters. */
  phase?: Phase;
  title: Text;
  kernel: Kernel;
  direction: Direction;
  /** null: it fails before any server is asked. */
  server: LabServerName | null;
}

export interface LabServer {
  name: LabServerName;
  /** How many cases it plays, and the codes they show. */
  cases: number;
  codes: number[];
  /** null: it is off. */
  serving: {
    /** The URL of each case. */
    addresses: { case: string; url: string }[];
    /** HOST:PORT of the name server that knows its names. */
    dnsServer: string;
    /** The certificate of its authority. */
    caFile: string;
    /** Of FTP. */
    login: { user: string; password: string } | null;
    /** When it ends by itself. */
    endsAt: string;
  } | null;
}

/** A run of cases that has begun, and what cannot be shown on this computer. */
export interface LabRun {
  run: Run;
  cases: string[];
  skipped: { case: string; reason: string }[];
}

/** Whether a result is what its case promises. */
export function proves(
  { code, phase }: Pick<LabCase, 'code' | 'phase'>,
  result: Pick<TransferResult, 'code' | 'phase'>,
): boolean {
  return result.code === code && (phase === undefined || result.phase === phase);
}
