/** The tray: the program goes on there while its window is closed. */
import { Menu, Tray } from 'electron';
import { desktopTexts } from '../../shared/texts/desktop.ts';
import { type Language, say } from '../../shared/texts/text.ts';

export interface TrayActions {
  show(): void;
  runAll(): void;
  quit(): void;
}

/** Without its menu. */
export function createTray(icon: string, show: () => void): Tray {
  const tray = new Tray(icon);
  tray.setToolTip('catprobe');
  // Where a click does not open the menu by itself.
  tray.on('click', show);
  return tray;
}

export function setTrayMenu(tray: Tray, language: Language, { show, runAll, quit }: TrayActions): void {
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: say(desktopTexts.show, language), click: show },
      { label: say(desktopTexts.runAll, language), click: runAll },
      { type: 'separator' },
      { label: say(desktopTexts.quit, language), click: quit },
    ]),
  );
}
