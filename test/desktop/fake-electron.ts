/**
 * A stand-in for the `electron` module, so that the built main and preload run in plain Node.
 * It is strict: what is not modelled throws, order rules of the real one are kept, and messages are cloned as IPC clones them.
 * `satisfies Partial<Record<keyof …>>` ties every name to Electron's own typings: a misspelt one does not compile.
 */
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Electron from 'electron';

type Names<T> = { [K in keyof T]?: unknown };
type InvokeHandler = (event: FakeInvokeEvent, ...args: unknown[]) => unknown;
type ProtocolHandler = (request: Request) => Response | Promise<Response>;

export interface FakeFrame {
  url: string;
}

export interface FakeInvokeEvent {
  sender: FakeContents;
  senderFrame: FakeFrame | null;
}

/** Reading a property that is not modelled fails the test that did it. */
function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      // A promise is looked for by every `await`; symbols belong to the language.
      if (typeof key === 'symbol' || key === 'then' || key in object)
        return Reflect.get(object, key, receiver);
      throw new Error(`fake electron: ${name}.${key} is not modelled`);
    },
  });
}

export class FakeContents extends EventEmitter {
  readonly mainFrame: FakeFrame = { url: 'about:blank' };
  openHandler: ((details: { url: string }) => { action: 'allow' | 'deny' }) | undefined;

  setWindowOpenHandler(handler: NonNullable<FakeContents['openHandler']>): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  /** Not a PDF, but what it would show: the page that is loaded, behind the first bytes of one. */
  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    if (typeof options !== 'object') throw new TypeError('printToPDF takes an object of options');
    if (!this.mainFrame.url.startsWith('file:')) throw new Error('nothing to print is loaded');
    return Buffer.concat([Buffer.from('%PDF-'), await readFile(new URL(this.mainFrame.url))]);
  }

  /** What was sent comes out of the test's own event `sent`. */
  send(channel: string, ...args: unknown[]): void {
    this.emit('sent', channel, structuredClone(args));
  }

  /** Tries a navigation; false when it was prevented. */
  tryNavigation(event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate', url: string): boolean {
    let allowed = true;
    this.emit(event, {
      url,
      preventDefault() {
        allowed = false;
      },
    });
    return allowed;
  }
}

export interface FakeWindow extends EventEmitter {
  options: Electron.BrowserWindowConstructorOptions;
  webContents: FakeContents;
  visible: boolean;
  focused: number;
  maximized: boolean;
  bounds: Electron.Rectangle;
  isDestroyed(): boolean;
  /** As by the user. */
  close(): void;
}

export interface FakeTray extends EventEmitter {
  icon: string;
  tip: string;
  menu: Electron.MenuItemConstructorOptions[];
}

export interface FakeNotification extends EventEmitter {
  title: string;
  body: string;
}

export interface AskedToSave {
  /** The window that the dialog belongs to. */
  window: FakeWindow | null;
  options: Electron.SaveDialogOptions;
}

/** Items must be what Electron can build: a role, a separator, or a label with something to do. */
function checkMenu(items: readonly Electron.MenuItemConstructorOptions[]): void {
  for (const { role, type, label, click, submenu } of items) {
    if (Array.isArray(submenu)) checkMenu(submenu);
    else if (!role && type !== 'separator' && !(label && click))
      throw new Error(`fake electron: a menu item without role, label or click: ${label}`);
  }
}

export class FakeElectron {
  readonly windows: FakeWindow[] = [];
  readonly handlers = new Map<string, InvokeHandler>();
  readonly protocols = new Map<string, ProtocolHandler>();
  readonly schemes: Electron.CustomScheme[] = [];
  readonly openedOutside: string[] = [];
  readonly errorBoxes: string[] = [];
  /** What the operating system's proxy setting says, for any URL; and the URLs it was asked for. */
  proxyList = 'DIRECT';
  readonly askedForProxy: string[] = [];
  menu: Electron.MenuItemConstructorOptions[] | undefined;
  readonly trays: FakeTray[] = [];
  readonly notifications: FakeNotification[] = [];
  notificationsSupported = true;
  /** Work areas of the displays. */
  displays: Electron.Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1040 }];
  /** What the user picks in the next dialog for files. */
  pickedFiles: string[] = [];
  /** Where the user saves in the next dialog; null: the user thinks better of it. And the dialogs so far. */
  savedTo: string | null = null;
  readonly askedToSave: AskedToSave[] = [];
  readonly openedFolders: string[] = [];
  permissionRequest:
    | ((contents: FakeContents, name: string, done: (granted: boolean) => void) => void)
    | undefined;
  permissionCheck: ((contents: FakeContents | null, name: string) => boolean) | undefined;
  /** Resolves with the exit status when the program has left. */
  readonly exited: Promise<number>;
  readonly module: Record<string, unknown>;
  readonly app: EventEmitter;

  #ready = false;
  #evaluated: () => void = () => {};
  #exit: (status: number) => void = () => {};

  /** `firstInstance` false: another instance already has the lock. */
  constructor({ firstInstance = true } = {}) {
    this.exited = new Promise((resolve) => {
      this.#exit = resolve;
    });
    this.app = this.#makeApp(firstInstance);
    this.module = this.#makeModule();
  }

  /** The entry module has been evaluated. As in Electron, nothing becomes ready before that. */
  entryEvaluated(): void {
    this.#evaluated();
  }

  /** One message over IPC, as the frame of the window's page, or as another one. Rejects as Electron does. */
  async invoke(channel: string, args: unknown[], senderFrame?: FakeFrame | null): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (!handler)
      throw new Error(
        `Error invoking remote method '${channel}': Error: No handler registered for '${channel}'`,
      );
    const sender = this.windows[0]!.webContents;
    const event: FakeInvokeEvent = {
      sender,
      senderFrame: senderFrame === undefined ? sender.mainFrame : senderFrame,
    };
    try {
      return structuredClone(await handler(event, ...structuredClone(args)));
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
    }
  }

  #makeApp(firstInstance: boolean): EventEmitter {
    const evaluated = new Promise<void>((resolve) => {
      this.#evaluated = resolve;
    });
    const paths = new Map<string, string>();
    const emitter = new EventEmitter();
    let quitting = false;
    // The order of Electron: before-quit, each window, which may refuse, will-quit. Windows closed on the way start no second quit.
    const quit = (): void => {
      if (quitting) return;
      quitting = true;
      emitter.emit('before-quit', { preventDefault() {} });
      for (const window of this.windows) window.close();
      if (this.windows.some((window) => !window.isDestroyed())) {
        quitting = false;
        return;
      }
      let prevented = false;
      emitter.emit('will-quit', {
        preventDefault() {
          prevented = true;
        },
      });
      if (!prevented) this.#exit(0);
    };
    const app = Object.assign(emitter, {
      whenReady: () =>
        evaluated.then(() => {
          this.#ready = true;
        }),
      quit,
      exit: (status = 0) => this.#exit(status),
      requestSingleInstanceLock: () => firstInstance,
      getPath: (name: string) => paths.get(name) ?? path.join(os.tmpdir(), `fake-electron-${name}`),
      setPath: (name: string, value: string) => {
        if (this.#ready) throw new Error('setPath after ready');
        paths.set(name, value);
      },
      getName: () => 'catprobe',
      getVersion: () => '0.0.0-test',
      getLocale: () => 'en-US',
    }) satisfies Names<Electron.App>;
    return strict('app', app);
  }

  #makeModule(): Record<string, unknown> {
    const fake = this;
    const needReady = (what: string): void => {
      if (!this.#ready) throw new Error(`${what} before the app is ready`);
    };

    class BrowserWindow extends EventEmitter implements FakeWindow {
      readonly webContents = strict('webContents', new FakeContents());
      readonly options: Electron.BrowserWindowConstructorOptions;
      visible = false;
      focused = 0;
      maximized = false;
      bounds: Electron.Rectangle;
      #destroyed = false;

      constructor(options: Electron.BrowserWindowConstructorOptions) {
        super();
        needReady('a window');
        this.options = options;
        const { x = 320, y = 120, width = 800, height = 600 } = options;
        this.bounds = { x, y, width, height };
        fake.windows.push(this);
        fake.app.emit('web-contents-created', {}, this.webContents);
      }

      static getAllWindows(): BrowserWindow[] {
        return (fake.windows as BrowserWindow[]).filter((window) => !window.isDestroyed());
      }

      async loadFile(file: string): Promise<void> {
        await readFile(file);
        await this.loadURL(pathToFileURL(file).href);
      }

      async loadURL(url: string): Promise<void> {
        this.webContents.mainFrame.url = url;
        this.emit('ready-to-show');
        this.webContents.emit('page-loaded');
      }

      show(): void {
        this.visible = true;
      }

      isVisible(): boolean {
        return this.visible;
      }

      hide(): void {
        this.visible = false;
      }

      maximize(): void {
        this.maximized = true;
      }

      isMaximized(): boolean {
        return this.maximized;
      }

      getNormalBounds(): Electron.Rectangle {
        if (this.#destroyed) throw new Error('Object has been destroyed');
        return this.bounds;
      }

      isMinimized(): boolean {
        return false;
      }

      focus(): void {
        this.focused += 1;
      }

      isDestroyed(): boolean {
        return this.#destroyed;
      }

      close(): void {
        if (this.#destroyed) return;
        let prevented = false;
        this.emit('close', {
          preventDefault() {
            prevented = true;
          },
        });
        if (!prevented) this.destroy();
      }

      /** Asks nobody. */
      destroy(): void {
        if (this.#destroyed) return;
        this.#destroyed = true;
        this.emit('closed');
        if (!BrowserWindow.getAllWindows().length) fake.app.emit('window-all-closed');
      }
    }

    class Tray extends EventEmitter implements FakeTray {
      tip = '';
      menu: Electron.MenuItemConstructorOptions[] = [];
      readonly icon: string;

      constructor(icon: string) {
        super();
        needReady('a tray');
        this.icon = icon;
        fake.trays.push(this);
      }

      setToolTip(tip: string): void {
        this.tip = tip;
      }

      setContextMenu(menu: Electron.MenuItemConstructorOptions[]): void {
        this.menu = menu;
      }
    }

    class Notification extends EventEmitter implements FakeNotification {
      static isSupported(): boolean {
        return fake.notificationsSupported;
      }

      readonly title: string;
      readonly body: string;

      constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions) {
        super();
        needReady('a notification');
        if (!fake.notificationsSupported) throw new Error('notifications are not supported here');
        this.title = title;
        this.body = body;
      }

      show(): void {
        fake.notifications.push(this);
      }
    }

    const defaultSession = strict('defaultSession', {
      setPermissionRequestHandler(handler: NonNullable<FakeElectron['permissionRequest']>) {
        fake.permissionRequest = handler;
      },
      setPermissionCheckHandler(handler: NonNullable<FakeElectron['permissionCheck']>) {
        fake.permissionCheck = handler;
      },
      async resolveProxy(url: string) {
        fake.askedForProxy.push(url);
        return fake.proxyList;
      },
    } satisfies Names<Electron.Session>);

    return {
      app: this.app,
      BrowserWindow,
      Tray,
      Notification,
      screen: strict('screen', {
        getAllDisplays() {
          needReady('the displays');
          return fake.displays.map((workArea) => ({ workArea }));
        },
      } satisfies Names<Electron.Screen>),
      ipcMain: strict('ipcMain', {
        handle(channel: string, handler: InvokeHandler) {
          if (fake.handlers.has(channel)) throw new Error(`a second handler for '${channel}'`);
          fake.handlers.set(channel, handler);
        },
        // electron-store answers renderers that ask for its path; ours never do.
        on(channel: string) {
          if (channel !== 'electron-store-get-data') throw new Error(`unexpected listener on '${channel}'`);
        },
      } satisfies Names<Electron.IpcMain>),
      Menu: strict('Menu', {
        buildFromTemplate(template: Electron.MenuItemConstructorOptions[]) {
          checkMenu(template);
          return template;
        },
        setApplicationMenu(menu: Electron.MenuItemConstructorOptions[]) {
          fake.menu = menu;
        },
      } satisfies Names<typeof Electron.Menu>),
      protocol: strict('protocol', {
        registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]) {
          if (fake.#ready) throw new Error('schemes registered after the app is ready');
          fake.schemes.push(...schemes);
        },
        handle(scheme: string, handler: ProtocolHandler) {
          needReady('a protocol handler');
          fake.protocols.set(scheme, handler);
        },
      } satisfies Names<Electron.Protocol>),
      session: strict('session', {
        get defaultSession() {
          needReady('the default session');
          return defaultSession;
        },
      } satisfies Names<typeof Electron.session>),
      // Sealed is not what it was before, and bound to this "computer".
      safeStorage: strict('safeStorage', {
        isEncryptionAvailable: () => {
          needReady('safeStorage');
          return true;
        },
        getSelectedStorageBackend: () => 'gnome_libsecret',
        encryptString: (text: string) => Buffer.from(text).map((byte) => byte ^ 0x5a),
        decryptString: (sealed: Buffer) => Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString(),
      } satisfies Names<Electron.SafeStorage>),
      dialog: strict('dialog', {
        showErrorBox(title: string, content: string) {
          fake.errorBoxes.push(`${title}: ${content}`);
        },
        async showSaveDialog(
          ...args: [FakeWindow, Electron.SaveDialogOptions] | [Electron.SaveDialogOptions]
        ) {
          const [window, options] = args.length === 2 ? args : [null, args[0]];
          if (window?.isDestroyed()) throw new Error('Object has been destroyed');
          fake.askedToSave.push({ window, options });
          // As Electron does: an empty path beside `canceled`.
          return { canceled: fake.savedTo === null, filePath: fake.savedTo ?? '' };
        },
        async showOpenDialog() {
          return { canceled: fake.pickedFiles.length === 0, filePaths: fake.pickedFiles };
        },
      } satisfies Names<Electron.Dialog>),
      shell: strict('shell', {
        async openExternal(url: string) {
          fake.openedOutside.push(url);
        },
        async openPath(folder: string) {
          fake.openedFolders.push(folder);
          return '';
        },
      } satisfies Names<Electron.Shell>),
    } satisfies Names<typeof Electron>;
  }
}
