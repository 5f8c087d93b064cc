/** A transfer over FTP or FTPS by curl: one run of it, its conversation followed line by line. */
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { type Deadline, deadline } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { verify } from '../ftp/download.ts';
import { FtpLog } from '../ftp/log.ts';
import { type Account, accountOf, type FtpPath, ftpPath } from '../ftp/path.ts';
import { uploadSource } from '../http/source.ts';
import { pinHosts } from '../pins.ts';
import { allowProtocol, type Target, targetOf } from '../preflight.ts';
import { Body } from './body.ts';
import { clientFiles } from './client.ts';
import { type CurlOption, option } from './config.ts';
import { CurlContent, type UploadFile, uploadFile } from './content.ts';
import { type Environment, findCurl } from './find.ts';
import { curlFailure, overdue } from './findings.ts';
import { PrivateFolder } from './folder.ts';
import { commonOptions, type RunSettings, refuseLacking } from './options.ts';
import type { CurlEnd } from './process.ts';
import { recordAddress, recordTls } from './record.ts';
import { CurlRun, newMarker } from './run.ts';
import { FtpTalk, type Standing } from './talk.ts';
import { type CurlTrace, phaseOf } from './trace.ts';
import { findWay, type Way } from './way.ts';

/** Exits of a TLS handshake; once the transfer has been asked for it is that of the data connection. */
const TLS_EXITS = new Set([35, 51, 60, 83, 90, 91, 98]);

/** Resolves when the content is complete and as the task wants it; throws a StepFailure otherwise. */
export async function curlFtp(attempt: Attempt, env: Environment): Promise<void> {
  const { task } = attempt;
  const target = targetOf(task.url);
  attempt.target = target;
  const path = ftpPath(target, task);
  const account = accountOf(target, task);
  allowProtocol(target, task);
  attempt.pins = pinHosts(task, attempt.choice);
  const program = await findCurl(env);
  attempt.curl = { version: program.version, tls: program.tls };
  refuseLacking(program, task, target);
  const folder = new PrivateFolder(attempt);
  const upload = task.direction === 'upload' ? await contentOf(attempt, path, folder) : null;
  const client = clientFiles(attempt);
  const emptyFolder = task.tls.caFile === undefined ? '' : await folder.path();
  const name = upload?.name ?? path.name;
  if (!name)
    throw new StepFailure(check('URL_INVALID', 'the URL names a folder, and the transfer needs a file'));

  const log = new FtpLog(attempt.clock, attempt.timeline, account.anonymous ? [] : [account.password]);
  attempt.ftp = log;
  log.begin('control');
  const way = await findWay(attempt, target);
  const leftMs = attempt.endsAt - attempt.clock.now();
  const settings = { program, target, way, marker: newMarker(), leftMs, client, emptyFolder };
  const url = ftpUrl(target, way, account, [...path.directories, name], task.tls.serverName);
  const options = [
    ...commonOptions(task, settings),
    ...ftpOptions(attempt, way, url),
    ...(upload ? [option('upload-file', upload.file.path)] : []),
  ];
  const talk = await converse(attempt, settings, options, env, upload?.content ?? null);
  await upload?.file.verify();
  if (!upload) verify(attempt, talk.lookup);
}

interface Upload {
  content: CurlContent;
  file: UploadFile;
  name: string | undefined;
}

/** Throws a StepFailure (606, 665). */
async function contentOf(attempt: Attempt, path: FtpPath, folder: PrivateFolder): Promise<Upload> {
  const source = await uploadSource(attempt);
  return {
    content: new CurlContent(source.body.size),
    file: await uploadFile(attempt, source.body, folder),
    name: path.name || attempt.task.upload?.fileName || source.name,
  };
}

/**
 * Folders and file as segments of a path, which curl goes through one by one. Without TLS the host is its address: curl looks the name up
 * again for the data connection where a proxy stands between.
 */
function ftpUrl(
  target: Target,
  { place, secures, proxy }: Way,
  { user, password }: Account,
  segments: readonly string[],
  serverName: string | undefined,
): string {
  const named = secures || (proxy !== null && !proxy.chosen.scheme.endsWith('5'));
  const name = secures ? (serverName ?? target.host) : target.host;
  const host = named ? name : (place?.address ?? target.host);
  const port = named ? target.port : (place?.port ?? target.port);
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const login = [user, password].map(encodeURIComponent).join(':');
  return `${target.protocol}://${login}@${authority}/${segments.map(encodeURIComponent).join('/')}`;
}

function ftpOptions({ task }: Attempt, { tunnels, proxy }: Way, url: string): CurlOption[] {
  const throughHttp = tunnels && proxy?.chosen.scheme.startsWith('http');
  return [
    option('url', url),
    // A data connection goes to the address of the control connection.
    option('ftp-skip-pasv-ip'),
    ...(task.ftp?.tls === 'explicit' ? [option('ssl-reqd')] : []),
    ...(throughHttp ? [option('proxytunnel')] : []),
  ];
}

async function converse(
  attempt: Attempt,
  settings: RunSettings,
  options: readonly CurlOption[],
  env: Environment,
  content: CurlContent | null,
): Promise<FtpTalk> {
  const { way, target } = settings;
  const { timeline, ftp, clock, task } = attempt;
  const log = ftp!;
  let transferringSince: number | null = null;
  if (content) attempt.carries(content, true);

  const talk = new FtpTalk(attempt, log, (standing) => {
    if (standing === 'transferring') {
      transferringSince = clock.now();
      timeline.packetSent();
    }
    attempt.size = talk.size;
    run.follow();
    run.watch(limitOf(standing));
  });
  const limitOf = (standing: Standing): Deadline | null => {
    const { responseMs, connectMs } = task.timeouts;
    switch (standing) {
      case 'asked':
        return deadline('RESPONSE_TIMEOUT', `no answer to ${talk.awaiting}`, responseMs, attempt);
      case 'opening':
        return deadline('CONNECT_TIMEOUT', 'no data connection', connectMs, attempt);
      case 'over':
        return deadline('NO_FINAL_REPLY', 'the server did not confirm the end', responseMs, attempt);
      default:
        return null;
    }
  };
  const run: CurlRun = new CurlRun(attempt, settings, {
    onSent: (line) => talk.sent(line),
    onReceived: (line) => talk.received(line),
    onBody: (chunk, resume) => {
      timeline.firstByte();
      const more = body.take(chunk, resume);
      if (talk.size !== null && attempt.bytes >= talk.size) talk.downloaded(attempt.bytes);
      return more;
    },
    onMark: (mark) => {
      const { marks, tls } = run.trace;
      const implicit = target.protocol === 'ftps';
      const there = mark === (implicit ? 'secured' : way.tunnels ? 'tunneled' : 'connected');
      if (there && marks.answered === undefined) {
        recordAddress(attempt, run, way);
        log.tell(`${attempt.remoteAddress} port ${attempt.remotePort}`);
        talk.connected(implicit && tls ? `${tls.version} ${tls.cipher}` : null);
        run.follow();
        run.watch(
          deadline(
            'CONNECT_TIMEOUT',
            `no FTP greeting from ${target.host} port ${target.port}`,
            task.timeouts.connectMs,
            attempt,
          ),
        );
      }
      if (mark === 'uploaded') {
        if (content) content.sent = content.size;
        if (transferringSince !== null) attempt.movingMs = clock.now() - transferringSince;
        talk.uploaded();
      }
    },
    phase: ({ marks }) => {
      if (marks.answered !== undefined || marks.asked !== undefined) return talk.phase;
      const phase = phaseOf(marks, { ...way, secures: target.protocol === 'ftps' });
      return phase === 'request' ? 'login' : phase;
    },
  });
  const body = new Body(attempt, () => run.satisfied());
  body.begin(null);

  const note = (): void => {
    if (content) content.sent = Math.min(content.size, run.trace.report?.uploaded ?? content.sent);
    if (!content && transferringSince !== null)
      attempt.movingMs = (run.satisfiedAt ?? clock.now()) - transferringSince;
    recordAddress(attempt, run, way);
    recordTls(attempt, run, way);
    if (way.secures && talk.begun) log.sessionReused = run.trace.sessionReused;
    // The goodbye and the end of curl are no part of the transfer.
    if (run.timesAtEnd) timeline.measured(run.timesAtEnd);
  };
  const seen = { trace: run.trace, way, answerBytes: 1 };

  let end: CurlEnd;
  try {
    end = await run.start(options, env);
  } catch (error) {
    note();
    throw error instanceof StepFailure ? overdue(attempt, error, seen, ...talk.evidence()) : error;
  }
  note();
  if (run.satisfiedAt === null && (end.exit !== 0 || end.signal)) {
    throw curlFailure(attempt, { end, ...seen }, ...broken(end, run.trace, talk, log));
  }
  log.done();
  timeline.stop();
  await body.finish();
  return talk;
}

/** Where it broke off. A handshake is no matter of the conversation, but which of the two connections it was on is. */
function broken({ exit }: CurlEnd, { marks }: CurlTrace, talk: FtpTalk, log: FtpLog): Evidence[] {
  const inTls = TLS_EXITS.has(exit ?? -1);
  if (inTls && marks.answered === undefined) return [];
  const onData = talk.begun || talk.awaiting === 'RETR' || talk.awaiting === 'STOR';
  const where = `TLS of the data connection to port ${log.dataPort}`;
  return [...talk.evidence(), ...(inTls && onData ? [check('FTP_DATA_TLS', where)] : [])];
}
