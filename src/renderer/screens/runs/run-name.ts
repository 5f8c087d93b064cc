/** What a run is called in lists: its task, or the first of them. */
import { gui } from '../../../shared/texts/gui.ts';
import type { Say } from '../../i18n/say.ts';

export function runName(tasks: readonly string[], count: number, lab: boolean, t: Say): string {
  if (lab) return t(gui.runs.lab);
  const [first = '–'] = tasks;
  return count > 1 ? t(gui.runs.more, { first, count: count - 1 }) : first;
}
