/** Everything a result knows that is no verdict and no time: addresses, sizes, sums, TLS. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TransferResult } from '../../shared/result.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useFormat, useText } from '../i18n/language.tsx';
import classes from './facts.module.css';
import { bytesOf, remoteOf } from './result-text.ts';

const texts = gui.verdict;

export function Facts({ result }: { result: TransferResult }) {
  const t = useText();
  const format = useFormat();
  const labels = Object.entries(result.labels);
  const { tls, addresses } = result;

  const rows: [string, ReactNode][] = [[t(texts.url), result.url]];
  if (result.finalUrl !== result.url) rows.push([t(texts.finalUrl), result.finalUrl]);
  if (result.task !== result.url) rows.push([t(texts.task), result.task]);
  rows.push([t(texts.startedAt), format.stamp(result.startedAt)]);
  if (result.remoteAddress) rows.push([t(texts.remote), remoteOf(result)]);
  if (addresses.length > 1 || (addresses.length === 1 && addresses[0] !== result.remoteAddress)) {
    rows.push([t(texts.addresses), addresses.join(', ')]);
  }
  if (result.proxy) rows.push([t(texts.proxy), `${result.proxy.url}, ${format.duration(result.proxy.ms)}`]);
  if (result.curl) rows.push([t(texts.kernel), `curl ${result.curl.version}, ${result.curl.tls ?? '–'}`]);
  if (result.httpVersion) rows.push([t(texts.httpVersion), result.httpVersion]);
  if (result.threads > 1) rows.push([t(texts.threads), result.threads]);
  if (result.httpStatus !== null) rows.push([t(texts.status), result.httpStatus]);
  rows.push([t(texts.bytes), bytesOf(result, t, format)]);
  if (result.speedKBps > 0) rows.push([t(texts.speed), `${format.integer(result.speedKBps)} KB/s`]);
  if (result.md5) rows.push([t(texts.md5), <Mono key="md5">{result.md5}</Mono>]);
  if (result.sha256) rows.push([t(texts.sha256), <Mono key="sha256">{result.sha256}</Mono>]);
  if (tls) rows.push([t(texts.tls), `${tls.version}, ${tls.cipher}`]);
  if (tls?.chain.length) rows.push([t(texts.chain), <Chain key="chain" chain={tls.chain} />]);
  if (labels.length)
    rows.push([t(texts.labels), labels.map(([name, value]) => `${name}: ${value}`).join(', ')]);

  return (
    <dl className={classes.facts}>
      {rows.map(([label, value]) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Mono({ children }: { children: ReactNode }) {
  return <span className={classes.mono}>{children}</span>;
}

function Chain({ chain }: { chain: NonNullable<TransferResult['tls']>['chain'] }) {
  const t = useText();
  const format = useFormat();
  return (
    <Stack gap={6}>
      {chain.map(({ subject, issuer, notBefore, notAfter, sha256, names, key, signature }) => (
        <div key={sha256}>
          {subject}
          <Text size="xs" c="dimmed">
            {t(texts.chainItem, { issuer, from: format.date(notBefore), until: format.date(notAfter) })}
          </Text>
          {/* Results of earlier versions have less. */}
          <Text size="xs" c="dimmed">
            {[...(names ?? []), key, signature].filter(Boolean).join(', ')}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
