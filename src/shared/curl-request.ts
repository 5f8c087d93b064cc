/** The request of a curl command: method, body, headers in the order curl sends them, and who asks. */
import type { CurlArguments } from './curl-arguments.ts';
import type { CurlContext } from './curl-command.ts';
import { loginOf } from './curl-network.ts';
import type { CurlArgument } from './curl-options.ts';
import type { TaskInput } from './task.ts';
import { importTexts } from './texts/import.ts';

const { reasons } = importTexts;

type Request = NonNullable<TaskInput['request']>;
type Headers = NonNullable<Request['headers']>;

/** Of Debian's and most other builds. */
const CODINGS = 'deflate, gzip, br, zstd';

/** `query` is what `-G` puts behind the URL. */
export function requestOf(options: CurlArguments, context: CurlContext): { query: string; request: Request } {
  const data = dataOf(options, context);
  const asQuery = options.has('get');
  const body = asQuery || data === null ? undefined : data;
  const method =
    options.value('request') ?? (options.has('head') ? 'HEAD' : body === undefined ? undefined : 'POST');
  const auth = authOf(options);
  const request: Request = {
    ...(method !== undefined && !options.has('upload-file') && { method }),
    ...(options.has('http2') && { httpVersion: '2' as const }),
    ...headersOf(options, context),
    ...(auth && { auth }),
    ...(body !== undefined && { body }),
  };
  return { query: asQuery ? (data ?? '') : '', request };
}

function authOf(options: CurlArguments): Request['auth'] {
  const token = options.value('oauth2-bearer');
  if (token !== undefined) return { type: 'bearer', token };
  const login = loginOf(options, 'user');
  if (!login) return undefined;
  const type = options.last('basic', 'digest')?.option.name === 'digest' ? 'digest' : 'basic';
  return { type, user: login[0], password: login[1] };
}

/**
 * curl's order is Authorization, Range, User-Agent, Accept, Accept-Encoding, Referer, Cookie, then the headers of `-H`; the engine
 * puts the fields of a task first and its headers last. So those that stand before a field's place are what moves it to the headers.
 */
function headersOf(
  options: CurlArguments,
  context: CurlContext,
): Pick<Request, 'headers' | 'userAgent' | 'cookies'> {
  const own = ownHeaders(options);
  const agent = options.value('user-agent') ?? `curl/${context.version}`;
  const range = options.value('range');
  const cookie = cookieOf(options);
  const referer = options.value('referer')?.replace(/;auto$/, '');
  if (range !== undefined && !/^[\d,\s-]+$/.test(range))
    options.refuse(options.last('range')!, reasons.listed);

  const headers: Headers = {};
  const add = (name: string, value: string | string[] | undefined): void => {
    if (value !== undefined && !hasName(own, name)) headers[name] = value;
  };
  if (range !== undefined) {
    add('Range', `bytes=${range}`);
    add('User-Agent', agent || []);
    add('Accept', '*/*');
  } else if (!agent) add('User-Agent', []);
  if (options.has('compressed')) add('Accept-Encoding', CODINGS);
  if (referer) add('Referer', referer);
  const ordinary = range === undefined && agent !== '' && !hasName(own, 'user-agent');
  const cookies = Object.keys(headers).length === 0 ? pairsOf(cookie) : undefined;
  if (!cookies) add('Cookie', cookie);
  Object.assign(headers, own);
  // curl does not say what kind of file it sends.
  if (options.has('upload-file')) add('Content-Type', []);
  return {
    ...(ordinary && { userAgent: agent }),
    ...(Object.keys(headers).length && { headers }),
    ...(cookies && !hasName(own, 'cookie') && { cookies }),
  };
}

/** `NAME: VALUE`; `NAME:` takes curl's own header away, `NAME;` sends it empty. */
function ownHeaders(options: CurlArguments): Headers {
  const headers: Headers = {};
  const add = (name: string, value: string): void => {
    const known = Object.keys(headers).find((key) => key.toLowerCase() === name.toLowerCase());
    headers[known ?? name] = known === undefined ? value : [headers[known] ?? [], value].flat();
  };
  for (const argument of options.all('header')) {
    const [, name, mark, value = ''] = /^([^\s:;@][^:;]*)([:;])\s*([\s\S]*)$/.exec(argument.value) ?? [];
    if (argument.value.startsWith('@')) options.refuse(argument, reasons.headerFile);
    else if (!name || (mark === ';' && value)) options.refuse(argument, reasons.headerForm);
    else if (mark === ';' || value) add(name, value);
    else headers[name] = [];
  }
  if (options.has('json')) {
    for (const name of ['Content-Type', 'Accept'])
      if (!hasName(headers, name)) headers[name] = 'application/json';
  }
  return headers;
}

function hasName(headers: Headers, name: string): boolean {
  return Object.keys(headers).some((key) => key.toLowerCase() === name.toLowerCase());
}

function cookieOf(options: CurlArguments): string | undefined {
  const given = options.all('cookie').filter((argument) => {
    const pairs = argument.value.includes('=');
    // An empty name of a file only switches curl's cookie engine on.
    if (!pairs && argument.value) options.refuse(argument, reasons.cookieFile);
    return pairs;
  });
  return given.length ? given.map((argument) => argument.value).join('; ') : undefined;
}

/** The cookie header as fields of a task, where these make the same header again. */
function pairsOf(cookie: string | undefined): Record<string, string> | undefined {
  if (cookie === undefined) return undefined;
  const pairs = cookie.split('; ').map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, Math.max(0, equals)), pair.slice(equals + 1)];
  });
  const names = new Set(pairs.map(([name]) => name));
  // A number as a name would be sorted to the front of the object.
  const plain = pairs.every(([name]) => /^(?!\d+$)[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name));
  return plain && names.size === pairs.length ? Object.fromEntries(pairs) : undefined;
}

/** What the data options make together; null without one. */
function dataOf(options: CurlArguments, context: CurlContext): string | null {
  const given = options.all('data', 'data-ascii', 'data-raw', 'data-binary', 'data-urlencode', 'json');
  if (!given.length) return null;
  return given.reduce((whole, argument, index) => {
    // Several --json are put together as they are.
    const joint = index === 0 || argument.option.name === 'json' ? '' : '&';
    return whole + joint + partOf(argument, options, context);
  }, '');
}

function partOf(argument: CurlArgument, options: CurlArguments, context: CurlContext): string {
  const { option, value } = argument;
  const read = (file: string): string => fileText(file, argument, options, context);
  switch (option.name) {
    case 'data-raw':
      return value;
    case 'data-binary':
    case 'json':
      return value.startsWith('@') ? read(value.slice(1)) : value;
    case 'data-urlencode':
      return encodedPart(value, read);
    default:
      // As curl reads a file for -d: without line breaks.
      return value.startsWith('@') ? read(value.slice(1)).replace(/[\r\n\0]/g, '') : value;
  }
}

/** `CONTENT`, `=CONTENT`, `NAME=CONTENT`, `@FILE`, `NAME@FILE`: only the content is encoded. */
function encodedPart(value: string, read: (file: string) => string): string {
  const [, name = '', mark, content = ''] = /^([^=@]*)([=@])([\s\S]*)$/.exec(value) ?? [];
  if (mark === undefined) return formEncoded(value);
  return (name ? `${name}=` : '') + formEncoded(mark === '@' ? read(content) : content);
}

/** All but letters, digits and `-._~`, and a blank as `+`: the way of forms, as curl does it. */
function formEncoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

function fileText(
  file: string,
  argument: CurlArgument,
  options: CurlArguments,
  context: CurlContext,
): string {
  if (file === '-') {
    options.refuse(argument, reasons.stdin);
    return '';
  }
  try {
    const text = context.readText(file);
    if (text === null) options.refuse(argument, reasons.notText);
    return text ?? '';
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    options.remarks.problem(importTexts.fileUnreadable, { option: argument.written, file, detail });
    return '';
  }
}
