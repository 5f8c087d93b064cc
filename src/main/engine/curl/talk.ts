/** The conversation on the control connection of FTP as curl shows it: where it stands, what was refused, and what the result keeps of it. */
import type { Evidence, FtpStepName, Phase } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { deniesExistence, namesPermission, provesNothing } from '../../classify/ftp-replies.ts';
import type { Attempt } from '../attempt.ts';
import { replyEvidence } from '../ftp/control.ts';
import type { FtpLog } from '../ftp/log.ts';
import type { Lookup } from '../ftp/lookup.ts';
import { NoReply, type Reply, ReplyParser, replyText } from '../ftp/reply.ts';
import { GREETING } from '../ftp/session.ts';

/** What a command belongs to. Another one (PWD, TYPE) belongs to what is asked of the server, and to no step of its own. */
const PLACE: Readonly<Record<string, { phase: Phase; step?: FtpStepName }>> = {
  AUTH: { phase: 'secure', step: 'tls' },
  USER: { phase: 'login', step: 'login' },
  PASS: { phase: 'login', step: 'login' },
  ACCT: { phase: 'login', step: 'login' },
  PBSZ: { phase: 'secure' },
  PROT: { phase: 'secure' },
  CWD: { phase: 'request', step: 'directory' },
  EPSV: { phase: 'request', step: 'passive' },
  PASV: { phase: 'request', step: 'passive' },
  SIZE: { phase: 'request', step: 'lookup' },
  RETR: { phase: 'response', step: 'command' },
  STOR: { phase: 'response', step: 'command' },
};

/** Where the conversation stands, for whoever gives it its time. */
export type Standing = 'connected' | 'asked' | 'answered' | 'opening' | 'transferring' | 'over';

export class FtpTalk {
  phase: Phase = 'login';
  /** Bytes of the file, as the server says. */
  size: number | null = null;
  /** The server has said that the transfer begins. */
  begun = false;
  /** The data connection is being opened. */
  opening = false;
  /** The command whose answer is awaited. */
  awaiting: string | null = null;
  readonly #attempt: Attempt;
  readonly #log: FtpLog;
  readonly #stands: (standing: Standing) => void;
  readonly #parser = new ReplyParser();
  #step: FtpStepName | null = null;
  #last: { command: string; reply: Reply } | null = null;
  #lookup: Evidence[] = [];
  #invalid: Evidence | null = null;
  #leaving = false;

  constructor(attempt: Attempt, log: FtpLog, stands: (standing: Standing) => void) {
    this.#attempt = attempt;
    this.#log = log;
    this.#stands = stands;
  }

  /** With `ftps` TLS comes first. */
  securing(): void {
    this.#begin('tls');
  }

  /** The server may speak. */
  connected(): void {
    this.awaiting = GREETING;
    this.#begin('greeting');
    this.#stands('connected');
  }

  sent(line: string): void {
    const [command = ''] = line.split(' ', 1);
    this.#log.line('client', command === 'PASS' ? 'PASS ***' : line);
    this.#leaving ||= command === 'QUIT';
    if (this.#leaving) return;
    const { phase, step } = PLACE[command] ?? { phase: 'request' };
    this.phase = phase;
    this.opening = false;
    this.awaiting = command;
    if (step) this.#begin(step);
    else if (this.#step === 'data') this.#log.done();
    this.#stands('asked');
  }

  received(line: string): void {
    if (this.#invalid) return;
    try {
      for (const reply of this.#parser.read(Buffer.from(`${line}\r\n`, 'latin1'))) {
        for (const text of reply.lines) this.#log.line('server', text);
        if (!this.#leaving && this.awaiting !== null) this.#answered(this.awaiting, reply);
      }
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
      this.#log.line('server', error.message);
      this.#invalid = check('FTP_REPLY_INVALID', this.#log.hide(error.message));
    }
  }

  /** The content of an upload has left. */
  uploaded(): void {
    if (!this.begun || this.phase !== 'request') return;
    this.phase = 'response';
    this.#begin('end');
    this.#stands('over');
  }

  /** All content of a download is here. */
  downloaded(bytes: number): void {
    if (this.#step !== 'transfer') return;
    this.#log.tell(`${bytes} bytes`);
    this.#begin('end');
    this.#stands('over');
  }

  /** For the checks of the content. */
  get lookup(): Lookup {
    return { size: this.size, found: this.size === null ? 'unknown' : 'present', evidence: this.#lookup };
  }

  /** What broke off here, and what is known of the file. */
  evidence(): Evidence[] {
    const { bytes, direction } = { bytes: this.#attempt.bytes, direction: this.#attempt.task.direction };
    const seen: Evidence[] = this.#invalid ? [this.#invalid] : [];
    if (this.opening || this.begun) seen.push(...this.#data());
    if (this.awaiting !== null) seen.push(check('FTP_CONTROL', `waiting for the answer to ${this.awaiting}`));
    else if (this.#last && isRefusal(this.#last)) seen.push(...this.#refusal(this.#last));
    if (direction === 'upload') return seen;
    if (this.begun && this.size !== null && bytes < this.size)
      seen.push(check('SHORT_OF_LENGTH', `${bytes} of ${this.size} bytes`));
    if (bytes) seen.push(check('BYTES_RECEIVED', `${bytes} bytes of content came`));
    return seen;
  }

  /** Only while it is being opened is it certain which of the two connections failed. */
  #data(): Evidence[] {
    if (!this.opening) return [];
    const { dataAddress, dataPort } = this.#log;
    return [check('FTP_DATA', `data connection to ${dataAddress} port ${dataPort}`)];
  }

  #answered(command: string, reply: Reply): void {
    const first = reply.lines[0]!;
    if (reply.code < 200) {
      if (command === 'RETR' || command === 'STOR') this.#begins(first);
      return;
    }
    this.#last = { command, reply };
    this.awaiting = null;
    this.#log.tell(first);
    const opens = (command === 'EPSV' && reply.code === 229) || (command === 'PASV' && reply.code === 227);
    if (command === 'SIZE') this.#sized(reply);
    if (opens) this.#opens(command, reply);
    else this.#stands('answered');
  }

  #begins(first: string): void {
    this.begun = true;
    this.phase = this.#attempt.task.direction === 'upload' ? 'request' : 'transfer';
    this.#log.tell(first);
    this.#begin('transfer');
    this.#stands('transferring');
  }

  #sized(reply: Reply): void {
    const bytes = reply.code === 213 ? /^213 +(\d+)\s*$/.exec(reply.lines[0]!)?.[1] : undefined;
    this.#lookup = [replyEvidence('SIZE', reply, this.#log)];
    if (bytes !== undefined) this.size = Number(bytes);
  }

  #opens(command: string, reply: Reply): void {
    const text = replyText(reply);
    const numbers = /(\d+),(\d+)\)?[^\d,]*$/.exec(text);
    const port = command === 'EPSV' ? /(\d{1,5})\D\)/.exec(text)?.[1] : undefined;
    this.#log.passive = command === 'EPSV' ? 'EPSV' : 'PASV';
    this.#log.dataAddress = this.#attempt.remoteAddress;
    this.#log.dataPort = port ? Number(port) : numbers ? Number(numbers[1]) * 256 + Number(numbers[2]) : null;
    if (this.#log.dataPort === null) {
      this.#invalid = check('FTP_PASSIVE_INVALID', `the answer to ${command} names no port that can be used`);
      return;
    }
    this.opening = true;
    this.#begin('data');
    this.#log.tell(`${this.#log.dataAddress} port ${this.#log.dataPort}`);
    this.#stands('opening');
  }

  #begin(step: FtpStepName): void {
    if (this.#step === step) return;
    this.#step = step;
    this.#log.begin(step);
  }

  /** Of a file that was not sent: is it there? Only what curl asks is known, and it asks for the size alone. */
  #refusal({ command, reply }: { command: string; reply: Reply }): Evidence[] {
    const refused = replyEvidence(command, reply, this.#log);
    // curl takes this for an answer, and does not ask for the file.
    if (command === 'SIZE' && deniesExistence(reply))
      return [refused, check('FILE_ABSENT', 'the server says that there is no such file')];
    if (command !== 'RETR' || this.begun || provesNothing(reply)) return [refused];
    const seen = [...this.#lookup, refused];
    if (this.size !== null)
      return [...seen, check('FILE_PRESENT', 'the server knows the file and does not send it')];
    const [asked] = this.#lookup;
    const denied =
      asked !== undefined && deniesExistence({ code: Number(asked.name), lines: [asked.detail] });
    const absent = deniesExistence(reply, 'by name') || (denied && !namesPermission(reply));
    return absent ? [...seen, check('FILE_ABSENT', 'the server says that there is no such file')] : seen;
  }
}

function isRefusal({ command, reply }: { command: string; reply: Reply }): boolean {
  return reply.code >= 300 && !(command === 'USER' && reply.code === 331);
}
