/** The body of the response as it comes out of curl: counted, decoded and summed as for the other kernel. */
import type { Attempt } from '../attempt.ts';
import { Content } from '../http/content.ts';
import { type ResponseHead, single } from '../http/exchange.ts';

export class Body {
  readonly #attempt: Attempt;
  /** To be called when the task has all it wants. */
  readonly #enough: () => void;
  #content: Content | null = null;
  #unwanted = false;
  /** What came before anybody had seen the header: it comes another way than the body. */
  #early: { chunk: Buffer; resume: () => void }[] = [];

  constructor(attempt: Attempt, enough: () => void) {
    this.#attempt = attempt;
    this.#enough = enough;
  }

  /** The header is complete: null where there is none, as in FTP. */
  begin(head: ResponseHead | null): void {
    const { task, save } = this.#attempt;
    const decodes = task.decode && head !== null && head.status < 400;
    const coding = decodes ? (single(head.headers['content-encoding']) ?? null) : null;
    this.#content = new Content({
      coding,
      size: coding === null ? this.#attempt.expectedBytes : null,
      sums: task.verify,
      ...(save && (head?.status ?? 0) < 400 && { save }),
    });
    this.#attempt.own(() => this.#content?.discard());
    this.#takeEarly();
  }

  /** The body of an answer that leads elsewhere is not looked at. */
  discard(): void {
    this.#unwanted = true;
    this.#takeEarly();
  }

  /** False: wait for `resume`. */
  take(chunk: Buffer, resume: () => void): boolean {
    if (this.#unwanted) return true;
    if (!this.#content) {
      this.#early.push({ chunk, resume });
      return false;
    }
    return this.#count(this.#content, chunk, resume);
  }

  /** All of it is here. */
  async finish(): Promise<void> {
    if (this.#content) this.#attempt.content = await this.#content.finish();
  }

  #count(content: Content, chunk: Buffer, resume: () => void): boolean {
    const attempt = this.#attempt;
    const stopAfter = attempt.stopAfter ?? Number.POSITIVE_INFINITY;
    const room = stopAfter - attempt.bytes;
    if (room <= 0) return false;
    const wanted = chunk.length > room ? chunk.subarray(0, room) : chunk;
    attempt.bytes += wanted.length;
    attempt.refusal?.add(wanted);
    const ready = content.write(wanted, resume);
    if (attempt.bytes < stopAfter) return ready;
    this.#enough();
    return false;
  }

  #takeEarly(): void {
    const early = this.#early;
    this.#early = [];
    for (const { chunk, resume } of early) if (this.take(chunk, resume)) resume();
  }
}
