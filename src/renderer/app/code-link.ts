/** The address of a code's page on the Codes screen, `#codes/609`. */

export function codeLink(code: number): string {
  return `#codes/${code}`;
}

/** The code that a URL fragment leads to, or null. */
export function codeIn(fragment: string): number | null {
  const digits = /^#codes\/(\d{1,4})$/.exec(fragment)?.[1];
  return digits === undefined ? null : Number(digits);
}
