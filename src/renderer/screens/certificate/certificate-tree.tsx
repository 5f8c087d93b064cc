/** The chain as a tree: the authority on top, the server's own certificate innermost, each with what it says of itself. */
import { Badge, Paper, Text, Title } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CertificateSummary } from '../../../shared/result.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useFormat, useText } from '../../i18n/language.tsx';
import classes from './certificate.module.css';
import { FactList } from './fact-list.tsx';

const texts = gui.certificate;

export function CertificateTree({ chain }: { chain: readonly CertificateSummary[] }) {
  const t = useText();
  // The server sends its own one first; a tree grows from the root.
  const tree = chain.reduce<ReactNode>(
    (inner, certificate, index) => (
      <ul key={certificate.sha256} className={classes.tree}>
        <li>
          <Certificate certificate={certificate} leaf={index === 0} />
          {inner}
        </li>
      </ul>
    ),
    null,
  );
  return (
    <Paper withBorder p="lg" component="section" data-testid="chain">
      <Title order={2} size="h5" mb="sm">
        {t(texts.chain)}
      </Title>
      {tree ?? <Text size="sm">{t(texts.noChain)}</Text>}
    </Paper>
  );
}

function Certificate({ certificate, leaf }: { certificate: CertificateSummary; leaf: boolean }) {
  const t = useText();
  const format = useFormat();
  const { subject, issuer, names, notBefore, notAfter, key, signature, serial, sha256 } = certificate;
  const kind = leaf ? texts.server : subject === issuer ? texts.root : texts.authority;
  const rows: [string, string][] = [
    [t(texts.issuer), issuer],
    ...(names?.length ? ([[t(texts.names), names.join(', ')]] as [string, string][]) : []),
    [t(texts.valid), t(texts.validRange, { from: format.date(notBefore), until: format.date(notAfter) })],
    [t(texts.key), key],
    [t(texts.signature), signature ?? '–'],
    [t(texts.serial), serial],
    [t(texts.sha256), sha256],
  ];
  return (
    <details className={classes.certificate} open={leaf}>
      <summary>
        <IconCertificate size={18} aria-hidden />
        <span className={classes.subject}>{subject || '–'}</span>
        <Badge variant="default" tt="none">
          {t(kind)}
        </Badge>
        <Dates certificate={certificate} />
      </summary>
      <FactList rows={rows} />
    </details>
  );
}

/** Only where they are wrong. */
function Dates({ certificate: { notBefore, notAfter } }: { certificate: CertificateSummary }) {
  const t = useText();
  const now = Date.now();
  const text = Date.parse(notAfter) < now ? texts.expired : Date.parse(notBefore) > now ? texts.notYet : null;
  if (!text) return null;
  return (
    <Badge color="red" variant="light" tt="none">
      {t(text)}
    </Badge>
  );
}
