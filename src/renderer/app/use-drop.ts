/** Files that are dropped anywhere on the window. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { HandedFile } from '../../shared/api.ts';

/** What a task file may have; the host refuses larger messages. */
const LIMIT = 900 * 1024;

/** True while files are held over the window. Without this the window would show the dropped file instead of the program. */
export function useDrop(onFiles: (files: HandedFile[]) => void): boolean {
  const [over, setOver] = useState(false);
  const give = useEffectEvent(onFiles);

  useEffect(() => {
    const end = new AbortController();
    const on = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void): void =>
      addEventListener(type, listener, { signal: end.signal });
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

    on('dragover', (event) => {
      // A screen that takes the file by itself has said so; it is asked first.
      if (!hasFiles(event) || event.defaultPrevented) return setOver(false);
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', (event) => event.relatedTarget === null && setOver(false));
    // A part of the page may take the file for itself and keep it from coming here.
    addEventListener('drop', () => setOver(false), { signal: end.signal, capture: true });
    on('drop', async (event) => {
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      const files = [...event.dataTransfer!.files];
      // What is too large is read in part: the host then says what is wrong with it.
      give(
        await Promise.all(
          files.map(async (file) => ({ name: file.name, text: await file.slice(0, LIMIT).text() })),
        ),
      );
    });
    return () => end.abort();
  }, []);
  return over;
}
