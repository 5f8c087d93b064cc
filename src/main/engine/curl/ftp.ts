/** A transfer over FTP or FTPS by curl: one run of it, told by its URL where to go through and what to fetch. */
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { StepFailure } from '../failure.ts';
import { verify } from '../ftp/download.ts';
import { FtpLog } from '../ftp/log.ts';
import { type Account, accountOf, type FtpPath, ftpPath } from '../ftp/path.ts';
import { uploadSource } from '../http/source.ts';
import { pinHosts } from '../pins.ts';
import { allowProtocol, type Target, targetOf } from '../preflight.ts';
import { clientFiles } from './client.ts';
import { type CurlOption, option } from './config.ts';
import { CurlContent, type UploadFile, uploadFile } from './content.ts';
import { Conversation } from './conversation.ts';
import { type Environment, findCurl } from './find.ts';
import { PrivateFolder } from './folder.ts';
import { commonOptions, hostFor, refuseLacking } from './options.ts';
import { newMarker } from './run.ts';
import { findWay, type Way } from './way.ts';

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
  const url = ftpUrl(target, way, account, {
    host: way.secures ? hostFor(task, target) : target.host,
    segments: [...path.directories, name],
  });
  const options = [
    ...commonOptions(task, settings),
    ...ftpOptions(attempt, way, url),
    ...(upload ? [option('upload-file', upload.file.path)] : []),
  ];
  const lookup = await new Conversation(attempt, settings, log, upload?.content ?? null).hold(options, env);
  await upload?.file.verify();
  if (!upload) verify(attempt, lookup);
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
  { host: name, segments }: { host: string; segments: readonly string[] },
): string {
  const named = secures || (proxy !== null && !proxy.chosen.scheme.endsWith('5'));
  const host = named ? name : (place?.address ?? name);
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
