/** The token of browser mode: handed over in the URL fragment, then kept for this tab and out of the address bar. */

const KEY = 'catprobe.token';

/** The token in a URL fragment such as `#token=abc`, or null. */
export function tokenIn(fragment: string): string | null {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('token') || null;
}

/** null: this tab was never given one. */
export function takeToken(): string | null {
  const given = tokenIn(location.hash);
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return sessionStorage.getItem(KEY);
}
