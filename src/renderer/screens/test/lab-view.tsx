/** The local lab at work: how far it is, what came out, and where to look next. */
import {
  Alert,
  Button,
  Group,
  Loader,
  Paper,
  Progress,
  ScrollArea,
  Table,
  Text,
  Title,
  UnstyledButton,
} from '@mantine/core';
import { IconAlertTriangle, IconChartBar, IconListDetails, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { TransferResult } from '../../../shared/result.ts';
import { sideTexts } from '../../../shared/texts/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { OutcomeBadge, SideIcon } from '../../components/badges.tsx';
import { ResultDrawer } from '../../components/result-drawer.tsx';
import { verdictName } from '../../components/verdict.ts';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import { isBusy } from '../../run/run-state.ts';
import { useTesting } from '../../run/testing.tsx';
import classes from './lab-view.module.css';

const texts = gui.test.lab;

export function LabView() {
  const t = useText();
  const { run, startLab, close } = useTesting();
  const { go, openResults } = useNavigation();
  const busy = isBusy(run);
  const { total = 0, done = 0, id } = run.run ?? {};
  const differ = run.results.filter(({ expected, outcome }) => !expected && outcome !== 'canceled').length;

  return (
    <Paper
      withBorder
      p="lg"
      component="section"
      aria-label={t(texts.title)}
      data-testid="lab"
      data-stage={run.stage}
    >
      <Group gap="sm">
        {busy && <Loader size={18} aria-hidden />}
        <Title order={2} size="h4">
          {t(texts.title)}
        </Title>
        <Text c="dimmed" role="status">
          {run.run ? t(texts.progress, { done, total }) : t(gui.test.live.starting)}
        </Text>
      </Group>
      <Progress value={total ? (done / total) * 100 : 0} mt="sm" aria-label={t(texts.title)} />
      <Text size="sm" mt="sm">
        {t(busy ? texts.running : texts.done)}
      </Text>
      {differ > 0 && (
        <Alert color="orange" mt="sm" icon={<IconAlertTriangle aria-hidden />}>
          {t(texts.differ, { count: differ })}
        </Alert>
      )}
      <Group gap="xs" mt="md">
        <Button
          leftSection={<IconListDetails size={18} aria-hidden />}
          disabled={!id || done === 0}
          onClick={() => openResults({ runId: id })}
        >
          {t(texts.openResults)}
        </Button>
        <Button
          variant="light"
          leftSection={<IconChartBar size={18} aria-hidden />}
          disabled={done === 0}
          onClick={() => go('analysis')}
        >
          {t(texts.openAnalysis)}
        </Button>
        {!busy && (
          <>
            <Button variant="default" leftSection={<IconRefresh size={18} aria-hidden />} onClick={startLab}>
              {t(texts.again)}
            </Button>
            <Button variant="subtle" color="gray" onClick={close}>
              {t(texts.back)}
            </Button>
          </>
        )}
      </Group>
      {run.results.length > 0 && <LabResults />}
    </Paper>
  );
}

function LabResults() {
  const t = useText();
  const language = useLanguage();
  const format = useFormat();
  const { run } = useTesting();
  const [opened, setOpened] = useState<TransferResult | null>(null);
  return (
    <>
      <ScrollArea.Autosize mah={420} mt="md">
        <Table stickyHeader highlightOnHover verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(gui.verdict.task)}</Table.Th>
              <Table.Th>{t(gui.results.result)}</Table.Th>
              <Table.Th>{t(gui.results.side)}</Table.Th>
              <Table.Th ta="end">{t(gui.results.total)}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {run.results.map((result) => (
              <Table.Tr key={result.id} className={classes.row} onClick={() => setOpened(result)}>
                <Table.Td>
                  <UnstyledButton className={classes.task} aria-haspopup="dialog">
                    {result.task}
                  </UnstyledButton>
                </Table.Td>
                <Table.Td>
                  <Group gap={10}>
                    <OutcomeBadge result={result} />
                    {result.outcome === 'failed' && verdictName(result, language, t)}
                  </Group>
                </Table.Td>
                <Table.Td>
                  {result.outcome === 'failed' && (
                    <Group gap={6} wrap="nowrap">
                      <SideIcon side={result.side} /> {t(sideTexts[result.side])}
                    </Group>
                  )}
                </Table.Td>
                <Table.Td className={classes.time}>{format.duration(result.timings.total)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      <ResultDrawer result={opened} onClose={() => setOpened(null)} />
    </>
  );
}
