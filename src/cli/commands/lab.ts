/** `catprobe lab`: what the fault lab has, serving it, and proving the classification against it. */
import { setTimeout as delay } from 'node:timers/promises';
import { ulid } from 'ulid';
import { LOGIN } from '../../lab/faults/ftp.ts';
import { FAULTS, type Fault, findFault } from '../../lab/faults.ts';
import type { Proof } from '../../lab/prove.ts';
import { CODES } from '../../shared/codes.ts';
import type { TransferResult } from '../../shared/result.ts';
import { labTexts } from '../../shared/texts/lab.ts';
import { say, type Text } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { folderOf, openKeeper } from '../keeper.ts';
import { type FixedColumn, tableLine } from '../table.ts';

const CODE: FixedColumn = { width: 6 };
const ID: FixedColumn = { width: 36 };
const DEFAULT_MINUTES = 60;
const MAX_MINUTES = 1440;

/** `--json`: an array of `{ code, case, phase?, title }`. */
export function labListCommand(options: { json?: boolean }, io: Io): ExitStatus {
  if (options.json) {
    const rows = FAULTS.map(({ code, id, phase, title }) => ({ code, case: id, phase, title }));
    io.out(JSON.stringify(rows));
    return 0;
  }
  const columns = [CODE, ID, { width: 80 }];
  io.out(
    tableLine(columns, headings(io, labTexts.columns.code, labTexts.columns.id, labTexts.columns.title)),
  );
  for (const { code, id, title } of FAULTS) {
    io.out(tableLine(columns, [String(code), id, say(title, io.language)]));
  }
  return 0;
}

/** Serves the cases, or all, until the signal or the end of the time. */
export async function labServeCommand(
  ids: readonly string[],
  options: { minutes?: number },
  io: Io,
  signal: AbortSignal,
): Promise<ExitStatus> {
  const unknown = ids.find((id) => !findFault(id));
  if (unknown !== undefined) {
    io.err(say(labTexts.unknownCase, io.language, { id: unknown }));
    return 2;
  }
  const minutes = options.minutes ?? DEFAULT_MINUTES;
  if (!(minutes >= 1 && minutes <= MAX_MINUTES)) {
    io.err(say(labTexts.badMinutes, io.language, { minutes }));
    return 2;
  }

  const { startLab } = await import('../../lab/lab.ts');
  const lab = await startLab(ids.length ? ids : undefined);
  try {
    const columns = [CODE, ID, { width: 120 }];
    const { code, id: name, address } = labTexts.columns;
    io.out(tableLine(columns, headings(io, code, name, address)));
    for (const id of lab.ids) {
      io.out(tableLine(columns, [String(findFault(id)?.code), id, lab.address(id)]));
    }
    io.out(say(labTexts.dns, io.language, { address: lab.dnsServer }));
    io.out(say(labTexts.ca, io.language, { file: lab.caFile }));
    if (lab.ids.some((id) => /^ftps?:/.test(lab.address(id)))) {
      io.out(say(labTexts.ftpLogin, io.language, LOGIN));
    }
    io.out(say(labTexts.serving, io.language, { count: lab.ids.length, minutes }));
    // An aborted wait is the ordinary end.
    await delay(minutes * 60_000, undefined, { signal }).catch(() => {});
  } finally {
    await lab.close();
  }
  return 0;
}

/** One line for each case; 1 when one differs. `only`: codes, separated by commas. The results are stored as those of a run. */
export async function labProveCommand(
  options: { only?: string; json?: boolean; store?: boolean | string },
  io: Io,
  signal?: AbortSignal,
): Promise<ExitStatus> {
  const only = options.only?.split(',').map((part) => part.trim());
  const unknown = only?.find((part) => !FAULTS.some((fault) => String(fault.code) === part));
  if (unknown !== undefined) {
    io.err(say(labTexts.unknownCode, io.language, { code: unknown }));
    return 2;
  }

  const { prove, provenCodes } = await import('../../lab/prove.ts');
  const onCase = options.json ? undefined : (proof: Proof) => io.out(proofLine(proof, io));
  await using keeper = await openKeeper(folderOf(options.store), FAULTS.length, io);
  const onResult = (result: TransferResult): Promise<void> => keeper.keep(result);
  const proofs = await prove({ only: only?.map(Number), onCase, onResult, runId: ulid(), signal });
  const ok = proofs.filter((proof) => proof.ok).length;
  if (options.json) {
    io.out(JSON.stringify(proofs));
  } else {
    const counts = { ok, total: proofs.length, proven: provenCodes(proofs).length, codes: CODES.length };
    const skipped = proofs.filter((proof) => proof.skipped !== undefined).length;
    if (skipped) io.out(say(labTexts.skippedCount, io.language, { count: skipped }));
    io.out(say(labTexts.summary, io.language, counts));
  }
  const whole = !signal?.aborted && proofs.every((proof) => proof.ok || proof.skipped !== undefined);
  return whole ? 0 : 1;
}

function proofLine(proof: Proof, io: Io): string {
  const { title } = findFault(proof.case) as Fault;
  const { ok, skipped } = proof;
  const verdict = ok ? labTexts.ok : skipped === undefined ? labTexts.differs : labTexts.skipped;
  const columns = [{ width: 8 }, CODE, ID, { width: ok ? 80 : 400 }];
  const remark = ok ? say(title, io.language) : (skipped ?? got(proof, io));
  return tableLine(columns, [say(verdict, io.language), String(proof.code), proof.case, remark]);
}

function got({ got, phase, evidence }: Proof, io: Io): string {
  const seen = evidence.map(({ source, name, detail }) => `${source} ${name} (${detail})`).join('; ');
  return say(labTexts.got, io.language, { code: got ?? '-', phase, evidence: seen || '-' });
}

function headings(io: Io, ...texts: Text[]): string[] {
  return texts.map((text) => say(text, io.language));
}
