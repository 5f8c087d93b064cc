/**
 * The exits of curl: a table as data. A row is a code, or nothing more than that curl's words are to be read (`curl-words.ts`): what they
 * say then decides by the rules of the phase, as it does for the other kernel. An exit that is in no row is curl's own trouble, 663.
 */
import type { Evidence } from '../../shared/result.ts';
import { certificateFacts, connectionFacts } from './curl-words.ts';
import { type CheckName, check, checked, type Facts } from './facts.ts';

export interface ExitRow {
  exit: number;
  /** Rows of the same exit are tried in order; curl's words must match, and the circumstances. */
  says?: RegExp;
  when?: (facts: Facts) => boolean;
  /** The code; `phase`: what the rules of the phase make of what was seen; where they know nothing of it, `else`. */
  means: number | 'phase';
  else?: number;
  /** What the exit itself says, for those rules. */
  shows?: readonly Evidence[];
}

const shown = (name: CheckName): Evidence => check(name, '');
const FIN: Evidence = { source: 'os', name: 'FIN', detail: '' };
const openssl = (name: string): Evidence => ({ source: 'openssl', name, detail: '' });
const http = (name: string): Evidence => ({ source: 'http', name, detail: '' });

const upload = (facts: Facts): boolean => facts.direction === 'upload';
const ftp = (facts: Facts): boolean => facts.protocol === 'ftp' || facts.protocol === 'ftps';
const behindRedirect = (facts: Facts): boolean => facts.hop > 0;
const sent = (facts: Facts): boolean => facts.clientCertificate === 'sent';
const ownCa = (facts: Facts): boolean => facts.ownCa;
const inPhase =
  (...phases: Facts['phase'][]) =>
  (facts: Facts): boolean =>
    phases.includes(facts.phase);

export const EXITS: readonly ExitRow[] = [
  // curl found nothing wrong, and something was.
  { exit: 0, when: checked('LENGTHS_DIFFER'), means: 628 },
  { exit: 0, means: 'phase', shows: [FIN] },

  { exit: 1, says: /HTTP\/0\.9|HTTP version/, means: 628 },
  { exit: 1, says: /disabled/, means: 607 },
  { exit: 1, means: 603 },
  { exit: 3, means: 606 },
  { exit: 5, means: 'phase', shows: [shown('AT_PROXY')] },
  { exit: 6, means: 'phase' },
  { exit: 7, when: behindRedirect, means: 'phase', else: 605 },
  { exit: 7, means: 'phase', else: 601 },
  // Of FTP the replies say more than the exit; they are there unless curl kept them to itself.
  { exit: 8, when: ftp, means: 'phase', else: 622 },
  { exit: 8, means: 628 },
  { exit: 9, means: 'phase', else: 617 },
  { exit: 10, means: 601 },
  { exit: 11, means: 'phase', else: 602 },
  { exit: 12, means: 601 },
  { exit: 13, means: 'phase', else: 604 },
  { exit: 14, means: 628 },
  { exit: 15, means: 601 },
  // Frames of HTTP/2 that curl could not read.
  { exit: 16, means: 628 },
  { exit: 17, when: upload, means: 'phase', else: 621 },
  { exit: 17, means: 'phase', else: 616 },
  { exit: 18, when: ftp, means: 'phase', else: 620 },
  { exit: 18, means: 'phase', shows: [FIN] },
  { exit: 19, means: 'phase', else: 616 },
  { exit: 22, when: upload, means: 621 },
  { exit: 25, means: 'phase', else: 621 },
  { exit: 26, means: 665 },
  // Its word for a header that is too long for it (8.5 and older).
  { exit: 27, when: inPhase('response'), means: 628 },
  { exit: 28, when: checked('FTP_DATA'), means: 'phase', shows: [shown('CONNECT_TIMEOUT')] },
  { exit: 28, when: inPhase('resolve'), means: 'phase', shows: [shown('DNS_LIMIT')] },
  { exit: 28, when: inPhase('connect'), means: 'phase', shows: [shown('CONNECT_TIMEOUT')] },
  { exit: 28, when: inPhase('proxy'), means: 'phase', shows: [shown('PROXY_TIMEOUT')] },
  { exit: 28, when: inPhase('secure'), means: 'phase', shows: [shown('TLS_TIMEOUT')] },
  { exit: 28, means: 'phase', shows: [shown('TRANSFER_TIMEOUT')] },
  { exit: 30, means: 604 },
  { exit: 33, means: 628 },
  // A least version above the highest one.
  { exit: 35, says: /SSLVERSION/, means: 652 },
  // A signature in the chain that nobody could have made.
  { exit: 35, when: checked('CERTIFICATE_NOT_TAKEN'), means: 625 },
  { exit: 35, says: /Insufficient randomness|random/i, means: 646 },
  { exit: 35, when: inPhase('request', 'response'), means: 'phase', shows: [FIN] },
  { exit: 35, means: 'phase', else: 647 },
  { exit: 45, means: 721 },
  { exit: 47, means: 633 },
  { exit: 49, means: 720 },
  // Only of curl before 7.62: a certificate for another host.
  { exit: 51, means: 648 },
  { exit: 52, means: 'phase', shows: [FIN] },
  { exit: 53, means: 649 },
  { exit: 54, means: 650 },
  { exit: 55, means: 'phase', else: 637 },
  { exit: 56, says: /chunk|hexadecimal|header|HTTP\/0\.9|weird|parse|Malformed/i, means: 628 },
  { exit: 56, says: /tunnel|CONNECT|proxy/i, means: 'phase', shows: [FIN] },
  { exit: 56, when: ftp, means: 'phase', shows: [FIN], else: 620 },
  { exit: 56, means: 'phase', else: 664 },
  { exit: 58, means: 651 },
  { exit: 59, means: 652 },
  // What the server said to our certificate (alert 45), which curl takes for its own finding.
  { exit: 60, says: /certificate verification failed/, when: sent, means: 651 },
  { exit: 60, when: ownCa, means: 'phase', else: 653 },
  { exit: 60, means: 'phase', else: 623 },
  { exit: 61, means: 654 },
  { exit: 64, means: 'phase', else: 655 },
  // The content would have to be sent again.
  { exit: 65, when: upload, means: 635 },
  { exit: 66, means: 656 },
  { exit: 67, means: 'phase', else: 618 },
  { exit: 68, means: 614 },
  { exit: 70, means: 'phase', else: 621 },
  { exit: 77, means: 657 },
  { exit: 78, means: 'phase', else: 616 },
  { exit: 80, means: 658 },
  { exit: 82, means: 659 },
  { exit: 83, means: 660 },
  { exit: 84, means: 616 },
  { exit: 90, means: 661 },
  { exit: 91, says: /revo(?:ked|cation reason)/i, means: 640 },
  { exit: 91, means: 662 },
  { exit: 92, says: /FLOW_CONTROL_ERROR|FRAME_SIZE_ERROR|COMPRESSION_ERROR/, means: 628 },
  { exit: 92, says: /closed cleanly, but before/, means: 'phase', shows: [FIN] },
  { exit: 92, says: /REFUSED_STREAM/, means: 'phase', shows: [http('RST_STREAM_REFUSED_STREAM')] },
  { exit: 92, says: /INADEQUATE_SECURITY|HTTP_1_1_REQUIRED/, means: 634 },
  // PROTOCOL_ERROR too: servers reset with it, and curl has the same word for what it found wrong itself.
  { exit: 92, means: 609 },
  { exit: 97, says: /connection to proxy closed/i, means: 'phase', shows: [FIN] },
  { exit: 97, means: 'phase', shows: [shown('SOCKS_REFUSED')], else: 601 },
  {
    exit: 98,
    means: 'phase',
    shows: [shown('CERTIFICATE_REQUEST'), openssl('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')],
    else: 612,
  },
];

/** The exit and curl's words; undefined where no curl ended the transfer. */
function exitOf({ evidence }: Facts): Evidence | undefined {
  return evidence.find(({ source, name }) => source === 'curl' && /^(\d+|SIG[A-Z]+)$/.test(name));
}

/**
 * The facts with what curl's exit and its words tell, for the rules that every kernel has, and the row that its exit is in. null: no curl
 * has ended.
 */
export function readCurl(facts: Facts): { facts: Facts; row: ExitRow | null } | null {
  const exit = exitOf(facts);
  if (!exit) return null;
  const row = EXITS.find(
    ({ exit: number, says, when }) =>
      number === Number(exit.name) && (says?.test(exit.detail) ?? true) && (when?.(facts) ?? true),
  );
  const verify = facts.evidence.find(({ source, name }) => source === 'curl' && name === 'ssl_verify_result');
  const told =
    exit.name === '60'
      ? certificateFacts(exit.detail, Number(verify?.detail ?? 0))
      : connectionFacts(exit.detail);
  // What curl says happened is surer than what its exit usually means.
  const shows = told.some(({ source }) => source === 'os' || source === 'tls-alert')
    ? withoutEnd(row)
    : (row?.shows ?? []);
  return { facts: { ...facts, evidence: [...facts.evidence, ...told, ...shows] }, row: row ?? null };
}

function withoutEnd(row: ExitRow | undefined): readonly Evidence[] {
  return (row?.shows ?? []).filter((fact) => fact !== FIN);
}

/** The code; `byPhase` are the rules of the phase. */
export function curlCode(
  { facts, row }: { facts: Facts; row: ExitRow | null },
  byPhase: (facts: Facts) => number | undefined,
): number {
  if (!row) return 663;
  if (row.means !== 'phase') return row.means;
  return byPhase(facts) ?? row.else ?? 663;
}
