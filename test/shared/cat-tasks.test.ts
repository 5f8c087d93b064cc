/** CAT's CreateProbeTasks as tasks. */
import { describe, expect, test } from 'vitest';
import { hostsOf, looksLikeCat, tasksOfCat } from '../../src/shared/cat-tasks.ts';
import { sayRemark } from '../../src/shared/imported.ts';
import { parseTask } from '../../src/shared/task.ts';

const batch = [
  { Name: 'one', TargetAddress: 'http://img.a.com/1' },
  { Name: 'two', TargetAddress: 'https://img.a.com/2' },
];
const download = {
  ipType: 1,
  downloadTransmissionSize: 2048,
  downloadCustomHost: 1,
  downloadCustomHostIp: '192.168.2.1,192.168.2.5:img.a.com|192.168.2.1[8080]:img.a.com|',
  whiteList: 'img.a.com:202.0.3.*',
  blackList: 'img.a.com:203.0.113.1/27|cdn.b.com',
  monitorTimeout: 30,
};
const upload = {
  ipType: 0,
  uploadType: 'put',
  uploadTransmissionSize: '512',
  uploadSpecificFileUrl: 'http://src.a.com/f',
  uploadFileMd5: 'd41d8cd98f00b204e9800998ecf8427e',
  uploadFileName: 'f.bin',
};

test('a download', () => {
  const result = tasksOfCat({
    BatchTasks: batch,
    TaskType: 3,
    Parameters: JSON.stringify(download),
    Interval: 5,
  });
  const common = {
    ipFamily: '4',
    timeouts: { totalMs: 30_000 },
    hosts: [
      { ip: '192.168.2.1', host: 'img.a.com' },
      { ip: '192.168.2.5', host: 'img.a.com' },
      { ip: '192.168.2.1', port: 8080, host: 'img.a.com' },
    ],
    hostsPick: 'round-robin',
    transferKB: 2048,
    dnsHijack: { allow: 'img.a.com:202.0.3.*', block: 'img.a.com:203.0.113.1/27|cdn.b.com' },
    repeat: { intervalMs: 300_000 },
  };
  expect(result).toMatchObject({
    ok: true,
    tasks: [
      { name: 'one', url: 'http://img.a.com/1', ...common },
      { name: 'two', url: 'https://img.a.com/2', ...common },
    ],
  });
  if (result.ok) for (const task of result.tasks) expect(parseTask(task).ok).toBe(true);
});

test('an upload', () => {
  const result = tasksOfCat({
    BatchTasks: batch.slice(0, 1),
    TaskType: 2,
    Parameters: upload,
    NodeIpType: 2,
  });
  expect(result).toMatchObject({
    ok: true,
    tasks: [
      {
        direction: 'upload',
        ipFamily: '6',
        transferKB: 512,
        upload: {
          method: 'PUT',
          source: { url: 'http://src.a.com/f', md5: 'd41d8cd98f00b204e9800998ecf8427e' },
          fileName: 'f.bin',
        },
      },
    ],
  });
});

test("without parameters: CAT's default size, and content made up for an upload", () => {
  expect(tasksOfCat({ BatchTasks: batch, TaskType: 3 })).toMatchObject({
    ok: true,
    tasks: [{ transferKB: 1024 }, {}],
  });
  expect(tasksOfCat({ BatchTasks: batch, TaskType: 2, Parameters: '' })).toMatchObject({
    ok: true,
    tasks: [{ transferKB: 1024, upload: { method: 'POST', source: { generate: true } } }, {}],
  });
});

test('what is left out is said', () => {
  const result = tasksOfCat({
    BatchTasks: batch,
    TaskType: 3,
    Nodes: ['1'],
    Cron: '* 0-6 * * *',
    Strange: 1,
    Parameters: '{"downloadTransmissionSize":1,"odd":true,"grabBag":0}',
  });
  expect(result.ok && result.notes.map((note) => sayRemark(note, 'en'))).toEqual([
    'Nodes: left out; transfers run on this computer',
    'Strange: left out; it is not known here',
    'Parameters.odd: left out; it is not known here',
    expect.stringMatching(/^Cron: taken as repeat.cron/),
  ]);
});

describe('when it runs', () => {
  const day = '* 0-6 * * *';
  test.each([
    [{ Cron: day }, { cron: day }, []],
    [{ Cron: day, Interval: 1 }, { cron: day }, []],
    [{ Cron: day, Interval: 10 }, { cron: '*/10 0-6 * * *' }, []],
    [{ Cron: day, Interval: 60 }, { cron: '0 0-6 * * *' }, []],
    [{ Cron: day, Interval: 120 }, { cron: '0 0-6/2 * * *' }, []],
    [{ Cron: '* * * * 1-5', Interval: 240 }, { cron: '0 */4 * * 1-5' }, []],
    [{ Cron: day, Interval: 7 }, { cron: day }, [/^Interval: 7 minutes are left out/]],
    [{ Cron: '30 1 * * *', Interval: 5 }, { cron: '30 1 * * *' }, [/^Interval: 5 minutes are left out/]],
    [
      { Cron: '* 0,5 * * *', Interval: 120 },
      { cron: '* 0,5 * * *' },
      [/^Interval: 120 minutes are left out/],
    ],
    [{ Cron: '0 0 12 * * ?' }, undefined, [/^Cron: "0 0 12 \* \* \?" is left out/]],
    [{ Cron: 'daily', Interval: 5 }, { intervalMs: 300_000 }, [/^Cron: "daily" is left out/]],
    [{ Cron: '', Interval: 5 }, { intervalMs: 300_000 }, []],
  ])('%j', (when, repeat, left) => {
    const result = tasksOfCat({ BatchTasks: batch, TaskType: 3, ...when });
    if (!result.ok) throw new Error('refused');
    expect(result.tasks[0]?.repeat).toEqual(repeat);
    for (const task of result.tasks) expect(parseTask(task).ok).toBe(true);
    const notes = result.notes.map((note) => sayRemark(note, 'en'));
    const taken = repeat && ('cron' in repeat ? /^Cron: taken as/ : /^Interval: taken as/);
    expect(notes).toEqual([...left, ...(taken ? [taken] : [])].map((note) => expect.stringMatching(note)));
  });

  test('a pattern that is no text is refused', () => {
    const result = tasksOfCat({ BatchTasks: batch, TaskType: 3, Cron: 5 });
    expect(!result.ok && result.problems.map((each) => sayRemark(each, 'en'))).toEqual([
      'Cron: 5 is not a text',
    ]);
  });
});

describe('what is refused, by field', () => {
  test.each([
    [{ TaskType: 3 }, 'BatchTasks: is missing or empty'],
    [{ BatchTasks: batch, TaskType: 1 }, 'TaskType: 1 is not a file transfer (2 is an upload, 3 a download)'],
    [{ BatchTasks: [{ Name: 'x' }], TaskType: 3 }, 'BatchTasks[0].TargetAddress: - is not a text'],
    [{ BatchTasks: batch, TaskType: 3, Parameters: '{' }, /^Parameters: is not JSON/],
    [
      { BatchTasks: batch, TaskType: 3, Parameters: { downloadTransmissionSize: 0 } },
      'Parameters.downloadTransmissionSize: 0 is not a whole number in the range allowed',
    ],
    [
      { BatchTasks: batch, TaskType: 3, Parameters: { downloadTransmissionSize: 51_201 } },
      /^Parameters.downloadTransmissionSize: 51201/,
    ],
    [
      { BatchTasks: batch, TaskType: 2, Parameters: { uploadType: 'PATCH' } },
      'Parameters.uploadType: "PATCH" is not one of POST, PUT',
    ],
    [
      { BatchTasks: batch, TaskType: 3, Parameters: { downloadCustomHostIp: 'x:y:z' } },
      /^Parameters.downloadCustomHostIp/,
    ],
    [{ BatchTasks: batch, TaskType: 3, Interval: 0 }, /^Interval: 0/],
  ])('%j', (input, problem) => {
    const result = tasksOfCat(input);
    const problems = result.ok ? [] : result.problems.map((each) => sayRemark(each, 'en'));
    expect(problems).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
  });
});

test('pinned targets, IPv6 too', () => {
  expect(hostsOf('[0:0:0:0:0:0:0:1][8080],[::1]:www.a.com|')).toEqual([
    { ip: '0:0:0:0:0:0:0:1', port: 8080, host: 'www.a.com' },
    { ip: '::1', host: 'www.a.com' },
  ]);
  expect(hostsOf('1.2.3.4')).toBeNull();
  expect(hostsOf('::1:a.com')).toBeNull();
});

test('what is CAT and what is not', () => {
  expect(looksLikeCat({ BatchTasks: [] })).toBe(true);
  expect(looksLikeCat({ catprobe: 1, tasks: [] })).toBe(false);
  expect(looksLikeCat([])).toBe(false);
});
