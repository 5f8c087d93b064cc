/** The native names beside each code: the classifier must be led by them to that code, in some phase and circumstance. */
import { expect, test } from 'vitest';
import { classify } from '../../src/main/classify/classify.ts';
import { type Circumstances, noCircumstances } from '../../src/main/classify/facts.ts';
import { NATIVE_NAMES } from '../../src/shared/codes/native-names.ts';
import { findCode } from '../../src/shared/codes.ts';
import { type EvidenceSource, PHASES } from '../../src/shared/result.ts';

const SOURCES: readonly EvidenceSource[] = ['dns', 'os', 'openssl', 'http'];
const https: Partial<Circumstances> = { protocol: 'https' };
const CIRCUMSTANCES: readonly Partial<Circumstances>[] = [
  https,
  { ...https, requestSent: true },
  { ...https, requestSent: true, responseBytes: 1, status: 200, framing: 'length' },
  { ...https, ownCa: true },
  { ...https, clientCertificate: 'sent' },
  { hop: 1 },
  { protocol: 'ftps' },
];

function codesOf(name: string): Set<number> {
  const codes = new Set<number>();
  for (const phase of PHASES)
    for (const source of SOURCES)
      for (const circumstances of CIRCUMSTANCES) {
        const evidence = [{ source, name, detail: '' }];
        codes.add(classify(phase, evidence, { ...noCircumstances, ...circumstances }).code);
      }
  return codes;
}

test.each(Object.entries(NATIVE_NAMES))('%s is what its native names lead to', (code, names) => {
  expect(findCode(Number(code))).toBeDefined();
  for (const name of names) expect(codesOf(name), name).toContain(Number(code));
});
