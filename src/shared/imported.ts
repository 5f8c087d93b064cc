/** What an import gives: tasks as people write them, and what could not be taken over. */
import type { TaskInput } from './task.ts';
import { type Language, say, type Text } from './texts/text.ts';

/** A sentence in both languages, with what stands in it. */
export interface Remark {
  text: Text;
  params: Record<string, string | number | Text>;
}

export type Imported =
  | { ok: true; tasks: TaskInput[]; notes: Remark[] }
  /** Nothing is taken over by halves. */
  | { ok: false; problems: Remark[] };

/** Collects remarks on the way; each is made once. */
export class Remarks {
  readonly notes: Remark[] = [];
  readonly problems: Remark[] = [];

  note(text: Text, params: Remark['params'] = {}): void {
    const said = sayRemark({ text, params }, 'en');
    if (!this.notes.some((note) => sayRemark(note, 'en') === said)) this.notes.push({ text, params });
  }

  problem(text: Text, params: Remark['params'] = {}): void {
    const said = sayRemark({ text, params }, 'en');
    if (!this.problems.some((problem) => sayRemark(problem, 'en') === said))
      this.problems.push({ text, params });
  }

  imported(tasks: TaskInput[]): Imported {
    const { notes, problems } = this;
    return problems.length ? { ok: false, problems } : { ok: true, tasks, notes };
  }
}

export function sayRemark({ text, params }: Remark, language: Language): string {
  const said = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'object' ? say(value, language) : value,
  ]);
  return say(text, language, Object.fromEntries(said));
}
