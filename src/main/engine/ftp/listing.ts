/** The listing of the folder that the session is in, as text. RFC 959 section 4.1.3. */
import type { Evidence } from '../../../shared/result.ts';
import { endsSession } from '../../classify/ftp-replies.ts';
import { deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { replyEvidence } from './control.ts';
import { openData } from './data.ts';
import type { Session } from './session.ts';

/** More names than a folder has in which one looks for a file by hand. */
const MAX_BYTES = 4 * 1024 * 1024;

/** `refused`: the server gives none, and says why. Throws a StepFailure where the session or the connection fails. */
export async function receiveListing(session: Session): Promise<{ text: string } | { refused: Evidence[] }> {
  const { attempt, control, log } = session;
  const data = await openData(session);
  const begun = await control.ask('LIST');
  if (begun.code >= 400) {
    data.destroy();
    const evidence = replyEvidence('LIST', begun, log);
    if (endsSession(begun.code)) throw new StepFailure(evidence);
    return { refused: [evidence] };
  }
  await data.secure();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const limit = deadline(
    'RESPONSE_TIMEOUT',
    'the listing did not end',
    attempt.task.timeouts.responseMs,
    attempt,
  );
  await within<void>(
    limit,
    attempt.signal,
    (done) => {
      data.stream.divert((chunk) => {
        chunks.push(Buffer.from(chunk));
        bytes += chunk.length;
        if (bytes > MAX_BYTES) done();
        return bytes <= MAX_BYTES;
      });
      data.stream.over.then(done);
    },
    () => {},
  );
  data.close();
  const ended = await control.reply('LIST');
  data.destroy();
  if (ended.code >= 400) return { refused: [replyEvidence('LIST', ended, log)] };
  return { text: Buffer.concat(chunks).toString('utf8') };
}
