/** What can be said about a task before anything is sent. */
import type { Task } from '../../shared/task.ts';

/** Fields of the task whose engine part does not exist yet, as paths: `threads`, `request.auth`. */
export function unsupportedFields(task: Task): string[] {
  void task;
  return [];
}
