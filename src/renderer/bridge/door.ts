/** The way to the host: the preload's bridge in Electron, else one made over loopback HTTP, with the state of the line. */
import type { Bridge } from '../../shared/api.ts';
import { openBrowserDoor } from './browser.ts';
import { takeToken, tokenIn } from './token.ts';

/** forbidden: the host does not know our token; nothing but a fresh address helps. */
export type Connection = 'connecting' | 'connected' | 'lost' | 'forbidden';

export interface Door {
  bridge: Bridge;
  connection(): Connection;
  /** Returns the function that ends the subscription. */
  onConnection(listener: () => void): () => void;
}

declare global {
  interface Window {
    catprobe?: Bridge;
  }
}

export function openDoor(): Door {
  if (window.catprobe) {
    return { bridge: window.catprobe, connection: () => 'connected', onConnection: () => () => {} };
  }
  // A fresh address opened in this very tab changes the fragment only, which loads nothing by itself.
  window.addEventListener('hashchange', () => {
    if (tokenIn(location.hash)) location.reload();
  });
  return openBrowserDoor(takeToken());
}
