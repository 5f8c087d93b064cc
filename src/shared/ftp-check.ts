/** The guided FTP check: a result of an FTP transfer as the steps a technician would go through, and one sentence on where it breaks. */
import { FTP_STEPS, type FtpStepName, type TransferResult } from './result.ts';
import { ftpFindings, ftpStepTexts } from './texts/ftp-check.ts';
import { type Language, say } from './texts/text.ts';

export interface CheckedStep {
  step: FtpStepName;
  state: 'ok' | 'failed' | 'unreached';
  ms: number;
  detail: string;
}

export interface FtpCheck {
  /** In their order; what this transfer has no use for (TLS, a folder) is left out. */
  steps: CheckedStep[];
  /** Where it breaks and what to change; of a success, what is still worth knowing. */
  finding: string;
}

type Finding = keyof typeof ftpFindings;

export function ftpCheck(result: TransferResult, language: Language): FtpCheck {
  const steps = stepsOf(result);
  const at = steps.find(({ state }) => state === 'failed')?.step ?? 'control';
  const params = {
    address: result.ftp?.dataAddress ?? '?',
    port: result.ftp?.dataPort ?? '?',
    host: result.host,
    controlPort: portOf(result),
    reply: lastReply(result),
    step: say(ftpStepTexts[at], language),
  };
  return { steps, finding: say(ftpFindings[findingOf(result, at)], language, params) };
}

function stepsOf({ ftp, protocol, outcome }: TransferResult): CheckedStep[] {
  const begun = new Map(ftp?.steps.map((step) => [step.step, step]));
  const secure = protocol === 'ftps' || begun.has('tls');
  const last = Math.max(-1, ...[...begun.keys()].map((step) => FTP_STEPS.indexOf(step)));
  return FTP_STEPS.flatMap((step, index): CheckedStep[] => {
    const seen = begun.get(step);
    if (seen) return [{ ...seen }];
    const wanted = index > last && outcome !== 'ok' && (secure || (step !== 'tls' && step !== 'dataTls'));
    return wanted && step !== 'directory' ? [{ step, state: 'unreached', ms: 0, detail: '' }] : [];
  });
}

/** The rules in the order of the steps; the first that holds. */
function findingOf(result: TransferResult, at: FtpStepName): Finding {
  const { outcome, code, phase } = result;
  if (outcome === 'ok') return praise(result);
  if (outcome === 'canceled') return 'canceled';
  if (phase === 'preflight') return 'preflight';
  if (phase === 'resolve') return 'resolve';
  if (code === 613) return 'unanswered';
  return BY_STEP[at]?.(result) ?? byCode(result) ?? 'other';
}

function praise(result: TransferResult): Finding {
  if (has(result, 'PASV_ADDRESS')) return 'worksPrivateAddress';
  return result.tls ? 'works' : 'worksUnencrypted';
}

type Judge = (result: TransferResult) => Finding | undefined;

const whereCode =
  (findings: Partial<Record<number, Finding>>): Judge =>
  ({ code }) =>
    code === null ? undefined : findings[code];

const greeting = whereCode({
  601: 'greetingSilent',
  608: 'greetingClosed',
  609: 'greetingClosed',
  620: 'greetingClosed',
  622: 'serverBusy',
  628: 'notFtp',
});
const login = whereCode({ 618: 'password', 619: 'user', 602: 'loginOther' });
const tls = whereCode({ 655: 'noTls', 622: 'serverBusy' });

const BY_STEP: Partial<Record<FtpStepName, Judge>> = {
  control: (result) =>
    has(result, 'ECONNREFUSED') ? 'controlRefused' : result.code === 601 ? 'controlSilent' : undefined,
  greeting,
  tls: (result) => tls(result) ?? (has(result, 'ERR_SSL_WRONG_VERSION_NUMBER') ? 'notTlsPort' : 'tls'),
  login: (result) => {
    if (result.code !== 622) return login(result);
    return /\b(TLS|SSL)\b|encrypt|cleartext/i.test(lastReply(result)) ? 'tlsWanted' : 'loginOther';
  },
  passive: whereCode({ 604: 'noPassive', 628: 'passiveInvalid' }),
  data: (result) => {
    if (result.code !== 601) return undefined;
    return has(result, 'ECONNREFUSED') ? 'dataRefused' : 'dataBlocked';
  },
  command: whereCode({ 601: 'dataNotOpened' }),
  dataTls: (result) => (result.code === 655 ? 'dataWantsTls' : 'dataTls'),
  end: whereCode({ 620: 'unconfirmed' }),
};

const byCode = whereCode({
  609: 'reset',
  614: 'absent',
  615: 'unreadable',
  616: 'unknownFile',
  617: 'folder',
  620: 'sessionEnded',
  621: 'storeRefused',
  629: 'tooShort',
  630: 'stalled',
  655: 'dataWantsTls',
});

function has({ evidence }: TransferResult, name: string): boolean {
  return evidence.some((one) => one.name === name);
}

/** The last refusal, without the command it answered. */
function lastReply({ evidence }: TransferResult): string {
  const reply = evidence.findLast(({ source, name }) => source === 'ftp' && Number(name) >= 300);
  return reply?.detail.replace(/^[A-Z]+(?: \w+)?: /, '') ?? '–';
}

function portOf({ url, protocol }: TransferResult): number {
  const [, port] = /^[a-z]+:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(url) ?? [];
  return port === undefined ? (protocol === 'ftps' ? 990 : 21) : Number(port);
}
