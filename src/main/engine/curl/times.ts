/** Where the time of a hop went, by curl's own report. Each part begins where the one before ended, so they add up to curl's total. */
import type { Timings } from '../../../shared/result.ts';
import type { CurlReport } from './report.ts';
import type { Marks } from './trace.ts';
import type { Way } from './way.ts';

type Parts = Pick<
  Timings,
  'connect' | 'proxy' | 'tls' | 'login' | 'send' | 'wait' | 'receive' | 'firstPacket'
>;

export interface Seen {
  report: CurlReport;
  marks: Marks;
  way: Pick<Way, 'tunnels' | 'secures' | 'securesProxy'>;
  uploads: boolean;
  /** On our clock, where curl was not wanted any longer. */
  satisfiedAt: number | null;
}

/** In ms from the moment curl began. A point that was not reached is undefined: the part before it takes the rest. */
export function partsOf({ report, marks, way, uploads, satisfiedAt }: Seen): Parts {
  const { times } = report;
  // What curl does not measure we have seen, on a clock of our own.
  const began = (marks.reported ?? 0) - times.total;
  const seen = (at: number | null | undefined): number | undefined =>
    at === undefined || at === null ? undefined : at - began;
  const reached = (at: number): number | undefined => (at > 0 ? at : undefined);

  const connect = reached(times.connect) ?? seen(marks.connected);
  const proxy = proxyEnd(way, connect, reached(times.appConnect), seen(marks.tunneled));
  const secured = way.secures ? reached(times.appConnect) : proxy;
  const requested = uploads
    ? (reached(times.postTransfer) ?? seen(marks.uploaded))
    : (reached(times.preTransfer) ?? seen(marks.requested));
  const answered = uploads ? seen(marks.answered) : reached(times.startTransfer);
  const end = Math.min(times.total, seen(satisfiedAt) ?? times.total);
  const [c = 0, p = 0, t = 0, s = 0, w = 0] = points([connect, proxy, secured, requested, answered], end);
  const firstPacket = uploads ? times.preTransfer : times.startTransfer;
  return {
    connect: c,
    proxy: p - c,
    tls: t - p,
    login: 0,
    send: s - t,
    wait: w - s,
    receive: end - w,
    firstPacket: Math.min(firstPacket, end),
  };
}

/** Without a proxy there is no such part; one that fetches by itself takes only TLS with it. */
function proxyEnd(
  { tunnels, securesProxy }: Seen['way'],
  connect: number | undefined,
  secured: number | undefined,
  tunneled: number | undefined,
): number | undefined {
  if (tunnels) return tunneled;
  return securesProxy ? secured : connect;
}

/** In order, and none beyond the end. One that is missing is where a later one follows; where none does, it is the end. */
function points(given: readonly (number | undefined)[], end: number): number[] {
  const last = given.findLastIndex((point) => point !== undefined);
  let before = 0;
  return given.map((point, index) => {
    const at = point ?? (index < last ? before : end);
    before = Math.min(end, Math.max(before, at));
    return before;
  });
}
