/** The results table: how it came to be (migrations) and how a row is made of a result (columns). */

/**
 * Each brings the file from the version of its index to the next, in one transaction. Written once and never changed: files
 * of every version are out there. A new column is filled from `json`, which holds the whole result.
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
  labels: ['MAP(VARCHAR, VARCHAR)', '$.labels'],
};

/**
 * The column's value from a result in JSON. A value that is not of the column's type is NULL there; `json` keeps it.
 * `found` holds the texts at all paths, because asking for one path at a time parses the result for each.
 */
function cellOf(column: string, index: number): string {
  const [type] = COLUMNS[column]!;
  const text = `found[${index + 1}]`;
  if (column === 'day') return `left(${text}, 10)`; // The local day, as the probe saw it.
  return `TRY_CAST(${type.startsWith('MAP') ? `${text}::JSON` : text} AS ${type})`;
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
