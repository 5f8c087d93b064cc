/** A transfer over HTTP or HTTPS by curl: a run of it for each hop. Redirects, digest and checks are those of the other kernel. */
import type { Attempt } from '../attempt.ts';
import { askAgain, followRedirect, verify } from '../http/download.ts';
import { downloadOrder } from '../http/order.ts';
import { isRedirect } from '../http/redirects.ts';
import { uploadOrder } from '../http/upload.ts';
import { pinHosts } from '../pins.ts';
import { allowProtocol, targetOf } from '../preflight.ts';
import { clientFiles } from './client.ts';
import { uploadFile } from './content.ts';
import { exchange } from './exchange.ts';
import { type Environment, findCurl } from './find.ts';
import { PrivateFolder } from './folder.ts';
import { commonOptions, refuseLacking } from './options.ts';
import { requestOptions } from './request.ts';
import { newMarker } from './run.ts';
import { findWay } from './way.ts';

/** Resolves when the content is complete and as the task wants it; throws a StepFailure otherwise. */
export async function curlHttp(attempt: Attempt, env: Environment): Promise<void> {
  const { task } = attempt;
  let target = targetOf(task.url);
  allowProtocol(target, task);
  attempt.target = target;
  attempt.pins = pinHosts(task, attempt.choice);
  const program = await findCurl(env);
  attempt.curl = { version: program.version, tls: program.tls };
  refuseLacking(program, task, target);
  let order = await (task.direction === 'upload'
    ? uploadOrder(attempt, target)
    : downloadOrder(task, target));
  target = attempt.target = order.target;
  const folder = new PrivateFolder(attempt);
  const file = order.uploads && order.body ? await uploadFile(attempt, order.body, folder) : null;
  const client = clientFiles(attempt);
  const emptyFolder = task.tls.caFile === undefined ? '' : await folder.path();

  for (;;) {
    const way = await findWay(attempt, target);
    const leftMs = attempt.endsAt - attempt.clock.now();
    const settings = { program, target, way, marker: newMarker(), leftMs, client, emptyFolder };
    const body = !order.body ? {} : order.uploads ? { file: file?.path } : { text: task.request.body };
    const options = [...commonOptions(task, settings), ...requestOptions(attempt, order, body)];
    const { head, challenged } = await exchange(attempt, order, settings, options, env);
    if (challenged) {
      askAgain(attempt, target, head.status);
    } else if (isRedirect(head)) {
      order = followRedirect(attempt, head, target, order);
      target = order.target;
    } else {
      await file?.verify();
      return verify(attempt, head);
    }
  }
}
