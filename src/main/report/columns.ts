/** The columns of flat exports: our own names, and those of the rows in CAT's detail list. */
import type { ExportNames } from '../../shared/report.ts';
import type { TransferResult } from '../../shared/result.ts';

/** As DuckDB has them. */
export type ColumnType = 'VARCHAR' | 'DOUBLE' | 'BIGINT' | 'INTEGER' | 'BOOLEAN' | 'TIMESTAMP WITH TIME ZONE';

export interface Column {
  name: string;
  type: ColumnType;
  value(result: TransferResult): unknown;
}

type Entry = readonly [name: string, type: ColumnType, value: Column['value']];

/** What is deeper than one level stays in the JSON. */
const OWN: readonly Entry[] = [
  ['id', 'VARCHAR', (r) => r.id],
  ['runId', 'VARCHAR', (r) => r.runId],
  ['startedAt', 'TIMESTAMP WITH TIME ZONE', (r) => r.startedAt],
  ['task', 'VARCHAR', (r) => r.task],
  ['direction', 'VARCHAR', (r) => r.direction],
  ['kernel', 'VARCHAR', (r) => r.kernel],
  ['protocol', 'VARCHAR', (r) => r.protocol],
  ['url', 'VARCHAR', (r) => r.url],
  ['finalUrl', 'VARCHAR', (r) => r.finalUrl],
  ['host', 'VARCHAR', (r) => r.host],
  ['remoteAddress', 'VARCHAR', (r) => r.remoteAddress],
  ['remotePort', 'INTEGER', (r) => r.remotePort],
  ['ipFamily', 'INTEGER', (r) => r.ipFamily],
  ['outcome', 'VARCHAR', (r) => r.outcome],
  ['code', 'INTEGER', (r) => r.code],
  ['family', 'VARCHAR', (r) => r.family],
  ['name', 'VARCHAR', (r) => r.name],
  ['phase', 'VARCHAR', (r) => r.phase],
  ['side', 'VARCHAR', (r) => r.side],
  ['httpStatus', 'INTEGER', (r) => r.httpStatus],
  ['bytes', 'BIGINT', (r) => r.bytes],
  ['expectedBytes', 'BIGINT', (r) => r.expectedBytes],
  ['speedKBps', 'DOUBLE', (r) => r.speedKBps],
  ['dnsMs', 'DOUBLE', (r) => r.timings.dns],
  ['connectMs', 'DOUBLE', (r) => r.timings.connect],
  ['proxyMs', 'DOUBLE', (r) => r.timings.proxy],
  ['tlsMs', 'DOUBLE', (r) => r.timings.tls],
  ['loginMs', 'DOUBLE', (r) => r.timings.login],
  ['sendMs', 'DOUBLE', (r) => r.timings.send],
  ['waitMs', 'DOUBLE', (r) => r.timings.wait],
  ['receiveMs', 'DOUBLE', (r) => r.timings.receive],
  ['redirectMs', 'DOUBLE', (r) => r.timings.redirect],
  ['firstPacketMs', 'DOUBLE', (r) => r.timings.firstPacket],
  ['totalMs', 'DOUBLE', (r) => r.timings.total],
  ['threads', 'INTEGER', (r) => r.threads],
  ['md5', 'VARCHAR', (r) => r.md5],
  ['sha256', 'VARCHAR', (r) => r.sha256],
  ['expected', 'BOOLEAN', (r) => r.expected],
  ['labels', 'VARCHAR', (r) => r.labels],
];

/**
 * The field names of CAT's own rows (its API documentation), in its units: ms, bytes, KB/s. District, City and Operator come from
 * the labels, since a probe on a laptop knows none of them; fields whose meaning CAT does not document (VisitInfo, SlowCount) and the
 * probe's own addresses are left out. ErrorId of a canceled attempt is empty: it is no sample.
 */
const CAT: readonly Entry[] = [
  ['ErrorId', 'INTEGER', (r) => r.code],
  ['ErrorCount', 'INTEGER', (r) => (r.outcome === 'failed' ? 1 : 0)],
  ['ProbeTime', 'TIMESTAMP WITH TIME ZONE', (r) => r.startedAt],
  ['TargetAddress', 'VARCHAR', (r) => r.url],
  ['District', 'VARCHAR', (r) => label(r, 'district', 'region')],
  ['City', 'VARCHAR', (r) => label(r, 'city')],
  ['Operator', 'VARCHAR', (r) => label(r, 'operator', 'isp')],
  ['ClientName', 'VARCHAR', (r) => label(r, 'clientname', 'node', 'site')],
  ['TotalTime', 'DOUBLE', (r) => r.timings.total],
  ['AvgTransferSpeed', 'DOUBLE', (r) => r.speedKBps],
  ['TransferSize', 'BIGINT', (r) => r.bytes],
  ['TransferTime', 'DOUBLE', transferTime],
  ['TransferDNSTime', 'DOUBLE', (r) => r.timings.dns],
  ['TransferTCPTime', 'DOUBLE', (r) => r.timings.connect],
  ['TransferSSLTime', 'DOUBLE', (r) => r.timings.tls],
  ['TransferSendTime', 'DOUBLE', (r) => r.timings.send],
  ['TransferResponseTime', 'DOUBLE', (r) => r.timings.wait],
  ['TransferRecTime', 'DOUBLE', (r) => r.timings.receive],
  ['FirstPacketTime', 'DOUBLE', (r) => r.timings.firstPacket],
  ['RedirectTimes', 'INTEGER', (r) => r.redirects.filter(({ status }) => status !== 401).length],
  ['HijackCount', 'INTEGER', (r) => r.hijack?.count ?? 0],
  ['HijackDomainCount', 'INTEGER', (r) => r.hijack?.domains ?? 0],
];

export const COLUMNS: Readonly<Record<ExportNames, readonly Column[]>> = {
  catprobe: OWN.map(columnOf),
  cat: CAT.map(columnOf),
};

/** One flat object, for JSON with CAT's names. */
export function rowOf(columns: readonly Column[], result: TransferResult): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name, value }) => [name, value(result)]));
}

function columnOf([name, type, value]: Entry): Column {
  return { name, type, value };
}

/** Download: to fetch the file; upload: from sending until the server has it. */
function transferTime({ direction, timings }: TransferResult): number {
  return direction === 'download' ? timings.receive : timings.send + timings.wait;
}

/** The first of the names, in any case. */
function label({ labels }: TransferResult, ...names: string[]): string | null {
  const found = names.flatMap((wanted) =>
    Object.entries(labels).filter(([name]) => name.toLowerCase() === wanted),
  );
  return found[0]?.[1] ?? null;
}
