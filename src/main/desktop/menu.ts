/** The native menu: the platform's own items by role, with the platform's own names and shortcuts. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

export function setMenu(platform: NodeJS.Platform): void {
  const items: MenuItemConstructorOptions[] = [
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
  ];
  if (platform === 'darwin') items.unshift({ role: 'appMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(items));
}
