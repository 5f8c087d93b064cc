/**
 * A stand-in for the `electron` module, so that the built main and preload run in plain Node.
 * It is strict: what is not modelled throws, order rules of the real one are kept, and messages are cloned as IPC clones them.
 * `satisfies Partial<Record<keyof …>>` ties every name to Electron's own typings: a misspelt one does not compile.
 */
import { EventEmitter } from 'node:events';
import os from 'node:os';
import path from 'node:path';
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
  close(): void;
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
    const quit = (): void => {
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
      #destroyed = false;

      constructor(options: Electron.BrowserWindowConstructorOptions) {
        super();
        needReady('a window');
        this.options = options;
        fake.windows.push(this);
        fake.app.emit('web-contents-created', {}, this.webContents);
      }

      async loadURL(url: string): Promise<void> {
        this.webContents.mainFrame.url = url;
        this.emit('ready-to-show');
        this.webContents.emit('page-loaded');
      }

      show(): void {
        this.visible = true;
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
        this.#destroyed = true;
        this.emit('closed');
        fake.app.emit('window-all-closed');
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
        buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
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
      } satisfies Names<Electron.Dialog>),
      shell: strict('shell', {
        async openExternal(url: string) {
          fake.openedOutside.push(url);
        },
      } satisfies Names<Electron.Shell>),
    } satisfies Names<typeof Electron>;
  }
}
