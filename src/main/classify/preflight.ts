/** Nothing was sent: the cause is in the task or on this computer. */
import { checked, type Rule } from './facts.ts';

export const preflightRules: readonly Rule[] = [
  { code: 606, when: checked('URL_INVALID') },
  { code: 603, when: checked('SCHEME_UNKNOWN') },
  { code: 607, when: checked('PROTOCOL_OFF') },
  { code: 720, when: checked('HOSTS_UNUSABLE') },
  { code: 646, when: checked('TLS_LIBRARY') },
  { code: 649, when: checked('ENGINE_UNKNOWN') },
  { code: 656, when: checked('ENGINE_INIT') },
  { code: 650, when: checked('ENGINE_DEFAULT') },
  { code: 657, when: checked('CA_FILE') },
  { code: 659, when: checked('CRL_FILE') },
  // curl ends with 83 for a file it cannot read, too.
  { code: 660, when: checked('ISSUER_FILE') },
  { code: 651, when: checked('CLIENT_CERTIFICATE') },
  { code: 652, when: checked('CIPHERS') },
  { code: 665, when: checked('UPLOAD_SOURCE') },
];
