/** The codes that a native name can lead to: asked of the classifier itself, phase by phase. */
import type { Evidence, EvidenceSource, Phase } from '../../shared/result.ts';
import { classify } from './classify.ts';
import { type Circumstances, noCircumstances } from './facts.ts';

/** Where a name may turn up, and in which circumstances it means what it usually means there. */
const SCENES: readonly { sources: EvidenceSource[]; phase: Phase; circumstances?: Partial<Circumstances> }[] =
  [
    { sources: ['dns'], phase: 'resolve' },
    { sources: ['os'], phase: 'connect' },
    { sources: ['openssl', 'os'], phase: 'secure', circumstances: { protocol: 'https' } },
    { sources: ['os', 'http'], phase: 'response', circumstances: { requestSent: true } },
    {
      sources: ['openssl', 'os', 'http'],
      phase: 'transfer',
      circumstances: {
        protocol: 'https',
        requestSent: true,
        responseBytes: 1,
        status: 200,
        framing: 'length',
      },
    },
  ];

/** In the order of the phases; empty for a name that says nothing anywhere. `721` alone is the rest, and no answer. */
export function codesOfNativeName(name: string): number[] {
  const wanted = name.toUpperCase();
  const codes = new Set<number>();
  for (const { sources, phase, circumstances } of SCENES) {
    for (const source of sources) {
      if (!belongs(wanted, source)) continue;
      const evidence: Evidence[] = [{ source, name: wanted, detail: '' }];
      codes.add(classify(phase, evidence, { ...noCircumstances, ...circumstances }).code);
    }
  }
  return [...codes];
}

const DNS_NAME = /^E(NOTFOUND|NODATA|SERVFAIL|REFUSED|FORMERR|BADRESP|TIMEOUT|AI_AGAIN|CANCELLED)$|^EAI_/;
const TLS_NAME =
  /^(ERR_(SSL|OSSL|TLS)_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_(CA|PURPOSE)|PATH_LENGTH_|NAME_CONSTRAINT_|UNHANDLED_CRITICAL_|EE_KEY_|CA_KEY_|CA_MD_|HOSTNAME_MISMATCH)/;
const HTTP_NAME = /^(UND_ERR_|HPE_|ERR_HTTP2_|RST_STREAM_|GOAWAY_)/;

function belongs(name: string, source: EvidenceSource): boolean {
  if (DNS_NAME.test(name)) return source === 'dns' || (name === 'ECONNREFUSED' && source === 'os');
  if (TLS_NAME.test(name)) return source === 'openssl';
  if (HTTP_NAME.test(name)) return source === 'http';
  return source === 'os' && /^E[A-Z0-9]{2,}$/.test(name);
}
