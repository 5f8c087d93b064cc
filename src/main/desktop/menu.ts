/** The native menu: the platform's own items by role, with the platform's own names and shortcuts, and ours between them. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuAction } from '../../shared/api.ts';
import { desktopTexts } from '../../shared/texts/desktop.ts';
import { shellTexts } from '../../shared/texts/gui/shell.ts';
import { welcomeTexts } from '../../shared/texts/gui/welcome.ts';
import { type Language, say, type Text } from '../../shared/texts/text.ts';

export interface MenuActions {
  /** In the window. */
  act(action: MenuAction): void;
  openFile(): void;
  showDataFolder(): void;
}

/** Keys that the page hears too are shown here and left to it, or they would count twice. */
const LEFT_TO_PAGE = { registerAccelerator: false };

export function setMenu(
  platform: NodeJS.Platform,
  language: Language,
  { act, openFile, showDataFolder }: MenuActions,
): void {
  const mac = platform === 'darwin';
  const item = (text: Text, click: () => void, accelerator?: string): MenuItemConstructorOptions => ({
    label: say(text, language),
    click,
    ...(accelerator && { accelerator }),
  });
  const names = Object.keys(shellTexts.screens) as (keyof typeof shellTexts.screens)[];
  const screens = names.map((screen) => item(shellTexts.screens[screen], () => act(screen)));

  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: 'appMenu' as const }] : []),
      {
        label: say(desktopTexts.file, language),
        submenu: [
          item(desktopTexts.openFile, openFile, 'CmdOrCtrl+O'),
          { type: 'separator' },
          { role: mac ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: say(desktopTexts.go, language),
        submenu: [
          { ...item(desktopTexts.palette, () => act('palette'), 'CmdOrCtrl+K'), ...LEFT_TO_PAGE },
          { type: 'separator' },
          ...screens,
        ],
      },
      { role: 'viewMenu' },
      { role: 'windowMenu' },
      {
        role: 'help',
        submenu: [
          item(welcomeTexts.open, () => act('welcome')),
          item(shellTexts.shortcuts.title, () => act('shortcuts')),
          item(desktopTexts.dataFolder, showDataFolder),
          ...(mac ? [] : [{ type: 'separator' as const }, { role: 'about' as const }]),
        ],
      },
    ]),
  );
}
