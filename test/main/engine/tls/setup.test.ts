/** What TLS needs is made ready once for a task, and anew when something that it was made of is another. */
import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { tlsSetup } from '../../../../src/main/engine/tls-setup.ts';
import { makeTask } from '../../../support/server.ts';
import { certificateFolder } from '../../../support/tls-servers.ts';

const { signal } = new AbortController();

test('once, as long as nothing changes', async () => {
  await using folder = await certificateFolder('good');
  const task = makeTask({ url: 'https://lab.test/', tls: { caFile: folder.file('root.pem') } });
  const first = await tlsSetup(task, signal);
  expect(await tlsSetup(task, signal)).toBe(first);
  // The same words in another task.
  expect(await tlsSetup(makeTask({ url: task.url, tls: { ...task.tls } }), signal)).not.toBe(first);
});

test('a file that is written anew is read anew, and one that is gone is missed', async () => {
  await using folder = await certificateFolder('good');
  const caFile = folder.file('root.pem');
  const task = makeTask({ url: 'https://lab.test/', tls: { caFile } });
  const first = await tlsSetup(task, signal);
  await writeFile(caFile, (await folder.pki.leaf('good')).cert);
  const second = await tlsSetup(task, signal);
  expect(second.caPem).not.toBe(first.caPem);
  await writeFile(caFile, 'nothing');
  await expect(tlsSetup(task, signal)).rejects.toMatchObject({ evidence: [{ name: 'CA_FILE' }] });
});

test('our own identity is another', async () => {
  await using folder = await certificateFolder('good');
  const task = makeTask({ url: 'https://lab.test/', tls: { clientCert: { machine: true } } });
  const none = await tlsSetup(task, signal, null);
  expect(none.clientCertificate).toBe('machine');
  const files = { cert: folder.file('good.pem'), key: folder.file('good.key') };
  const one = await tlsSetup(task, signal, files);
  expect(one.clientCertificate).toBe('sent');
  expect(await tlsSetup(task, signal, files)).toBe(one);
});
