/** The FTP conversation as curl shows it: where it stands, what the result keeps, and what was refused. */
import { expect, test } from 'vitest';
import { Attempt } from '../../../../src/main/engine/attempt.ts';
import { systemClock } from '../../../../src/main/engine/clock.ts';
import { FtpTalk, type Standing } from '../../../../src/main/engine/curl/talk.ts';
import { FtpLog } from '../../../../src/main/engine/ftp/log.ts';
import { makeTask } from '../../../support/server.ts';

const PASSWORD = 'very-hush';

function talk(direction: 'download' | 'upload' = 'download') {
  const attempt = new Attempt(makeTask({ url: 'ftp://x.test/pub/file', kernel: 'curl', direction }), {
    clock: systemClock,
    signal: new AbortController().signal,
  });
  attempt.remoteAddress = '192.0.2.7';
  const log = new FtpLog(systemClock, attempt.timeline, [PASSWORD]);
  const standings: Standing[] = [];
  const made = new FtpTalk(attempt, log, (standing) => standings.push(standing));
  made.connected();
  /** `>` sent, `<` received. */
  const say = (...lines: string[]): void => {
    for (const line of lines) {
      if (line.startsWith('>')) made.sent(line.slice(2));
      else made.received(line.slice(2));
    }
  };
  const names = (): string[] => made.evidence().map(({ source, name }) => `${source} ${name}`);
  return { attempt, log, talk: made, say, standings, names };
}

const LOGIN = [
  '< 220 hello',
  '> USER me',
  '< 331 who?',
  `> PASS ${PASSWORD}`,
  '< 230 in',
  '> PWD',
  '< 257 "/"',
];
const PASSIVE = ['> EPSV', '< 229 Entering (|||50000|)', '> TYPE I', '< 200 binary'];

test('a download from the greeting to the end', () => {
  const { attempt, log, talk: one, say, standings, names } = talk();
  expect(names()).toEqual(['check FTP_CONTROL']);
  say(...LOGIN, '> CWD pub', '< 250 there', ...PASSIVE);
  expect(one.phase).toBe('request');
  say('> SIZE file', '< 213 5000', '> RETR file');
  expect([one.phase, one.size]).toEqual(['response', 5000]);
  say('< 150 here it comes');
  expect(one.phase).toBe('transfer');
  attempt.bytes = 5000;
  one.downloaded(5000);
  expect(standings.at(-1)).toBe('over');
  say('< 226 done', '> QUIT', '< 221 bye');
  log.done();
  expect(one.lookup).toMatchObject({ size: 5000, found: 'present' });
  expect(log.summary).toMatchObject({ passive: 'EPSV', dataAddress: '192.0.2.7', dataPort: 50000 });
  expect(log.summary.steps.map(({ step, state }) => `${step} ${state}`)).toEqual(
    ['greeting', 'login', 'directory', 'passive', 'data', 'lookup', 'command', 'transfer', 'end'].map(
      (step) => `${step} ok`,
    ),
  );
  const said = log.summary.transcript.map(({ text }) => text);
  expect(said).toContain('PASS ***');
  expect(said.join()).not.toContain(PASSWORD);
});

test.each<[what: string, lines: string[], evidence: string[]]>([
  ['a refused login', [...LOGIN.slice(0, 4), '< 530 Login incorrect.'], ['ftp 530']],
  ['a second question for the password', [...LOGIN.slice(0, 4), '< 331 again?'], ['ftp 331']],
  ['a greeting that is none', ['< SSH-2.0-x'], ['check FTP_REPLY_INVALID', 'check FTP_CONTROL']],
  ['a silent command', [...LOGIN, '> CWD pub'], ['check FTP_CONTROL']],
  [
    'a reply of several lines',
    ['< 220-hello', '< 220 there', '> USER me', '< 530-no', '< 530 never'],
    ['ftp 530'],
  ],
  ['a data connection that does not open', [...LOGIN, '> EPSV', '< 229 (|||50000|)'], ['check FTP_DATA']],
  ['a port that is none', [...LOGIN, '> EPSV', '< 229 somewhere'], ['check FTP_PASSIVE_INVALID']],
  [
    'no EPSV, then PASV',
    [...LOGIN, '> EPSV', '< 500 no', '> PASV', '< 227 (10,0,0,1,195,80)'],
    ['check FTP_DATA'],
  ],
  ['neither', [...LOGIN, '> EPSV', '< 500 no', '> PASV', '< 502 no'], ['ftp 502']],
  [
    'a file that is not there',
    [...LOGIN, ...PASSIVE, '> SIZE file', '< 550 not found'],
    ['ftp 550', 'check FILE_ABSENT'],
  ],
  [
    'a size that may not be asked for',
    [...LOGIN, ...PASSIVE, '> SIZE file', '< 550 Permission denied.'],
    ['ftp 550'],
  ],
  [
    'a file that is refused',
    [...LOGIN, ...PASSIVE, '> SIZE file', '< 213 10', '> RETR file', '< 550 no'],
    ['ftp 213', 'ftp 550', 'check FILE_PRESENT'],
  ],
  [
    'nobody knows',
    [...LOGIN, ...PASSIVE, '> SIZE file', '< 502 what?', '> RETR file', '< 550 no'],
    ['ftp 502', 'ftp 550'],
  ],
  [
    'absent by name',
    [...LOGIN, ...PASSIVE, '> SIZE file', '< 502 what?', '> RETR file', '< 550 No such file'],
    ['ftp 502', 'ftp 550', 'check FILE_ABSENT'],
  ],
  [
    'a data connection that the server could not open',
    [...LOGIN, ...PASSIVE, '> SIZE file', '< 213 10', '> RETR file', '< 425 no'],
    ['ftp 425'],
  ],
  [
    'begun, and cut',
    [...LOGIN, ...PASSIVE, '> SIZE file', '< 213 10', '> RETR file', '< 150 yes', '< 426 no'],
    ['ftp 426', 'check SHORT_OF_LENGTH'],
  ],
])('%s', (_what, lines, evidence) => {
  const { say, names } = talk();
  say(...lines);
  expect(names()).toEqual(evidence);
});

test('an upload: its content is the request, and what is waited for then is the word that it is there', () => {
  const { talk: one, say, standings, names } = talk('upload');
  say(...LOGIN, ...PASSIVE, '> STOR file', '< 150 go on');
  expect([one.phase, standings.at(-1)]).toEqual(['request', 'transferring']);
  one.uploaded();
  expect([one.phase, standings.at(-1)]).toEqual(['response', 'over']);
  say('< 552 full');
  expect(names()).toEqual(['ftp 552']);
});

test('the address that PASV names is not where the data goes', () => {
  const { log, say } = talk();
  say(...LOGIN, '> PASV', '< 227 Entering Passive Mode (10,0,0,1,195,80)');
  expect(log.summary).toMatchObject({ passive: 'PASV', dataAddress: '192.0.2.7', dataPort: 195 * 256 + 80 });
});
