/** Measures the peak memory of the command for 1 GiB from a local nginx with several threads and MD5: `node scripts/memory.ts [threads]`. */
import { startBigNginx } from '../test/support/big-nginx.ts';
import { measureMemory } from '../test/support/memory.ts';
import { findPeer } from '../test/support/peers.ts';

const nginx = findPeer('nginx');
if (!nginx) throw new Error('nginx is not installed');
const threads = Number(process.argv[2] ?? 8);
await using server = await startBigNginx(nginx, 1024);
for (const protocol of ['http', 'https'] as const) {
  const { result, peakMB } = await measureMemory({
    url: server.url(protocol),
    threads,
    verify: { md5: server.md5 },
    tls: { caFile: server.caFile },
  });
  const seconds = (result.timings.total / 1000).toFixed(2);
  console.log(
    `${protocol}: code ${result.code}, ${result.threads} threads, ${seconds} s, peak ${peakMB.toFixed(0)} MB`,
  );
}
