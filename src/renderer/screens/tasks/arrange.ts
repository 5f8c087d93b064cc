/** Groups and order of saved tasks, as pure functions. */
import { type TaskInput, taskName } from '../../../shared/task.ts';

export interface TaskGroup {
  /** null: tasks without a group. */
  name: string | null;
  tasks: TaskInput[];
}

/** In the order in which they first stand; tasks without a group first. */
export function groupsOf(tasks: readonly TaskInput[]): TaskGroup[] {
  const groups = new Map<string | null, TaskInput[]>([[null, []]]);
  for (const task of tasks) {
    const name = task.group ?? null;
    groups.set(name, [...(groups.get(name) ?? []), task]);
  }
  return [...groups]
    .filter(([, members]) => members.length)
    .map(([name, members]) => ({ name, tasks: members }));
}

export interface Place {
  name: string;
  group?: string;
}

export function placesOf(tasks: readonly TaskInput[]): Place[] {
  return groupsOf(tasks).flatMap((group) =>
    group.tasks.map((task) => ({ name: taskName(task), ...(group.name !== null && { group: group.name }) })),
  );
}

/** One place up or down as the list shows it; beyond the edge of a group, into the next one. null: there is none. */
export function moved(tasks: readonly TaskInput[], name: string, by: -1 | 1): Place[] | null {
  const places = placesOf(tasks);
  const index = places.findIndex((place) => place.name === name);
  const place = places[index];
  const neighbour = places[index + by];
  if (!place || !neighbour) return null;
  if (neighbour.group !== place.group) {
    const { group } = neighbour;
    return places.with(index, { name, ...(group !== undefined && { group }) });
  }
  return places.with(index, neighbour).with(index + by, place);
}

/** Before or behind another task, in its group. */
export function dropped(
  tasks: readonly TaskInput[],
  name: string,
  target: string,
  side: 'before' | 'behind',
): Place[] | null {
  const places = placesOf(tasks);
  const at = places.find((place) => place.name === target);
  if (!at || name === target || !places.some((place) => place.name === name)) return null;
  const others = places.filter((place) => place.name !== name);
  const index = others.indexOf(at) + (side === 'before' ? 0 : 1);
  const { group } = at;
  return others.toSpliced(index, 0, { name, ...(group !== undefined && { group }) });
}
