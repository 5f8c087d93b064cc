/** A curl command, as it is pasted from a terminal or a browser, as tasks that send the same request. */
import { CurlArguments } from './curl-arguments.ts';
import { limitsOf, loginOf, pinsOf, proxyOf, rateOf, tlsOf, urlParts } from './curl-network.ts';
import { type CurlArgument, readOptions } from './curl-options.ts';
import { requestOf } from './curl-request.ts';
import { type Imported, Remarks } from './imported.ts';
import { splitWords } from './shell-words.ts';
import { speaksFtp, type TaskInput } from './task.ts';
import { importTexts } from './texts/import.ts';

const { reasons } = importTexts;

/** What a command leans on. */
export interface CurlContext {
  /** The version that curl names in its User-Agent. */
  version: string;
  /** A file's content; null when it is no text. Throws an Error when it cannot be read. */
  readText(file: string): string | null;
}

/** One task for each URL of the command. */
export function tasksOfCurl(command: string, context: CurlContext): Imported {
  const remarks = new Remarks();
  const split = splitWords(command.trim());
  if (!split.ok) {
    remarks.problem(importTexts[split.problem]);
    return remarks.imported([]);
  }
  const [program = '', ...words] = split.words;
  if (!isCurl(program)) {
    remarks.problem(importTexts.notCurl);
    return remarks.imported([]);
  }
  const { given, unknown, empty } = readOptions(words);
  for (const option of unknown) remarks.problem(importTexts.unknownOption, { option });
  for (const option of empty) remarks.problem(importTexts.noValue, { option });
  for (const { option, written } of given) {
    if (option.ignored) remarks.note(importTexts.ignored, { option: written });
  }
  const options = new CurlArguments(given, remarks);
  const urls = options.all('url');
  if (!urls.length) remarks.problem(importTexts.noUrl);
  return remarks.imported(urls.map((url) => taskOf(url, options, context)));
}

export function isCurl(program: string): boolean {
  return /(^|[\\/])curl(\.exe)?$/i.test(program);
}

function taskOf(named: CurlArgument, options: CurlArguments, context: CurlContext): TaskInput {
  if (!options.has('globoff') && isPattern(named.value)) options.refuse(named, reasons.glob);
  if (speaksFtp(withScheme(named.value))) return ftpTaskOf(withScheme(named.value), options);
  const { query, request } = requestOf(options, context);
  const { url, ...upload } = uploadOf(options, withQuery(withScheme(named.value), query));
  const hosts = pinsOf(options, urlParts(url));
  const localAddress = options.value('interface');
  return {
    url,
    ...upload,
    ...familyOf(options),
    ...(hosts.length && { hosts }),
    ...(localAddress !== undefined && { localAddress }),
    ...limitsOf(options),
    ...rateOf(options),
    request,
    ...redirectsOf(options),
    ...tlsOf(options),
    ...proxyOf(options),
  };
}

/** Options that say something in HTTP alone. */
const HTTP_ONLY = [
  'request',
  'header',
  'cookie',
  'json',
  'data',
  'data-raw',
  'data-ascii',
  'data-binary',
  'data-urlencode',
];

function ftpTaskOf(address: string, options: CurlArguments): TaskInput {
  for (const argument of options.all(...HTTP_ONLY, 'get', 'head', 'range'))
    options.refuse(argument, reasons.httpOnly);
  const { url, upload, ...direction } = uploadOf(options, address);
  const login = loginOf(options, 'user');
  const explicit = options.last('ssl-reqd', 'ftp-ssl-reqd', 'ssl', 'ftp-ssl');
  // These are content with no TLS where the server has none; a test would not know what it has tested.
  if (explicit && !explicit.option.name.endsWith('reqd')) options.note(explicit, importTexts.tlsRequired);
  const hosts = pinsOf(options, urlParts(url));
  const localAddress = options.value('interface');
  return {
    url,
    ...direction,
    ...(upload && { upload: { source: upload.source } }),
    ...familyOf(options),
    ...(hosts.length && { hosts }),
    ...(localAddress !== undefined && { localAddress }),
    ...limitsOf(options),
    ...rateOf(options),
    ...((login || explicit) && {
      ftp: {
        ...(login && { user: login[0], password: login[1] }),
        ...(explicit && { tls: 'explicit' as const }),
      },
    }),
    ...tlsOf(options),
    ...proxyOf(options),
  };
}

/** curl's guess. */
function withScheme(url: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return url;
  return `${/^ftps?\./i.test(url) ? 'ftp' : 'http'}://${url}`;
}

/** `{a,b}` and `[1-9]` stand for several URLs; brackets around an IPv6 address do not. */
function isPattern(url: string): boolean {
  return (
    /[{}]/.test(url) || /\[/.test(url.replace(/^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*@)?\[[0-9a-f:.%]*\]/i, ''))
  );
}

function withQuery(url: string, query: string): string {
  if (!query) return url;
  const [whole = url, fragment = ''] = url.split(/(?=#)/, 2);
  const joint = whole.includes('?') ? '&' : '?';
  return `${urlWithPath(whole)}${joint}${query}${fragment}`;
}

/** A query needs a path before it. */
function urlWithPath(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*$/i.test(url) ? `${url}/` : url;
}

/** A file that is sent to a folder takes its own name there. */
function uploadOf(options: CurlArguments, url: string): Pick<TaskInput, 'url' | 'direction' | 'upload'> {
  const argument = options.last('upload-file');
  if (!argument) return { url };
  const file = argument.value;
  const method = (options.value('request') ?? 'PUT').toUpperCase();
  if (file === '-' || file === '.') options.refuse(argument, reasons.stdin);
  if (method !== 'PUT' && method !== 'POST')
    options.refuse(options.last('request') ?? argument, reasons.method);
  const name = encodeURIComponent(file.split(/[\\/]/).at(-1) ?? '');
  return {
    url: url.endsWith('/') ? url + name : url,
    direction: 'upload',
    upload: { method: method === 'POST' ? 'POST' : 'PUT', source: { file } },
  };
}

function familyOf(options: CurlArguments): Pick<TaskInput, 'ipFamily'> {
  const last = options.last('ipv4', 'ipv6');
  return last ? { ipFamily: last.option.name === 'ipv4' ? '4' : '6' } : {};
}

/** The most a task may follow; curl's -1 means without end. */
const MANY_REDIRECTS = 100;

function redirectsOf(options: CurlArguments): Pick<TaskInput, 'redirects'> {
  if (!options.has('location')) return { redirects: { follow: false } };
  const max = options.number('max-redirs', 1, -1);
  return max === undefined ? {} : { redirects: { max: max < 0 ? MANY_REDIRECTS : max } };
}
