/** Cuts a stream of text into its lines, whatever pieces it comes in. */

export class LineSplitter {
  #rest = '';

  /** The lines that this piece completes; blank ones are left out. */
  push(piece: string): string[] {
    const lines = (this.#rest + piece).split('\n');
    this.#rest = lines.pop()!;
    return lines.filter((line) => line.trim() !== '');
  }
}
