/** Which versions of TLS the server takes, each asked for alone. */
import { Paper, Table, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { gui } from '../../../shared/texts/gui.ts';
import type { VersionAnswer } from '../../../shared/tls-examination.ts';
import { useText } from '../../i18n/language.tsx';
import classes from './certificate.module.css';

const texts = gui.certificate;
const OLD: readonly string[] = ['TLSv1', 'TLSv1.1'];

export function VersionTable({ versions }: { versions: readonly VersionAnswer[] }) {
  const t = useText();
  const takesOld = versions.some(({ version, accepted }) => accepted && OLD.includes(version));
  return (
    <Paper withBorder p="lg" component="section" data-testid="versions">
      <Title order={2} size="h5" mb="sm">
        {t(texts.versions)}
      </Title>
      <Table fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(texts.version)}</Table.Th>
            <Table.Th>{t(texts.answer)}</Table.Th>
            <Table.Th>{t(texts.detail)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map(({ version, accepted, cipher, why }) => {
            const Icon = accepted ? IconCircleCheck : IconCircleX;
            return (
              <Table.Tr key={version} data-version={version} data-accepted={accepted}>
                <Table.Td>{version.replace('TLSv', 'TLS ').replace(/ 1$/, ' 1.0')}</Table.Td>
                <Table.Td>
                  <span className={classes.answer} data-accepted={accepted}>
                    <Icon size={16} aria-hidden /> {t(accepted ? texts.accepted : texts.refused)}
                  </span>
                </Table.Td>
                <Table.Td className="break">{cipher ?? why[0]?.name ?? '–'}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {takesOld && (
        <Text size="xs" c="dimmed" mt="xs">
          {t(texts.old)}
        </Text>
      )}
    </Paper>
  );
}
