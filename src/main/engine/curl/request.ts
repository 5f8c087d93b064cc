/** The HTTP request of one hop as curl's options: the same bytes as the other kernel's. */
import type { Task } from '../../../shared/task.ts';
import type { Attempt } from '../attempt.ts';
import { requestHeaders } from '../http/head.ts';
import type { Order } from '../http/order.ts';
import type { Target } from '../preflight.ts';
import { byteOption, type CurlOption, option } from './config.ts';
import { hostFor } from './options.ts';

/** Headers that curl writes unasked; where the task does not want them they are taken away. */
const UNASKED = ['User-Agent', 'Accept', 'Expect', 'Proxy-Connection', 'Content-Type'];
/** RFC 9110 section 8.6: a method that usually has content says when it has none. */
const EXPECTS_CONTENT = new Set(['POST', 'PUT', 'PATCH']);

/** `text`: the content of a request that is no upload; `file`: where the content of an upload is. */
export interface SentBody {
  text?: string | undefined;
  file?: string | undefined;
}

export function requestOptions(attempt: Attempt, order: Order, body: SentBody): CurlOption[] {
  const { task } = attempt;
  const { target, method } = order;
  return [
    option('url', urlFor(task, target)),
    versionOption(task, target),
    ...methodOptions(method, body),
    ...headerOptions(attempt, order, body),
  ];
}

function urlFor(task: Task, target: Target): string {
  const shown = new URL(target.url);
  shown.username = shown.password = shown.hash = '';
  // The true host goes into the header.
  const host = hostFor(task, target);
  if (host !== target.host) shown.hostname = host;
  return shown.href;
}

function versionOption({ request }: Task, { protocol }: Target): CurlOption {
  if (request.httpVersion === '1.1') return option('http1.1');
  return option(protocol === 'https' ? 'http2' : 'http2-prior-knowledge');
}

function methodOptions(method: string, { text, file }: SentBody): CurlOption[] {
  if (file !== undefined) {
    return [option('upload-file', file), ...(method === 'PUT' ? [] : [option('request', method)])];
  }
  if (text !== undefined) {
    return [option('data-raw', text), ...(method === 'POST' ? [] : [option('request', method)])];
  }
  if (method === 'HEAD') return [option('head')];
  return method === 'GET' ? [] : [option('request', method)];
}

function headerOptions(attempt: Attempt, order: Order, body: SentBody): CurlOption[] {
  const { task, identity } = attempt;
  const { target, method } = order;
  const path = `${target.url.pathname}${target.url.search}`;
  const uploads = body.file !== undefined;
  const headers = requestHeaders(task, {
    ...identity.present(target, method, path),
    proxyAuthorization: null,
    more: {},
    content: uploads ? { size: 0, headers: order.headers, form: false } : null,
  });
  // curl measures the content itself.
  delete headers['Content-Length'];
  const named = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  if (hostFor(task, target) !== target.host && !named.has('host')) headers.Host = target.url.host;
  const empty = !uploads && body.text === undefined && EXPECTS_CONTENT.has(method);
  if (empty) headers['Content-Length'] = '0';
  // A text is a form where the task says nothing else, and says so by itself.
  const ownType = !uploads && !('content-type' in lowerCased(task.request.headers));
  const unwanted = UNASKED.filter(
    (name) => !named.has(name.toLowerCase()) && !(name === 'Content-Type' && ownType),
  );
  return [
    ...unwanted.map((name) => byteOption('header', `${name}:`)),
    ...Object.entries(headers).flatMap(([name, value]) =>
      // Without a value the colon would take the header away.
      [value].flat().map((one) => byteOption('header', one === '' ? `${name};` : `${name}: ${one}`)),
    ),
  ];
}

function lowerCased(headers: Task['request']['headers']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
