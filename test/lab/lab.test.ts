/** The lab as a whole, and the proof that every case ends with its code. */
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { FAULTS } from '../../src/lab/faults.ts';
import { startLab } from '../../src/lab/lab.ts';
import { type Proof, prove, provenCodes } from '../../src/lab/prove.ts';
import { GET, talk } from './client.ts';

/** Those that only FTP has. */
const FTP_CODES = [602, 604, 614, 615, 616, 617, 618, 619, 620, 622, 655] as const;

describe('the lab', () => {
  test('serves the cases asked for, as tasks that the gate takes', async () => {
    const lab = await startLab(['reset-in-body', 'certificate-expired', 'dns-late']);
    try {
      expect(lab.ids).toHaveLength(3);
      expect(lab.task('certificate-expired')).toMatchObject({
        name: 'certificate-expired',
        expect: 610,
        url: lab.address('certificate-expired'),
        tls: { caFile: lab.caFile },
        dns: { servers: [lab.dnsServer] },
      });
      expect(lab.address('certificate-expired')).toMatch(
        /^https:\/\/good\.lab\.test:\d+\/certificate-expired\//,
      );
      expect(lab.task('dns-late').dns).toEqual({ servers: [lab.dnsServer], limitMs: 300 });
      expect(() => lab.task('dns-silent')).toThrow('dns-silent');

      const { port, pathname } = new URL(lab.address('reset-in-body'));
      expect(await talk(Number(port), GET(pathname))).toMatchObject({ ending: 'reset' });
    } finally {
      await lab.close();
    }
    await expect(access(lab.caFile)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('no address is left open in any task', async () => {
    const lab = await startLab();
    try {
      for (const id of lab.ids) expect(JSON.stringify(lab.task(id))).not.toMatch(/\{\w+\}/);
    } finally {
      await lab.close();
    }
  });

  test('refuses a case that does not exist', async () => {
    await expect(startLab(['nothing'])).rejects.toThrow('nothing');
  });

  test('nothing keeps the process alive after close', async () => {
    const program = `
      import { startLab } from ${JSON.stringify(new URL('../../src/lab/lab.ts', import.meta.url).href)};
      const lab = await startLab();
      const stalled = await fetch(lab.address('stall-in-body'));
      await lab.close();
      await stalled.arrayBuffer().catch(() => {});
      console.log('closed');`;
    const run = promisify(execFile);
    // It must end by itself: the limit is for the test alone.
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], {
      timeout: 20_000,
    });
    expect(stdout).toBe('closed\n');
  });
});

describe('the proof', () => {
  const described = ({ code, case: id, got, phase, evidence }: Proof): string =>
    `${id}: ${code}, got ${got} in ${phase}: ${JSON.stringify(evidence)}`;

  const isSkipped = ({ skipped }: Proof): boolean => skipped !== undefined;

  test('every case ends with its code', async () => {
    const heard: string[] = [];
    const proofs = await prove({ onCase: (proof) => heard.push(proof.case) });
    const [skipped, shown] = [proofs.filter(isSkipped), proofs.filter((proof) => !isSkipped(proof))];
    expect(shown.filter((proof) => !proof.ok).map(described)).toEqual([]);
    // Engines need a C compiler and the headers of OpenSSL, and the curl kernel its curl.
    expect(skipped.map((proof) => proof.case).filter((id) => !/engine|^curl-/.test(id))).toEqual([]);
    if (process.env.CATPROBE_REQUIRE_PEERS) expect(skipped).toEqual([]);
    expect(proofs.map((proof) => proof.case)).toEqual(FAULTS.map((fault) => fault.id));
    expect(new Set(heard).size).toBe(FAULTS.length);
    // A thousand transfers: the limit is for a computer that has other things to do as well.
  }, 180_000);

  test('no connection, timer or thread is left after the cases of FTP', async () => {
    const open = (): string[] =>
      process
        .getActiveResourcesInfo()
        .filter((name) => /^(TCP|TLS|Timeout|Worker|MessagePort)/.test(name))
        .sort();
    const before = open();
    const proofs = await prove({ only: [...FTP_CODES] });
    expect(proofs.length).toBeGreaterThan(FTP_CODES.length);
    await expect.poll(open).toEqual(before);
  });

  test('only some codes', async () => {
    const proofs = await prove({ only: [606, 627] });
    expect(provenCodes(proofs)).toEqual([606, 627]);
    expect(new Set(proofs.map((proof) => proof.code))).toEqual(new Set([606, 627]));
  });

  test('a code counts as proven when all its cases that could be shown are ok', () => {
    const proof = { got: 608, phase: 'transfer' as const, evidence: [] };
    const proofs: Proof[] = [
      { ...proof, code: 608, case: 'a', ok: true },
      { ...proof, code: 609, case: 'b', ok: true },
      { ...proof, code: 609, case: 'c', ok: false },
      { ...proof, code: 404, case: 'd', ok: true },
      { ...proof, code: 610, case: 'e', ok: true },
      { ...proof, code: 610, case: 'f', ok: false, skipped: 'no compiler' },
      { ...proof, code: 611, case: 'g', ok: false, skipped: 'no compiler' },
    ];
    expect(provenCodes(proofs)).toEqual([608, 610]);
  });

  test('a case whose curl is not here is skipped, with the reason: neither a failure nor a proof', async () => {
    const proofs = await prove({ only: [661, 627], env: { PATH: '/nonexistent' } });
    const skipped = proofs.filter((proof) => proof.skipped !== undefined);
    expect(skipped.map(({ case: id }) => id)).toContain('curl-pin-differs');
    for (const proof of skipped)
      expect(proof).toMatchObject({ got: null, skipped: expect.stringContaining('curl') });
    expect(proofs.some(({ case: id, skipped }) => id === 'header-text-missing' && !skipped)).toBe(true);
    expect(proofs.some(({ case: id, ok }) => id === 'pin-differs' && ok)).toBe(true);
    expect(provenCodes(proofs)).toEqual([627, 661]);
  });

  test('can be canceled', async () => {
    const proofs = await prove({ only: [630], signal: AbortSignal.abort() });
    expect(proofs.every((proof) => proof.got === null && (proof.skipped || !proof.ok))).toBe(true);
  });
});
