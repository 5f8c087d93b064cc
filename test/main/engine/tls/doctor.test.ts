/** The close look at the TLS of a target, against the lab's servers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab } from '../../../../src/lab/lab.ts';
import { systemClock } from '../../../../src/main/engine/clock.ts';
import { examineTls } from '../../../../src/main/engine/tls-doctor.ts';
import type { TlsExamination } from '../../../../src/shared/tls-examination.ts';

const GOOD = 'ok-https';
const EXPIRED = 'certificate-expired';
const FTP = 'ftp-ok-explicit-tls12';
const ASKS = 'client-certificate-required';
const REFUSED = 'hosts-refused';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab([GOOD, EXPIRED, FTP, ASKS, REFUSED]);
});
afterAll(() => lab.close());

const examine = (id: string): Promise<TlsExamination> =>
  examineTls(lab.task(id), { runId: '', signal: new AbortController().signal, clock: systemClock });
const accepted = ({ versions }: TlsExamination): string[] =>
  versions.filter((one) => one.accepted).map(({ version }) => version);

describe('a close look', () => {
  test('at a good server: its versions, its chain, nothing asked for', async () => {
    const seen = await examine(GOOD);
    expect(seen).toMatchObject({
      clientCertificate: 'none',
      result: { code: 0, tls: { version: 'TLSv1.3' } },
    });
    expect(seen.result.tls?.chain.length).toBeGreaterThan(1);
    expect(accepted(seen)).toEqual(['TLSv1.2', 'TLSv1.3']);
    expect(seen.versions.find(({ version }) => version === 'TLSv1')?.why.length).toBeGreaterThan(0);
  });

  test('at an expired certificate: the code, and the versions all the same', async () => {
    const seen = await examine(EXPIRED);
    expect(seen.result).toMatchObject({ code: 610, phase: 'secure' });
    expect(seen.result.tls?.chain[0]?.notAfter).toBeTruthy();
    expect(accepted(seen)).toEqual(['TLSv1.2', 'TLSv1.3']);
  });

  test('at FTP with AUTH TLS: asked the way the task goes', async () => {
    const seen = await examine(FTP);
    expect(seen.result).toMatchObject({ code: 0, protocol: 'ftp' });
    expect(accepted(seen)).toEqual(['TLSv1.2']);
  });

  test('at a server that wants to know who we are', async () => {
    expect(await examine(ASKS)).toMatchObject({ clientCertificate: 'required', result: { code: 612 } });
  });

  test('at a port where nobody listens: no question more is asked', async () => {
    expect(await examine(REFUSED)).toMatchObject({ versions: [], result: { code: 601 } });
  });
});
