/**
 * Request, response and body. The question is always how far we got, and then what physical evidence there is:
 * reset, then arithmetic, then how TLS was closed, then a bare end.
 */
import { checked, type Facts, find, type Rule } from './facts.ts';
import { alerted, clientIdentityRules } from './tls.ts';

const answered = (facts: Facts): boolean => facts.responseBytes > 0;
const upload = (facts: Facts): boolean => facts.direction === 'upload';
const overTls = (facts: Facts): boolean => facts.protocol === 'https' || facts.protocol === 'ftps';
const openssl = (facts: Facts, name = /./): boolean => find(facts, 'openssl', name) !== undefined;
const timedOut = (facts: Facts): boolean =>
  checked('RESPONSE_TIMEOUT')(facts) || checked('TRANSFER_TIMEOUT')(facts);
const reset = (facts: Facts): boolean => find(facts, 'os', 'ECONNRESET') !== undefined;
/** The peer closed and then refused what we had sent: it never read it. */
const unread = (facts: Facts): boolean => find(facts, 'os', 'EPIPE') !== undefined;
const ended = (facts: Facts): boolean =>
  find(facts, 'os', 'FIN') !== undefined || find(facts, 'tls-alert', 'close_notify') !== undefined;
const malformed = (facts: Facts): boolean =>
  find(
    facts,
    'http',
    /^(HTTPParserError|HPE_\w+|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/,
  ) !== undefined;
/** HTTP/2: our side found the server's frames wrong. */
const broken2 = (facts: Facts): boolean =>
  find(facts, 'http', /^ERR_HTTP2_\w*ERROR$/) !== undefined || checked('NOT_HTTP2')(facts);
/** HTTP/2: the server ended the stream or the connection, for this reason. */
const ended2 = (facts: Facts, reason: RegExp): boolean =>
  facts.evidence.some(
    ({ source, name }) =>
      source === 'http' && reason.test(/^(?:RST_STREAM|GOAWAY)_(.+)$/.exec(name)?.[1] ?? ''),
  );
/** The request did not reach the server: bytes of it are still here, or the server closed without reading them. */
const unsent = (facts: Facts): boolean => !answered(facts) && (!facts.requestSent || unread(facts));
/** An upload whose server said yes before it had everything, and then did not take the rest. */
const halfSent = (facts: Facts): boolean => upload(facts) && answered(facts) && !facts.requestSent;

export const exchangeRules: readonly Rule[] = [
  { code: 663, when: checked('INTERNAL') },
  // The content of an upload was there when it began, and then it was not, or was another.
  { code: 665, when: checked('UPLOAD_SOURCE') },

  // TLS speaks after the handshake: who we are, an alert before any answer, a damaged record.
  ...clientIdentityRules,
  {
    code: 634,
    when: (f) => !answered(f) && openssl(f, /(HANDSHAKE_FAILURE|PROTOCOL_VERSION|INSUFFICIENT_SECURITY)$/),
  },
  { code: 638, when: (f) => !answered(f) && alerted(f) },
  { code: 664, when: (f) => openssl(f) },

  // Timers: three for three phases.
  { code: 638, when: (f) => timedOut(f) && unsent(f) && overTls(f) },
  { code: 637, when: (f) => timedOut(f) && (unsent(f) || halfSent(f)) },
  { code: 636, when: (f) => timedOut(f) && upload(f) },
  { code: 613, when: (f) => timedOut(f) && !answered(f) },
  { code: 630, when: timedOut },

  { code: 638, when: (f) => unsent(f) && overTls(f) && !reset(f) && (ended(f) || unread(f)) },
  { code: 637, when: (f) => (unsent(f) || halfSent(f)) && (ended(f) || unread(f) || reset(f)) },

  { code: 637, when: (f) => checked('REQUEST_NOT_PROCESSED')(f) || ended2(f, /^REFUSED_STREAM$/) },

  { code: 609, when: (f) => reset(f) || (answered(f) && unread(f)) },
  // HTTP/2: the server wants other security or another version; then any other reason, which is a reset of the stream.
  { code: 634, when: (f) => overTls(f) && ended2(f, /^(INADEQUATE_SECURITY|HTTP_1_1_REQUIRED)$/) },
  { code: 609, when: (f) => ended2(f, /^(?!NO_ERROR$)./) },
  { code: 628, when: broken2 },
  { code: 629, when: checked('SHORT_OF_LENGTH') },
  { code: 628, when: (f) => checked('RANGE_INVALID')(f) || checked('RANGE_CHANGED')(f) },
  { code: 628, when: (f) => malformed(f) && !ended(f) },
  {
    code: 644,
    when: (f) => answered(f) && f.status !== null && f.framing !== 'length' && checked('NO_CLOSE_NOTIFY')(f),
  },
  { code: 608, when: (f) => ended(f) || find(f, 'http', 'RST_STREAM_NO_ERROR') !== undefined },
  { code: 723, when: checked('SIZE_UNKNOWN') },

  // An errno nobody owns: of the connection while it was read, or of this computer.
  { code: 664, when: (f) => find(f, 'os', /./)?.detail.startsWith('read') ?? false },
  { code: 721, when: (f) => find(f, 'os', /./) !== undefined },
];

/** A 3xx answer and what the task makes of it. */
export const redirectRules: readonly Rule[] = [
  { code: 628, when: checked('NO_LOCATION') },
  { code: 626, when: checked('REDIRECTS_OFF') },
  { code: 606, when: checked('URL_INVALID') },
  // file: is a matter of security, any other scheme (and the count) of the redirect.
  { code: 633, when: (f) => checked('TOO_MANY_REDIRECTS')(f) || checked('REDIRECT_SCHEME')(f) },
  { code: 643, when: (f) => checked('REDIRECT_TO_FILE')(f) || checked('REDIRECT_TO_PRIVATE')(f) },
  { code: 635, when: checked('UPLOAD_REDIRECTED') },
  { code: 644, when: checked('REDIRECT_DOWNGRADE') },
];

/** The response is complete; is it what was wanted? An HTTP status of 400 and above comes before all but a short body. */
export const contentRules: readonly Rule[] = [
  { code: 628, when: checked('CODING_CUT') },
  { code: 654, when: (f) => checked('CODING_UNKNOWN')(f) || checked('CODING_BROKEN')(f) },
  { code: 723, when: checked('SIZE_UNKNOWN') },
  { code: 629, when: checked('TOO_FEW_BYTES') },
  { code: 627, when: checked('HEADER_TEXT_MISSING') },
  { code: 632, when: checked('SUM_DIFFERS') },
  { code: 658, when: checked('SHUTDOWN_FAILED') },
];
