/** The fields of the task editor: every field of a task, in sections, each with the codes that it can lead to. */
import { PROTOCOLS } from '../../../shared/result.ts';
import { taskSchema } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Text } from '../../../shared/texts/text.ts';
import type { Option } from '../test/options.ts';

type Path = keyof typeof gui.fields;

export interface EditorField extends Option {
  path: Path;
  help: Text;
  /** Codes that a test can get through this field, the most likely first. */
  codes: readonly number[];
}

export interface EditorSection {
  id: keyof typeof gui.tasks.editor.sections;
  title: Text;
  fields: readonly EditorField[];
}

const { options } = gui;
const { sections, picks, kernels, revocations, staplings, ignores } = gui.tasks.editor;
const tls = taskSchema.shape.tls.unwrap().shape;
const versions = ['', ...tls.minVersion.unwrap().options];
const anyVersion = { '': options.anyVersion };

function field(
  path: Path,
  kind: Option['kind'],
  codes: readonly number[] = [],
  more: Omit<Partial<Option>, 'path'> = {},
): EditorField {
  return { path, kind, codes, ...gui.fields[path], ...more };
}

const ms = { unit: 'ms' };

export const SECTIONS: readonly EditorSection[] = [
  {
    id: 'basics',
    title: sections.basics,
    fields: [
      field('url', 'text', [606, 603, 600, 601, 614], { placeholder: 'https://example.org/file.zip' }),
      field('name', 'text'),
      field('group', 'text'),
      field('direction', 'choice', [630, 621, 636], {
        choices: ['download', 'upload'],
        choiceTexts: options.directions,
      }),
      field('transferKB', 'number', [629, 665], { unit: 'KB' }),
      field('timeouts.totalMs', 'number', [630, 664, 636], ms),
      field('expect', 'number'),
      field('labels', 'pairs', [], { placeholder: 'operator: example' }),
    ],
  },
  {
    id: 'checks',
    title: sections.checks,
    fields: [
      field('verify.md5', 'text', [632]),
      field('verify.sha256', 'text', [632]),
      field('verify.headerContains', 'text', [627], { placeholder: 'content-type: application/zip' }),
      field('verify.minBytes', 'number', [629], { unit: 'B' }),
      field('verify.declaredSize', 'switch', [723]),
    ],
  },
  {
    id: 'network',
    title: sections.network,
    fields: [
      field('dns.servers', 'list', [600, 722], { placeholder: '119.29.29.29, 8.8.8.8:53' }),
      field('dns.limitMs', 'number', [722], ms),
      field('ipFamily', 'choice', [600, 601], {
        choices: ['auto', '4', '6'],
        choiceTexts: options.ipFamilies,
      }),
      field('proxy', 'text', [601, 663], { placeholder: 'http://proxy:3128' }),
      field('hosts', 'hosts', [720], { placeholder: '192.0.2.1:8080 example.org' }),
      field('hostsPick', 'choice', [], { choices: ['random', 'round-robin'], choiceTexts: picks }),
      field('localAddress', 'text', [601, 721], { placeholder: '192.0.2.10' }),
      field('protocols', 'set', [607], { choices: PROTOCOLS }),
      field('dnsHijack.allow', 'text', [], { placeholder: 'example.org:192.0.2.*' }),
      field('dnsHijack.block', 'text', [], { placeholder: 'example.org:198.51.100.1' }),
    ],
  },
  {
    id: 'limits',
    title: sections.limits,
    fields: [
      field('timeouts.connectMs', 'number', [601], ms),
      field('timeouts.tlsMs', 'number', [638, 647], ms),
      field('timeouts.responseMs', 'number', [613, 636], ms),
      field('threads', 'number', [605, 628]),
      field('rateLimitKBps', 'number', [630], { unit: 'KB/s' }),
      field('kernel', 'choice', [], { choices: ['node', 'curl'], choiceTexts: kernels }),
    ],
  },
  {
    id: 'request',
    title: sections.request,
    fields: [
      field('request.method', 'text', [], { placeholder: 'GET' }),
      field('request.httpVersion', 'choice', [628], {
        choices: ['1.1', '2'],
        choiceTexts: options.httpVersions,
      }),
      field('request.headers', 'pairs', [], { placeholder: 'Accept-Language: en' }),
      field('request.cookies', 'pairs', [], { placeholder: 'session: 1234' }),
      field('request.userAgent', 'text'),
      field('request.body', 'lines'),
      field('request.auth.type', 'choice', [], {
        choices: ['', 'basic', 'digest', 'bearer'],
        choiceTexts: { '': options.noAuth },
      }),
      field('request.auth.user', 'text'),
      field('request.auth.password', 'secret'),
      field('request.auth.token', 'secret'),
      field('redirects.follow', 'switch', [626]),
      field('redirects.max', 'number', [633]),
      field('redirects.confirmed', 'switch', [635]),
      field('redirects.allowPrivate', 'switch', [605]),
      field('decode', 'switch', [654]),
    ],
  },
  {
    id: 'upload',
    title: sections.upload,
    fields: [
      field('upload.method', 'choice', [621], {
        choices: ['', 'POST', 'PUT'],
        choiceTexts: { '': options.usual },
      }),
      field('upload.source.file', 'text', [665], { placeholder: '/path/to/file' }),
      field('upload.source.url', 'text', [665], { placeholder: 'https://example.org/sample' }),
      field('upload.source.md5', 'text', [665]),
      field('upload.fileName', 'text'),
    ],
  },
  {
    id: 'ftp',
    title: sections.ftp,
    fields: [
      field('ftp.user', 'text', [602, 619, 622]),
      field('ftp.password', 'secret', [602, 618, 622]),
      field('ftp.directory', 'text', [617]),
      field('ftp.tls', 'choice', [655], { choices: ['', 'explicit'], choiceTexts: options.ftpTlsModes }),
    ],
  },
  {
    id: 'tls',
    title: sections.tls,
    fields: [
      field('tls.minVersion', 'choice', [634], { choices: versions, choiceTexts: anyVersion }),
      field('tls.maxVersion', 'choice', [634], { choices: versions, choiceTexts: anyVersion }),
      field('tls.ciphers', 'text', [652, 634]),
      field('tls.curves', 'text', [634]),
      field('tls.serverName', 'text', [611]),
      field('tls.caFile', 'text', [657, 623], { placeholder: '/path/to/ca.pem' }),
      field('tls.useSystemCa', 'switch', [623]),
      field('tls.clientCert.cert', 'text', [612, 651], { placeholder: '/path/to/client.pem' }),
      field('tls.clientCert.key', 'text', [651], { placeholder: '/path/to/client.key' }),
      field('tls.clientCert.pfx', 'text', [651], { placeholder: '/path/to/client.p12' }),
      field('tls.clientCert.passphrase', 'secret', [651]),
      field('tls.clientCert.machine', 'switch', [612, 641]),
      field('tls.pin', 'list', [661], { placeholder: 'sha256//…=' }),
      field('tls.fingerprint', 'text', [648]),
      field('tls.issuerFile', 'text', [660]),
      field('tls.crlFile', 'text', [659, 640]),
      field('tls.revocation', 'choice', [640, 645, 639], {
        choices: tls.revocation.unwrap().options,
        choiceTexts: revocations,
      }),
      field('tls.stapling', 'choice', [662], {
        choices: tls.stapling.unwrap().options,
        choiceTexts: staplings,
      }),
      field('tls.minKeyBits', 'number', [643]),
      field('tls.strictShutdown', 'switch', [658]),
      field('tls.engine', 'text', [649, 650, 656]),
      field('tls.ignore', 'set', [610, 611, 623], {
        choices: tls.ignore.unwrap().element.options,
        choiceTexts: ignores,
      }),
    ],
  },
];

/** Of the schedule; the editor shows those of the chosen mode. `everyMinutes` is the interval in other words. */
export const REPEAT_FIELDS = {
  count: field('repeat.count', 'number'),
  intervalMs: field('repeat.intervalMs', 'number', [], ms),
  everyMinutes: field('repeat.everyMinutes', 'number'),
  cron: field('repeat.cron', 'text', [], { placeholder: '0 8 * * 1-5' }),
};

export const FIELDS: readonly EditorField[] = SECTIONS.flatMap(({ fields }) => fields);
