/** What the command palette can find, and how well an entry fits what was typed. */

export interface Entry {
  id: string;
  /** In the user's language: where it belongs, and what it is. */
  group: string;
  label: string;
  /** Further words by which it is found. */
  words?: string;
  run(): void;
}

const MOST = 12;

/** The entries that have every word of the query; those that begin with it first. */
export function findEntries(entries: readonly Entry[], query: string): Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = entries.filter(({ group, label, words: more = '' }) => {
    const text = `${group} ${label} ${more}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const rank = ({ label }: Entry): number => (label.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1);
  return fitting.sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}
