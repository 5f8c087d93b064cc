/** Texts of a task that nobody else may read, taken out of what other programs say. */
import type { Task } from '../../shared/task.ts';

/** Of a text that is shorter the words around it would be full of it. */
const SHORT = 4;

/** Passwords, tokens, passphrases and cookies, as they stand in the task. */
export function secretsOf({ url, proxy, request, ftp, tls }: Task): string[] {
  const { auth, cookies, headers } = request;
  const { clientCert } = tls;
  const personal = Object.entries(headers).filter(([name]) =>
    /authorization|cookie|token|key|secret/i.test(name),
  );
  return [
    ...[url, proxy].map(passwordIn),
    auth && ('token' in auth ? auth.token : auth.password),
    ...Object.values(cookies),
    ...personal.flatMap(([, value]) => value),
    ftp?.password,
    clientCert && 'passphrase' in clientCert ? clientCert.passphrase : undefined,
  ].filter((secret): secret is string => Boolean(secret));
}

export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets.filter(Boolean).reduce((shown, secret) => {
    const pattern = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const whole = secret.length < SHORT ? `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])` : pattern;
    return shown.replace(new RegExp(whole, 'gu'), '***');
  }, text);
}

function passwordIn(url: string): string | undefined {
  const written = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@:]*:([^/?#]*)@/i.exec(url)?.[1];
  try {
    return written && decodeURIComponent(written);
  } catch {
    return written;
  }
}
