/** How a file gets out of the page: a download by the browser, or onto paper. */
import type { Delivery } from '../../../shared/report.ts';

type Content = Extract<Delivery, { state: 'content' }>;

export function bytesOf({ base64 }: Pick<Content, 'base64'>): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export function download(content: Content): void {
  const url = URL.createObjectURL(new Blob([bytesOf(content)], { type: content.type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = content.name;
  link.click();
  // The download has begun by then; the browser holds on to the content itself.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Shows the browser's print dialog with the report. The page's policy allows no style written into a document, so the report's style
 * sheet is adopted as an object.
 */
export function print(content: Content): void {
  const text = new TextDecoder().decode(bytesOf(content));
  const [styleElement = '', style = ''] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
  const report = new DOMParser().parseFromString(text.replace(styleElement, ''), 'text/html');
  const frame = document.createElement('iframe');
  frame.className = 'offscreen';
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  document.body.append(frame);
  const inside = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!inside) throw new Error('no frame to print from');

  const sheet = new inside.CSSStyleSheet();
  sheet.replaceSync(style);
  inside.document.adoptedStyleSheets = [sheet];
  inside.document.documentElement.lang = report.documentElement.lang;
  inside.document.title = report.title;
  inside.document.body.replaceWith(inside.document.importNode(report.body, true));
  inside.addEventListener('afterprint', () => frame.remove());
  inside.focus();
  inside.print();
}
