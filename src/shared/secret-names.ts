/** Names whose values are secrets: of headers, query parameters, labels and fields. */

/** The part of a name (of a header, query parameter, label, field) that makes its value a secret. */
const SECRET_NAME =
  /pass(?:word|wd|phrase|code)?$|^pwd$|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|account[-_]?key|^key$|signature|^sig$|^sign$|credential|authorization|^auth$|auth[-_]?key|cookie|session[-_]?id|^sid$|jwt|^code$|client[-_]?assertion/i;
/** Headers whose name does not say it. */
const SECRET_HEADER = /auth|cookie|token|secret|key|password|session|credential|signature/i;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.trim());
}

export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name);
}
