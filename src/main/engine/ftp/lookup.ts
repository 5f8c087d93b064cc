/** Is the file there, and how large is it? By SIZE, else MLST; when it is then refused, by the listing of its folder. RFC 3659. */
import { parseList } from 'basic-ftp';
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { deniesExistence, endsSession, namesPermission, provesNothing } from '../../classify/ftp-replies.ts';
import { StepFailure } from '../failure.ts';
import { replyEvidence } from './control.ts';
import { receiveListing } from './listing.ts';
import type { Reply } from './reply.ts';
import type { Session } from './session.ts';

export interface Lookup {
  /** Bytes; null where nobody could tell. */
  size: number | null;
  /** `absent`: a server said so, which only the refusal of the file itself makes certain. */
  found: 'present' | 'absent' | 'unknown';
  /** What was asked and answered. */
  evidence: readonly Evidence[];
}

/** Throws a StepFailure (614, 615, 620). */
export async function lookUp(session: Session, name: string): Promise<Lookup> {
  const evidence: Evidence[] = [];
  const ask = async (command: string): Promise<Reply> => {
    const reply = await session.control.ask(command, name);
    const seen = replyEvidence(command, reply, session.log);
    if (endsSession(reply.code)) throw new StepFailure(seen);
    evidence.push(seen);
    session.log.tell(reply.lines[0]!);
    return reply;
  };

  const size = await ask('SIZE');
  const bytes = size.code === 213 ? /^213 +(\d+)\s*$/.exec(size.lines[0]!)?.[1] : undefined;
  if (bytes !== undefined) {
    return { size: Number(bytes), found: 'present', evidence };
  }
  const denied = deniesExistence(size);
  if (session.features && !session.features.has('MLST')) {
    return { size: null, found: denied ? 'absent' : 'unknown', evidence };
  }

  const mlst = await ask('MLST');
  if (mlst.code === 250) {
    const facts = factsOf(mlst);
    session.log.tell(mlst.lines.slice(0, 2).join(' '));
    if (/dir$/.test(facts.get('type') ?? '')) throw isFolder(evidence, name);
    const fact = facts.get('size');
    return { size: fact === undefined ? null : Number(fact), found: 'present', evidence };
  }
  if (denied && deniesExistence(mlst)) {
    throw new StepFailure(
      ...evidence,
      check('FILE_ABSENT', 'SIZE and MLST both say that there is no such file'),
    );
  }
  return { size: null, found: denied || deniesExistence(mlst) ? 'absent' : 'unknown', evidence };
}

/** `Type=file;Size=1024;Modify=…; name`, names of facts in lower case. RFC 3659 section 7.2. */
function factsOf({ lines }: Reply): Map<string, string> {
  const [facts = ''] = (lines[1] ?? '').trim().split(' ', 1);
  return new Map(
    facts.split(';').flatMap((fact) => {
      const [, name, value] = /^([^=]+)=(.*)$/.exec(fact) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), value!.toLowerCase()] as const];
    }),
  );
}

/** The server refused the file. Why? The StepFailure to throw (614, 615, 616, or what ended the session). */
export async function whyRefused(
  session: Session,
  name: string,
  lookup: Lookup,
  refusal: { reply: Reply; evidence: Evidence },
): Promise<StepFailure> {
  const seen = [...lookup.evidence, refusal.evidence];
  if (provesNothing(refusal.reply)) return new StepFailure(refusal.evidence);
  if (lookup.found === 'present') {
    return new StepFailure(...seen, check('FILE_PRESENT', 'the server knows the file and does not send it'));
  }
  if (deniesExistence(refusal.reply, 'by name')) {
    return new StepFailure(...seen, check('FILE_ABSENT', 'the server says that there is no such file'));
  }
  const folder = await session.control.ask('CWD', name);
  if (folder.code === 250) return isFolder([...seen, replyEvidence('CWD', folder, session.log)], name);
  if (lookup.found === 'absent' && !namesPermission(refusal.reply)) {
    return new StepFailure(
      ...seen,
      check('FILE_ABSENT', 'the server knows no size of it and does not send it'),
    );
  }
  const listing = await receiveListing(session);
  // It is still the answer to RETR that is looked at.
  session.attempt.timeline.enter('response');
  if ('refused' in listing) return new StepFailure(...seen, ...listing.refused);
  const names = parseList(listing.text).map((entry) => entry.name);
  const detail = `the listing of its folder has ${names.length} names`;
  return names.includes(name)
    ? new StepFailure(...seen, check('FILE_PRESENT', `${detail}, and this one`))
    : new StepFailure(...seen, check('FILE_ABSENT', `${detail}, and not this one`));
}

function isFolder(evidence: readonly Evidence[], name: string): StepFailure {
  return new StepFailure(...evidence, check('IS_FOLDER', `${name} is a folder, not a file`));
}
