/** What cases of revocation are made of: a server whose certificate says where its status can be had, and what comes from there. */
import type { Text } from '../../shared/texts/text.ts';
import type { Announced } from '../pki.ts';
import type { OcspSpec, Script, ServerSpec } from '../script.ts';
import { answer } from './answers.ts';
import { type Fault, secureWeb, trusted, web } from './fault.ts';

type TaskOptions = Omit<Fault['task'], 'url'>;

export const page = answer(1000);
export const GOOD: OcspSpec = { status: 'good' };
export const PAST = [-40, -30] as const;
export const FUTURE = [30, 40] as const;
/** How long the check may take, where the case waits for its end. */
export const SHORT = { timeouts: { tlsMs: 300 } };

export interface Asked {
  announces?: Announced;
  script?: Script;
  servers?: Record<string, ServerSpec>;
  task?: TaskOptions;
}

/** The certificate of the server names what it announces; the status of it must be known. */
export function asked(
  id: string,
  code: number,
  title: Text,
  { announces, script = page, servers, task }: Asked,
): Fault {
  return {
    id,
    code,
    ...(code !== 0 && { phase: 'secure' }),
    title,
    servers: { web: secureWeb(script, { leaf: 'good', announces }), ...servers },
    task: { url: '{web}', ...task, tls: { ...trusted.tls, revocation: 'required', ...task?.tls } },
  };
}

/** The responder that the certificate names does this. */
export const responder = (script: Script, task?: TaskOptions): Asked => ({
  announces: { ocsp: '{ocsp}' },
  servers: { ocsp: web(script) },
  task,
});
export const says = (spec: Partial<OcspSpec>, task?: TaskOptions): Asked =>
  responder([{ ocsp: { ...GOOD, ...spec } as OcspSpec }], task);

/** The list that the certificate names. */
export const published = (script: Script, task?: TaskOptions): Asked => ({
  announces: { list: '{list}' },
  servers: { list: web(script) },
  task,
});

export const soft: TaskOptions = { tls: { ...trusted.tls, revocation: 'soft' } };
export const nobody: Asked = { announces: { ocsp: '{ocsp}' }, servers: { ocsp: { kind: 'refused' } } };
