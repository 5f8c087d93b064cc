/** The options of the Test screen: which fields of a task it offers, in which group, and how each is entered. */
import { type Task, taskSchema } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Text } from '../../../shared/texts/text.ts';

export type OptionKind =
  | 'text'
  | 'number'
  | 'switch'
  | 'choice'
  /** Words separated by commas or spaces. */
  | 'list'
  /** Any number of `choices`. */
  | 'set'
  /** Lines of `IP host`, of hosts that are reached there. */
  | 'hosts'
  /** Lines of `name: value`. */
  | 'pairs'
  /** A text of several lines. */
  | 'lines'
  /** Never shown. */
  | 'secret';

export interface Option {
  /** In the task: `timeouts.totalMs`. */
  path: string;
  kind: OptionKind;
  label: Text;
  hint?: Text;
  placeholder?: string;
  /** Shown behind a number. */
  unit?: string;
  choices?: readonly string[];
  /** Words for choices that do not speak for themselves. */
  choiceTexts?: Record<string, Text>;
}

export interface OptionGroup {
  id: string;
  title: Text;
  options: readonly Option[];
}

const texts = gui.options;
const { shape } = taskSchema;
const httpVersions = ['1.1', '2'];
const tlsVersions = shape.tls.unwrap().shape.minVersion.unwrap().options;

/** No kernel of a task: the task is run once with each. */
export const BOTH_KERNELS = 'both';

/** Always in sight. */
export const MAIN_OPTIONS: readonly Option[] = [
  {
    path: 'direction',
    kind: 'choice',
    label: texts.direction,
    choices: shape.direction.unwrap().options,
    choiceTexts: texts.directions,
  },
  {
    path: 'ipFamily',
    kind: 'choice',
    label: texts.ipFamily,
    choices: shape.ipFamily.unwrap().options,
    choiceTexts: texts.ipFamilies,
  },
  { path: 'timeouts.totalMs', kind: 'number', label: texts.totalMs, unit: 'ms' },
  { path: 'transferKB', kind: 'number', label: texts.transferKB, unit: 'KB', hint: texts.transferKBHint },
  { path: 'repeat.count', kind: 'number', label: texts.repeat },
];

/** In sight when the address is one of FTP, else folded away. */
export const FTP_OPTIONS: OptionGroup = {
  id: 'ftp',
  title: texts.ftp,
  options: [
    { path: 'ftp.user', kind: 'text', label: texts.ftpUser, hint: texts.ftpUserHint },
    { path: 'ftp.password', kind: 'secret', label: texts.password },
    { path: 'ftp.directory', kind: 'text', label: texts.ftpDirectory, hint: texts.ftpDirectoryHint },
    {
      path: 'ftp.tls',
      kind: 'choice',
      label: texts.ftpTls,
      hint: texts.ftpTlsHint,
      choices: ['', 'explicit'],
      choiceTexts: texts.ftpTlsModes,
    },
  ],
};

/** Folded away until asked for. */
export const MORE_OPTIONS: readonly OptionGroup[] = [
  {
    id: 'checks',
    title: texts.checks,
    options: [
      { path: 'verify.md5', kind: 'text', label: texts.md5, hint: texts.hexHint, placeholder: '32 hex' },
      {
        path: 'verify.sha256',
        kind: 'text',
        label: texts.sha256,
        hint: texts.hexHint,
        placeholder: '64 hex',
      },
      {
        path: 'verify.headerContains',
        kind: 'text',
        label: texts.headerContains,
        placeholder: 'content-type: application/zip',
      },
      { path: 'verify.minBytes', kind: 'number', label: texts.minBytes, unit: 'B' },
      { path: 'expect', kind: 'number', label: texts.expect, hint: texts.expectHint },
      { path: 'verify.declaredSize', kind: 'switch', label: texts.declaredSize },
    ],
  },
  {
    id: 'network',
    title: texts.network,
    options: [
      {
        path: 'dns.servers',
        kind: 'list',
        label: texts.dnsServers,
        hint: texts.listHint,
        placeholder: '119.29.29.29, 8.8.8.8:53',
      },
      { path: 'dns.limitMs', kind: 'number', label: texts.dnsLimitMs, unit: 'ms' },
      { path: 'timeouts.connectMs', kind: 'number', label: texts.connectMs, unit: 'ms' },
      { path: 'timeouts.responseMs', kind: 'number', label: texts.responseMs, unit: 'ms' },
      {
        path: 'localAddress',
        kind: 'text',
        label: texts.localAddress,
        hint: texts.localAddressHint,
        placeholder: '192.0.2.10',
      },
      { path: 'redirects.max', kind: 'number', label: texts.maxRedirects },
      { path: 'redirects.follow', kind: 'switch', label: texts.follow },
    ],
  },
  {
    id: 'upload',
    title: texts.upload,
    options: [
      {
        path: 'upload.method',
        kind: 'choice',
        label: texts.uploadMethod,
        choices: ['', 'POST', 'PUT'],
        choiceTexts: { '': texts.usual },
      },
      { path: 'upload.source.file', kind: 'text', label: texts.uploadFile, hint: texts.uploadFileHint },
      { path: 'upload.source.url', kind: 'text', label: texts.uploadUrl, hint: texts.uploadUrlHint },
      { path: 'upload.fileName', kind: 'text', label: texts.uploadName, hint: texts.uploadNameHint },
      { path: 'redirects.confirmed', kind: 'switch', label: texts.confirmed },
    ],
  },
  {
    id: 'way',
    title: texts.way,
    options: [
      {
        path: 'proxy',
        kind: 'text',
        label: texts.proxy,
        hint: texts.proxyHint,
        placeholder: 'http://proxy:3128',
      },
      {
        path: 'kernel',
        kind: 'choice',
        label: texts.kernel,
        hint: texts.kernelHint,
        choices: ['', 'curl', BOTH_KERNELS],
        choiceTexts: texts.kernels,
      },
      { path: 'threads', kind: 'number', label: texts.threads },
      { path: 'rateLimitKBps', kind: 'number', label: texts.rateLimit, unit: 'KB/s' },
      {
        path: 'request.httpVersion',
        kind: 'choice',
        label: texts.httpVersion,
        choices: httpVersions,
        choiceTexts: texts.httpVersions,
      },
      { path: 'dnsHijack.allow', kind: 'text', label: texts.hijackAllow, hint: texts.hijackHint },
      { path: 'dnsHijack.block', kind: 'text', label: texts.hijackBlock, hint: texts.hijackHint },
    ],
  },
  {
    id: 'tls',
    title: texts.tls,
    options: [
      {
        path: 'tls.caFile',
        kind: 'text',
        label: texts.caFile,
        hint: texts.caFileHint,
        placeholder: '/path/to/ca.pem',
      },
      { path: 'tls.serverName', kind: 'text', label: texts.serverName, hint: texts.serverNameHint },
      { path: 'timeouts.tlsMs', kind: 'number', label: texts.tlsMs, unit: 'ms' },
      {
        path: 'tls.minVersion',
        kind: 'choice',
        label: texts.minVersion,
        choices: ['', ...tlsVersions],
        choiceTexts: { '': texts.anyVersion },
      },
      {
        path: 'tls.maxVersion',
        kind: 'choice',
        label: texts.maxVersion,
        choices: ['', ...tlsVersions],
        choiceTexts: { '': texts.anyVersion },
      },
      { path: 'tls.useSystemCa', kind: 'switch', label: texts.useSystemCa },
    ],
  },
  {
    id: 'request',
    title: texts.request,
    options: [
      {
        path: 'request.headers',
        kind: 'pairs',
        label: texts.headers,
        hint: texts.headersHint,
        placeholder: 'Accept-Language: en',
      },
      {
        path: 'labels',
        kind: 'pairs',
        label: texts.labels,
        hint: texts.labelsHint,
        placeholder: 'operator: example',
      },
      { path: 'request.method', kind: 'text', label: texts.method, placeholder: 'GET' },
      { path: 'request.body', kind: 'lines', label: texts.body },
      {
        path: 'request.auth.type',
        kind: 'choice',
        label: texts.auth,
        choices: ['', 'basic', 'digest', 'bearer'],
        choiceTexts: { '': texts.noAuth },
      },
      { path: 'request.auth.user', kind: 'text', label: texts.user },
      { path: 'request.auth.password', kind: 'secret', label: texts.password },
      { path: 'request.auth.token', kind: 'secret', label: texts.token, hint: texts.tokenHint },
      { path: 'request.cookies', kind: 'pairs', label: texts.cookies, hint: texts.cookiesHint },
      { path: 'request.userAgent', kind: 'text', label: texts.userAgent },
      { path: 'name', kind: 'text', label: texts.name, hint: texts.nameHint },
      { path: 'repeat.intervalMs', kind: 'number', label: texts.intervalMs, unit: 'ms' },
      { path: 'decode', kind: 'switch', label: texts.decode },
    ],
  },
];

export const OPTIONS: readonly Option[] = [
  ...MAIN_OPTIONS,
  ...FTP_OPTIONS.options,
  ...MORE_OPTIONS.flatMap(({ options }) => options),
];

/** A task with nothing but a URL, as the gate fills it in. */
export const DEFAULT_TASK: Task = taskSchema.parse({ url: '' });
