/** An upload over HTTP or HTTPS: a request that carries content, followed like any other. */
import type { Attempt } from '../attempt.ts';
import type { Target } from '../preflight.ts';
import { run } from './download.ts';
import type { Order } from './order.ts';
import { uploadSource } from './source.ts';

/** Resolves when the server has answered that it took everything; throws a StepFailure otherwise (621, 635 to 637, 665, …). */
export function upload(attempt: Attempt): Promise<void> {
  return run(attempt, (target) => uploadOrder(attempt, target));
}

/** Throws a StepFailure (665). */
export async function uploadOrder(attempt: Attempt, target: Target): Promise<Order> {
  const { method = 'POST', fileName } = attempt.task.upload ?? {};
  const { body, name } = await uploadSource(attempt);
  const toFolder = method === 'PUT' && target.url.pathname.endsWith('/');
  const intoFolder = toFolder ? (fileName ?? name) : undefined;
  return {
    method,
    body,
    headers: {
      'content-type': 'application/octet-stream',
      ...(fileName !== undefined && !toFolder && { 'content-disposition': disposition(fileName) }),
    },
    uploads: true,
    target: intoFolder === undefined ? target : { ...target, url: below(target.url, intoFolder) },
  };
}

function below(folder: URL, name: string): URL {
  const url = new URL(folder);
  url.pathname += encodeURIComponent(name);
  return url;
}

/** RFC 6266: the plain form for everybody, the coded one where the name is more than ASCII. */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '\\$&');
  // RFC 8187 leaves fewer characters alone than encodeURIComponent does.
  const coded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const extended = /^[\x20-\x7e]*$/.test(name) ? '' : `; filename*=UTF-8''${coded}`;
  return `attachment; filename="${plain}"${extended}`;
}
