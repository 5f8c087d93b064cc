/** What an answer to a range can get wrong: of a thread, and of a range that the task names itself. */
import type { Script } from '../script.ts';
import { aMoment, answer, answerWith, head, redirectTo } from './answers.ts';
import { download, type Fault, secureDownload } from './fault.ts';
import { MEGABYTE, part, threads } from './threads.ts';

/** The first range is answered as it should be, the others like this. */
const afterTheFirst = (others: Script, first = part()): Script => [{ request: 1, steps: first, others }];

/** One of the ranges is answered like this, the others as they should be. */
const oneOfThem = (steps: Script): Script => [{ request: 3, steps, others: part() }];

export const rangeFaults: readonly Fault[] = [
  {
    id: 'range-other-place',
    code: 628,
    phase: 'response',
    title: { en: 'A thread is sent another range than it asked for', zh: '某线程收到的不是所请求的分段' },
    ...download(oneOfThem(part({ contentRange: 'bytes 0-9/SIZE' })), threads),
  },
  {
    id: 'range-malformed',
    code: 628,
    phase: 'response',
    title: { en: 'A Content-Range that is none', zh: 'Content-Range 格式错误' },
    ...download(part({ contentRange: 'bytes TO-FROM' }), threads),
  },
  {
    id: 'range-unnamed',
    code: 628,
    phase: 'response',
    title: { en: 'A thread is sent a part without Content-Range', zh: '某线程收到的 206 没有 Content-Range' },
    ...download(oneOfThem(part({ contentRange: null })), threads),
  },
  {
    id: 'range-too-long',
    code: 628,
    title: { en: 'A thread is sent more than its range', zh: '某线程收到的数据多于所请求的分段' },
    ...download(oneOfThem(part({ length: MEGABYTE })), threads),
  },
  {
    id: 'range-too-long-chunked',
    code: 628,
    phase: 'transfer',
    title: {
      en: 'A thread is sent more than its range, in chunks',
      zh: '某线程以分块方式收到多于所请求分段的数据',
    },
    ...download(oneOfThem(part({ length: MEGABYTE, chunked: true })), threads),
  },
  {
    id: 'range-file-changed',
    code: 628,
    phase: 'response',
    title: {
      en: 'The file changes between the threads: If-Range gets the whole',
      zh: '线程之间文件已改变：If-Range 返回整个文件',
    },
    ...download(afterTheFirst(part({ etag: '"2"' }), part({ etag: '"1"' })), threads),
  },
  {
    id: 'range-etag-changed',
    code: 628,
    phase: 'response',
    title: { en: 'The parts have different ETags', zh: '各分段的 ETag 不一致' },
    ...download(afterTheFirst(part({ headers: { ETag: '"2"' } }), part({ etag: '"1"' })), threads),
  },
  {
    id: 'range-date-changed',
    code: 628,
    phase: 'response',
    title: { en: 'The parts have different Last-Modified dates', zh: '各分段的 Last-Modified 不一致' },
    ...download(
      afterTheFirst(
        part({ headers: { 'Last-Modified': 'Sun, 22 Nov 2026 08:00:00 GMT' } }),
        part({ headers: { 'Last-Modified': 'Sat, 21 Nov 2026 08:00:00 GMT' } }),
      ),
      threads,
    ),
  },
  {
    id: 'range-size-changed',
    code: 628,
    phase: 'response',
    title: { en: 'The parts are of files of different sizes', zh: '各分段标明的文件总大小不一致' },
    ...download(afterTheFirst(part({ of: MEGABYTE + 1 })), threads),
  },
  {
    id: 'range-ignored-later',
    code: 628,
    phase: 'response',
    title: { en: 'A thread is sent the whole (200)', zh: '某线程收到整个文件（200）' },
    ...download(oneOfThem(answer(MEGABYTE)), threads),
  },
  {
    id: 'range-short',
    code: 629,
    phase: 'transfer',
    title: { en: 'A thread is sent fewer bytes than its range says', zh: '某线程收到的数据少于分段大小' },
    ...download(oneOfThem(part({ length: 1000 })), threads),
  },
  {
    id: 'range-short-said',
    code: 629,
    phase: 'response',
    title: { en: 'A thread is sent only a part of its range', zh: '某线程只收到分段的一部分' },
    ...download(part({ contentRange: 'bytes FROM-FROM/SIZE', length: 1 }), threads),
  },
  {
    id: 'range-cut-fin',
    code: 629,
    phase: 'transfer',
    title: { en: 'One thread is closed inside its range', zh: '某线程在分段中途被关闭' },
    ...download(oneOfThem([...part({ stopAfter: 5000 }), { close: 'fin' }]), threads),
  },
  {
    id: 'range-cut-fin-chunked',
    code: 629,
    phase: 'transfer',
    title: {
      en: 'One thread is closed inside its range, sent in chunks',
      zh: '某线程在分块传输的分段中途被关闭',
    },
    ...download(oneOfThem([...part({ stopAfter: 5000, chunked: true }), { close: 'fin' }]), threads),
  },
  {
    id: 'range-cut-https',
    code: 629,
    phase: 'transfer',
    title: { en: 'One thread over HTTPS is closed inside its range', zh: 'HTTPS 某线程在分段中途被关闭' },
    ...secureDownload(oneOfThem([...part({ stopAfter: 5000 }), { close: 'clean' }]), threads),
  },
  {
    id: 'range-reset',
    code: 609,
    phase: 'transfer',
    title: { en: 'One thread is reset inside its range', zh: '某线程在分段中途被重置' },
    ...download(oneOfThem([...part({ stopAfter: 5000 }), aMoment, { close: 'rst' }]), threads),
  },
  {
    id: 'range-reset-https',
    code: 609,
    title: { en: 'One thread over HTTPS is reset inside its range', zh: 'HTTPS 某线程在分段中途被重置' },
    ...secureDownload(oneOfThem([...part({ stopAfter: 5000 }), aMoment, { close: 'rst' }]), threads),
  },
  {
    id: 'range-no-answer',
    code: 608,
    phase: 'response',
    title: { en: 'One thread is closed without an answer', zh: '某线程未收到响应即被关闭' },
    ...download(oneOfThem([{ close: 'fin' }]), threads),
  },
  {
    id: 'range-silent',
    code: 613,
    phase: 'response',
    title: { en: 'One thread gets no answer', zh: '某线程一直没有收到响应' },
    ...download(oneOfThem([{ stall: 'reading' }]), { ...threads, timeouts: { responseMs: 300 } }),
  },
  {
    id: 'range-stalled',
    code: 630,
    phase: 'transfer',
    title: { en: 'One thread stalls inside its range', zh: '某线程在分段中途停滞' },
    ...download(oneOfThem([...part({ stopAfter: 5000 }), { stall: 'reading' }]), {
      ...threads,
      timeouts: { totalMs: 800 },
    }),
  },
  {
    id: 'range-refused',
    code: 503,
    phase: 'response',
    title: { en: 'A thread is refused: too many connections', zh: '某线程被拒绝：连接数过多' },
    ...download(oneOfThem(answerWith('no more connections', {}, 503)), threads),
  },
  {
    id: 'range-redirected',
    code: 628,
    phase: 'response',
    title: { en: 'A thread is sent elsewhere', zh: '某线程被重定向到别处' },
    ...download(oneOfThem(redirectTo('/elsewhere')), threads),
  },
  {
    id: 'range-sum-differs',
    code: 632,
    phase: 'verify',
    title: { en: 'All parts are there, and the MD5 is another one', zh: '各分段齐全，但 MD5 不一致' },
    ...download(part(), { ...threads, verify: { md5: '0'.repeat(32) } }),
  },
  {
    id: 'range-size-unknown',
    code: 723,
    phase: 'response',
    title: {
      en: 'Threads wanted, and Content-Range does not name the size',
      zh: '要求多线程，但 Content-Range 没有给出总大小',
    },
    ...download(part({ contentRange: 'bytes FROM-TO/*' }), threads),
  },
  {
    id: 'range-size-unnamed',
    code: 723,
    phase: 'response',
    title: {
      en: 'Threads wanted, and a 206 has no Content-Range',
      zh: '要求多线程，但 206 响应没有 Content-Range',
    },
    ...download(part({ contentRange: null }), threads),
  },
  {
    id: 'own-range-size-unknown',
    code: 723,
    phase: 'verify',
    title: {
      en: 'Size wanted for a range of the task: "bytes 0-4/*"',
      zh: '任务自带 Range 并要求大小：“bytes 0-4/*”',
    },
    ...download(part({ contentRange: 'bytes FROM-TO/*' }), {
      request: { headers: { Range: 'bytes=0-4' } },
      verify: { declaredSize: true },
    }),
  },
  {
    id: 'own-range-size-unnamed',
    code: 723,
    phase: 'verify',
    title: {
      en: 'Size wanted for a range of the task: no Content-Range',
      zh: '任务自带 Range 并要求大小：没有 Content-Range',
    },
    ...download([head(206, { 'Content-Length': 5 }), { content: 5 }], {
      request: { headers: { Range: 'bytes=0-4' } },
      verify: { declaredSize: true },
    }),
  },
  {
    id: 'own-range-short',
    code: 629,
    phase: 'verify',
    title: {
      en: 'A range of the task, in chunks, is shorter than it says',
      zh: '任务自带 Range，分块传输的内容短于声明',
    },
    ...download(part({ chunked: true, length: 3 }), { request: { headers: { Range: 'bytes=0-4' } } }),
  },
];
