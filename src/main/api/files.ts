/** Files that are given to the program from outside: kept until the window asks for them. */
import type { HandedFile } from '../../shared/api.ts';

export class HandedFiles {
  #waiting: HandedFile[] = [];

  add(file: HandedFile): void {
    this.#waiting.push(file);
  }

  take(): HandedFile[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}
