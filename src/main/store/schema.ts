/** The tables of results: how they came to be (migrations) and how a row is made of a result (columns). */

/**
 * Each brings the file from the version of its index to the next, in one transaction. Written once and never changed: files
 * of every version are out there. A new column is filled from `json`, which holds the whole result. No `ALTER … TYPE … USING`
 * with a function: DuckDB cannot replay it from the write-ahead log after a crash.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE results (
     id VARCHAR PRIMARY KEY,
     run_id VARCHAR,
     started_at TIMESTAMPTZ,
     day VARCHAR,
     task VARCHAR,
     url VARCHAR,
     host VARCHAR,
     protocol VARCHAR,
     direction VARCHAR,
     kernel VARCHAR,
     outcome VARCHAR,
     code INTEGER,
     family VARCHAR,
     name VARCHAR,
     phase VARCHAR,
     side VARCHAR,
     remote_address VARCHAR,
     ip_family TINYINT,
     bytes BIGINT,
     speed_kbps DOUBLE,
     dns_ms DOUBLE,
     connect_ms DOUBLE,
     tls_ms DOUBLE,
     wait_ms DOUBLE,
     receive_ms DOUBLE,
     first_packet_ms DOUBLE,
     total_ms DOUBLE,
     labels MAP(VARCHAR, VARCHAR),
     json VARCHAR
   );`,
  // More dimensions; labels as JSON, because equal texts are grouped fifty times as fast as maps; and the sums of each hour
  // that stand for results which were thinned out.
  `ALTER TABLE results ADD COLUMN hour VARCHAR;
   ALTER TABLE results ADD COLUMN weekday VARCHAR;
   ALTER TABLE results ADD COLUMN tls_version VARCHAR;
   ALTER TABLE results DROP COLUMN labels;
   ALTER TABLE results ADD COLUMN labels VARCHAR;
   UPDATE results SET
     hour = nullif(substr("json"->>'$.startedAt', 12, 2), ''),
     weekday = isodow(TRY_CAST(day AS DATE))::VARCHAR,
     tls_version = "json"->>'$.tls.version',
     labels = "json"->>'$.labels';
   CREATE TABLE hourly (
     started_at TIMESTAMPTZ,
     day VARCHAR,
     hour VARCHAR,
     weekday VARCHAR,
     task VARCHAR,
     host VARCHAR,
     protocol VARCHAR,
     direction VARCHAR,
     kernel VARCHAR,
     outcome VARCHAR,
     code INTEGER,
     family VARCHAR,
     phase VARCHAR,
     side VARCHAR,
     remote_address VARCHAR,
     ip_family TINYINT,
     tls_version VARCHAR,
     labels VARCHAR,
     n BIGINT,
     bytes DOUBLE,
     speed_kbps DOUBLE,
     first_packet_ms DOUBLE,
     transfer_ms DOUBLE,
     dns_ms DOUBLE,
     connect_ms DOUBLE,
     tls_ms DOUBLE
   );`,
];

/** Column -> [type, where it stands in the result]. `json` is the result itself. */
export const COLUMNS: Readonly<Record<string, readonly [type: string, path: string]>> = {
  id: ['VARCHAR', '$.id'],
  run_id: ['VARCHAR', '$.runId'],
  started_at: ['TIMESTAMP WITH TIME ZONE', '$.startedAt'],
  day: ['VARCHAR', '$.startedAt'],
  task: ['VARCHAR', '$.task'],
  url: ['VARCHAR', '$.url'],
  host: ['VARCHAR', '$.host'],
  protocol: ['VARCHAR', '$.protocol'],
  direction: ['VARCHAR', '$.direction'],
  kernel: ['VARCHAR', '$.kernel'],
  outcome: ['VARCHAR', '$.outcome'],
  code: ['INTEGER', '$.code'],
  family: ['VARCHAR', '$.family'],
  name: ['VARCHAR', '$.name'],
  phase: ['VARCHAR', '$.phase'],
  side: ['VARCHAR', '$.side'],
  remote_address: ['VARCHAR', '$.remoteAddress'],
  ip_family: ['TINYINT', '$.ipFamily'],
  bytes: ['BIGINT', '$.bytes'],
  speed_kbps: ['DOUBLE', '$.speedKBps'],
  dns_ms: ['DOUBLE', '$.timings.dns'],
  connect_ms: ['DOUBLE', '$.timings.connect'],
  tls_ms: ['DOUBLE', '$.timings.tls'],
  wait_ms: ['DOUBLE', '$.timings.wait'],
  receive_ms: ['DOUBLE', '$.timings.receive'],
  first_packet_ms: ['DOUBLE', '$.timings.firstPacket'],
  total_ms: ['DOUBLE', '$.timings.total'],
  hour: ['VARCHAR', '$.startedAt'],
  weekday: ['VARCHAR', '$.startedAt'],
  tls_version: ['VARCHAR', '$.tls.version'],
  labels: ['VARCHAR', '$.labels'],
};

/**
 * The column's value from a result in JSON. A value that is not of the column's type is NULL there; `json` keeps it.
 * `found` holds the texts at all paths, because asking for one path at a time parses the result for each.
 */
function cellOf(column: string, index: number): string {
  const [type] = COLUMNS[column]!;
  const text = `found[${index + 1}]`;
  // Day, weekday and hour are local ones, as the probe saw them.
  if (column === 'day') return `left(${text}, 10)`;
  if (column === 'hour') return `nullif(substr(${text}, 12, 2), '')`;
  if (column === 'weekday') return `isodow(TRY_CAST(left(${text}, 10) AS DATE))::VARCHAR`;
  return `TRY_CAST(${text} AS ${type})`;
}

const columns = Object.keys(COLUMNS);
const paths = Object.values(COLUMNS).map(([, path]) => `'${path}'`);

/** Takes `$rows`, a list of results in JSON. Fails as a whole when an id is there already. */
export const INSERT = insert('INSERT');

/** The same, but an id that is there already stays as it is. Three times as slow. */
export const INSERT_NEW = insert('INSERT OR IGNORE');

function insert(verb: string): string {
  return `
  ${verb} INTO results BY NAME
  SELECT ${columns.map((column, index) => `${cellOf(column, index)} AS ${column}`).join(', ')}, r AS "json"
  FROM (SELECT r, json_extract_string(r, [${paths.join(', ')}]) AS found FROM (SELECT unnest($rows::VARCHAR[]) AS r))`;
}
