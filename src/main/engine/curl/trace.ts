/**
 * What curl says while it works (`--verbose`): how far it is, what it sent and what it was answered, what TLS showed, and at the end its
 * report. How its lines begin has not changed in twenty years; of the sentences of its own only a few are read, and a missing one
 * costs a detail, not the result.
 */
import type { Phase } from '../../../shared/result.ts';
import { type CurlReport, parseReport } from './report.ts';
import type { Way } from './way.ts';

/** Moments on our clock, in ms. */
export interface Marks {
  started?: number;
  connected?: number;
  tunneled?: number;
  secured?: number;
  /** Something was said to whoever is there: a proxy is asked for a tunnel, or the server for the file. */
  asked?: number;
  /** The header of the request has been sent, and the content, where there is any. */
  requested?: number;
  uploaded?: number;
  answered?: number;
  reported?: number;
}

export interface TraceEvents {
  onMark(mark: keyof Marks): void;
  /** A line that was sent to the server, and one that came from it, without the ends of lines. */
  onSent(line: string): void;
  onReceived(line: string): void;
}

const CONNECTED = /^(?:Connected to|Established connection) /;
/** Said of the way through an HTTP proxy, and of one through SOCKS. */
const TUNNELED =
  /^(?:CONNECT tunnel established|Proxy replied 2\d\d to CONNECT|CONNECT phase completed|SOCKS\d \S*\s*request granted|Opened SOCKS connection)/i;
const SECURED = /^SSL connection using (\S+) \/ ([^\s/]+)/;
const UPLOADED = /^(?:We are completely uploaded and fine|upload completely sent off)/;
const TLS_MESSAGE = /\((IN|OUT)\), TLS (handshake|alert), (.+)/;
const CERTIFICATE_REQUEST = /\(IN\), TLS handshake, Request CERT/;
const ALERT = /\(IN\), TLS alert, (.+) \((\d+)\)/;
const REUSED = /^SSL re-?using session/i;
const CLOSE_NOTIFY = 256;
const CONNECT_FAILED = /^connect to .* failed: .*|^Immediate connect fail for .*/;
const ENDED_BY_OTHER = /^(?:Recv|Send) failure: .*/;

export class CurlTrace {
  readonly marks: Marks = {};
  /** Of TLS with the server, or with the proxy: the last that came about. */
  tls: { version: string; cipher: string; count: number } | null = null;
  certificateRequested = false;
  /** We ended the handshake when the certificate had come. */
  certificateNotTaken = false;
  /** TLS tells its messages: what it does not tell did not come. */
  tellsTls = false;
  closeNotified = false;
  /** A session was gone on with, on the last connection that was secured. */
  sessionReused = false;
  /** Why a connection could not be opened, or broke: curl's last word on it may say less. */
  trouble: string | null = null;
  report: CurlReport | null = null;
  /** The last line on which curl said why it failed: `curl: (6) …`, for a curl that has no report. */
  error: string | null = null;
  /** The request goes to the proxy, to open a tunnel. */
  tunneling = false;
  /** The last message of the handshake that came. */
  #lastMessage = '';
  readonly #marker: string;
  readonly #now: () => number;
  readonly #events: TraceEvents;

  /** `marker` begins the line with the report; nobody else can know it. */
  constructor(marker: string, now: () => number, events: TraceEvents) {
    this.#marker = marker;
    this.#now = now;
    this.#events = events;
  }

  line(text: string): void {
    this.#mark('started');
    const rest = text.slice(2);
    if (text.startsWith(this.#marker)) {
      this.#mark('reported');
      this.report = parseReport(text.slice(this.#marker.length));
    } else if (text.startsWith('* ')) this.#info(rest);
    else if (text.startsWith('> ')) this.#sent(rest);
    else if (text.startsWith('< ')) this.#received(rest);
    else if (text.startsWith('curl: (')) this.error = text;
  }

  #info(text: string): void {
    if (/TLS (?:handshake|alert|header|change cipher)/.test(text)) this.#tls(text);
    else if (CONNECTED.test(text)) this.#mark('connected');
    else if (TUNNELED.test(text)) this.#tunneled();
    else if (UPLOADED.test(text)) this.#mark('uploaded');
    else if (REUSED.test(text)) this.sessionReused = true;
    else if (CONNECT_FAILED.test(text) || ENDED_BY_OTHER.test(text)) this.trouble ??= text;
    const secured = SECURED.exec(text);
    if (!secured) return;
    this.tls = { version: secured[1]!, cipher: secured[2]!, count: (this.tls?.count ?? 0) + 1 };
    this.#mark('secured', 'again');
  }

  #tls(text: string): void {
    this.#mark('connected');
    this.tellsTls = true;
    const [, direction, kind, message] = TLS_MESSAGE.exec(text) ?? [];
    if (direction === 'IN' && kind === 'handshake') this.#lastMessage = message ?? '';
    if (direction === 'OUT' && kind === 'alert' && this.#lastMessage.startsWith('Certificate ('))
      this.certificateNotTaken = true;
    if (CERTIFICATE_REQUEST.test(text)) this.certificateRequested = true;
    if (Number(ALERT.exec(text)?.[2]) === CLOSE_NOTIFY) this.closeNotified = true;
  }

  #tunneled(): void {
    this.tunneling = false;
    this.#mark('tunneled', 'again');
  }

  #sent(line: string): void {
    this.#mark('connected');
    this.#mark('asked');
    if (line.startsWith('CONNECT ')) this.tunneling = true;
    else if (/^\S+ \S.* HTTP\/[\d.]+$/.test(line)) this.tunneling = false;
    if (this.tunneling) return;
    if (line === '') this.#mark('requested', 'again');
    this.#events.onSent(line);
  }

  #received(line: string): void {
    if (this.tunneling) return;
    this.#mark('answered');
    this.#events.onReceived(line);
  }

  #mark(mark: keyof Marks, again?: 'again'): void {
    if (this.marks[mark] !== undefined && !again) return;
    this.marks[mark] = this.#now();
    this.#events.onMark(mark);
  }
}

/** How far curl is on its way to the server, by what it has said; `request` when it is there. */
export function phaseOf(
  { connected, tunneled, secured }: Marks,
  { tunnels, secures, securesProxy }: Pick<Way, 'tunnels' | 'secures' | 'securesProxy'>,
): Phase {
  if (connected === undefined) return 'connect';
  if (tunnels ? tunneled === undefined : securesProxy && secured === undefined) return 'proxy';
  // TLS with the proxy came before the tunnel.
  const withServer = secured !== undefined && secured >= (tunneled ?? 0);
  return secures && !withServer ? 'secure' : 'request';
}
