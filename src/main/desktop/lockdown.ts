/** What no page in this program may do: leave, open windows, attach webviews, ask for permissions. */
import { app, type Session, shell, type WebContents } from 'electron';
import { isOwnPage } from './protocol.ts';

/** For every web contents that this program will ever have. */
export function lockContents(): void {
  app.on('web-contents-created', (_event, contents) => lock(contents));
}

function lock(contents: WebContents): void {
  const stay = (event: { url: string; preventDefault(): void }): void => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // Links to the web belong to the user's own browser.
    if (URL.parse(url)?.protocol === 'https:') void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Copy buttons need to write the clipboard; nothing else is allowed, and only to our own page. */
const ALLOWED = 'clipboard-sanitized-write';

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback) => {
    callback(permission === ALLOWED && isOwnPage(contents.getURL()));
  });
  session.setPermissionCheckHandler((contents, permission) => {
    return permission === ALLOWED && isOwnPage(contents?.getURL());
  });
}
