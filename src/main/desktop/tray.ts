/** The tray: the program goes on there while its window is closed. */
import { Menu, Tray } from 'electron';
import { desktopTexts } from '../../shared/texts/desktop.ts';
import { type Language, say } from '../../shared/texts/text.ts';

export interface TrayActions {
  show(): void;
  runAll(): void;
  quit(): void;
}

export function createTray(icon: string, language: Language, { show, runAll, quit }: TrayActions): Tray {
  const tray = new Tray(icon);
  tray.setToolTip('catprobe');
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: say(desktopTexts.show, language), click: show },
      { label: say(desktopTexts.runAll, language), click: runAll },
      { type: 'separator' },
      { label: say(desktopTexts.quit, language), click: quit },
    ]),
  );
  // Where a click does not open the menu by itself.
  tray.on('click', show);
  return tray;
}
