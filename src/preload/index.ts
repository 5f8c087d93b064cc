/** The bridge into the window: `window.catprobe`, and nothing else of Electron. */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { ApiEvent, Bridge, CHANNELS } from '../shared/api.ts';

// Named again, because a sandboxed preload should not carry the whole contract with its schemas; the compiler compares them.
const invoke: (typeof CHANNELS)['invoke'] = 'catprobe:invoke';
const event: (typeof CHANNELS)['event'] = 'catprobe:event';

const bridge: Bridge = {
  host: 'desktop',
  invoke: (command, input) => ipcRenderer.invoke(invoke, command, input),
  onEvent(listener) {
    const pass = (_event: IpcRendererEvent, message: ApiEvent): void => listener(message);
    ipcRenderer.on(event, pass);
    return () => {
      ipcRenderer.removeListener(event, pass);
    };
  },
  pathOf: (file) => webUtils.getPathForFile(file as File),
};

contextBridge.exposeInMainWorld('catprobe', bridge);
