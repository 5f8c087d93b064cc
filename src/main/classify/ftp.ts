/**
 * FTP: login, folder, lookup, data connection and the end of the transfer. CODES.md section 2: a reset before the session's end, that
 * before what came too short, and last the reply of the step. Replies are judged by their number and, where that says too little, their text.
 */
import { certificateCode } from './certificate.ts';
import { checked, type Facts, find, firstMatch, type Rule } from './facts.ts';
import { loginReason, wantsProtection } from './ftp-replies.ts';
import { clientIdentityRules, handshakeRules } from './tls.ts';

/** A reply as the evidence has it: the command it answers, its number, its text. */
interface SeenReply {
  command: string;
  code: number;
  text: string;
}

/** The refusals among the evidence, in their order. */
function refusals(facts: Facts): SeenReply[] {
  return facts.evidence.flatMap(({ source, name, detail }) => {
    const command = /^[A-Z]+/.exec(detail)?.[0];
    const granted = name.startsWith('2');
    if (source !== 'ftp' || command === undefined || granted) return [];
    return [{ command, code: Number(name), text: detail }];
  });
}

const refused =
  (commands: RegExp, codes: (reply: SeenReply) => boolean = () => true) =>
  (facts: Facts): boolean =>
    refusals(facts).some((reply) => commands.test(reply.command) && codes(reply));

const reset = (facts: Facts): boolean => find(facts, 'os', 'ECONNRESET') !== undefined;
const ended = (facts: Facts): boolean => find(facts, 'os', /^(FIN|EPIPE)$/) !== undefined;
const openssl = (facts: Facts): boolean => find(facts, 'openssl', /./) !== undefined;
const upload = (facts: Facts): boolean => facts.direction === 'upload';
const onData = checked('FTP_DATA');
const beforeGreeting = (facts: Facts): boolean =>
  facts.evidence.some(({ name, detail }) => name === 'FTP_CONTROL' && detail.endsWith('GREETING'));

const TRANSFER = /^(RETR|STOR)$/;
const PASSIVE = /^(EPSV|PASV)$/;
/** Disk full, quota, a failure of the server's own: it knows why the data was cut. RFC 959 section 4.2.2. */
const namesReason = refused(/^STOR$/, ({ code }) => [450, 451, 452, 550, 551, 552, 553].includes(code));

const loginRules: readonly Rule[] = [
  ...clientIdentityRules,
  { code: 664, when: openssl },
  { code: 609, when: reset },
  { code: 628, when: checked('FTP_REPLY_INVALID') },
  { code: 601, when: checked('CONNECT_TIMEOUT') },
  { code: 613, when: checked('RESPONSE_TIMEOUT') },
  { code: 608, when: (facts) => ended(facts) && beforeGreeting(facts) },
  { code: 620, when: ended },
  { code: 622, when: refused(/./, ({ code }) => code === 421) },
  { code: 622, when: refused(/^GREETING$/) },
  { code: 655, when: refused(/^(AUTH|PBSZ|PROT)$/) },
  {
    code: 619,
    when: refused(/^(USER|PASS)$/, ({ command, code, text }) => loginReason(command, code, text) === 'user'),
  },
  {
    code: 622,
    when: refused(/^(USER|PASS)$/, ({ command, code, text }) => loginReason(command, code, text) === 'other'),
  },
  {
    code: 618,
    when: refused(/^PASS$/, ({ command, code, text }) => loginReason(command, code, text) === 'credential'),
  },
  { code: 602, when: refused(/^(USER|PASS)$/) },
];

/** The data connection's own TLS. What the server says to it on the control connection comes first. */
const dataTlsRules: readonly Rule[] = [
  { code: 655, when: refused(TRANSFER, ({ code, text }) => wantsProtection(code, text)) },
  ...handshakeRules,
];

const sessionRules: readonly Rule[] = [
  { code: 665, when: checked('UPLOAD_SOURCE') },
  { code: 621, when: (facts) => upload(facts) && namesReason(facts) },
  { code: 609, when: reset },
  { code: 664, when: openssl },

  // TLS is what the server wants, or does not get.
  { code: 655, when: refused(/^(AUTH|PBSZ|PROT)$/) },
  { code: 655, when: refused(/^(EPSV|PASV|RETR|STOR)$/, ({ code, text }) => wantsProtection(code, text)) },

  {
    code: 628,
    when: (facts) => checked('FTP_REPLY_INVALID')(facts) || checked('FTP_PASSIVE_INVALID')(facts),
  },
  { code: 620, when: refused(/./, ({ code }) => code === 421 || code === 426) },
  { code: 620, when: (facts) => checked('NO_FINAL_REPLY')(facts) || (ended(facts) && !onData(facts)) },

  // The data connection did not come about: tried by us, or given up by the server.
  { code: 601, when: (facts) => onData(facts) && unreachable(facts) },
  { code: 601, when: refused(/^(RETR|STOR|LIST)$/, ({ code }) => code === 425) },
  { code: 721, when: (facts) => onData(facts) && !ended(facts) && find(facts, 'os', /./) !== undefined },

  { code: 621, when: (facts) => upload(facts) && checked('TRANSFER_TIMEOUT')(facts) },
  { code: 630, when: checked('TRANSFER_TIMEOUT') },
  // Announced (150), and then refused before the first byte.
  {
    code: 615,
    when: (facts) =>
      refused(/^RETR$/)(facts) && facts.phase === 'transfer' && !checked('BYTES_RECEIVED')(facts),
  },
  { code: 629, when: checked('SHORT_OF_LENGTH') },
  { code: 613, when: checked('RESPONSE_TIMEOUT') },

  { code: 617, when: (facts) => refused(/^CWD$/)(facts) && !checked('IS_FOLDER')(facts) },
  { code: 604, when: refused(PASSIVE) },
  { code: 614, when: checked('FILE_ABSENT') },
  { code: 615, when: (facts) => checked('FILE_PRESENT')(facts) || checked('IS_FOLDER')(facts) },
  // All bytes came, and the server says that something went wrong.
  { code: 620, when: (facts) => refused(/^RETR$/)(facts) && checked('BYTES_RECEIVED')(facts) },
  { code: 616, when: refused(/^RETR$/) },
  { code: 621, when: refused(/^STOR$/) },
  { code: 620, when: ended },
  { code: 664, when: (facts) => find(facts, 'os', /./)?.detail.startsWith('read') ?? false },
  { code: 721, when: (facts) => find(facts, 'os', /./) !== undefined },
];

/** undefined: what was seen is no matter of FTP. */
export function ftpCode(facts: Facts): number | undefined {
  if (checked('FTP_DATA_TLS')(facts)) return certificateCode(facts) ?? firstMatch(dataTlsRules, facts);
  switch (facts.phase) {
    case 'login':
      return firstMatch(loginRules, facts);
    case 'secure':
      return inConversation(facts) ? firstMatch(loginRules, facts) : undefined;
    default:
      return firstMatch(sessionRules, facts);
  }
}

/** TLS of the control connection is asked for (AUTH), and the data's settled (PROT), by commands like any other. */
function inConversation(facts: Facts): boolean {
  return checked('FTP_CONTROL')(facts) || refusals(facts).length > 0 || checked('FTP_REPLY_INVALID')(facts);
}

/** At the end of a connection that was there, ECONNRESET and EPIPE mean something else. */
const NOT_REACHED = /^(ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNABORTED|EHOSTDOWN|ENETDOWN)$/;

function unreachable(facts: Facts): boolean {
  return find(facts, 'os', NOT_REACHED) !== undefined || checked('CONNECT_TIMEOUT')(facts);
}
