/** One run that has ended: its figures, its top five error types, and the way to its results. */
import { Alert, Anchor, Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconListDetails } from '@tabler/icons-react';
import type { ErrorType } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { CodeLink } from '../../components/code-link.tsx';
import { ErrorNote, errorText } from '../../components/error-note.tsx';
import { ShareMenu } from '../../components/share/share-menu.tsx';
import { codeLabel, errorName, familyOfName } from '../../components/verdict.ts';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import { Figures } from './figures.tsx';
import type { FinishedRun } from './runs-state.ts';

const texts = gui.runs.finished;

export function RunSummary({ run }: { run: FinishedRun }) {
  const t = useText();
  const format = useFormat();
  const { openResults } = useNavigation();
  const { value, error, reload } = useQuery('runs.summary', { id: run.id });
  const took = Date.parse(run.endedAt) - Date.parse(run.startedAt);

  return (
    <Stack gap="md" data-testid="run-summary">
      {run.problem && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={t(texts.problem)} role="alert">
          {errorText(run.problem, t)}
        </Alert>
      )}
      {error && <ErrorNote title={t(texts.summaryFailed)} error={error} onRetry={reload} />}
      {!value && !error && <Skeleton height={90} />}
      {value && (
        <>
          <Figures
            of={[
              [t(texts.attempts), format.integer(run.attempts)],
              [t(texts.successRate), value.successRate === null ? '–' : format.percent(value.successRate)],
              [t(texts.speed), value.speedKBps.median === null ? '–' : format.speed(value.speedKBps.median)],
              [t(texts.bytes), format.bytes(run.bytes)],
              [t(texts.took), format.duration(took)],
            ]}
          />
          {value.top.length > 0 ? (
            <TopFive top={value.top} runId={run.id} />
          ) : (
            <Text>{t(texts.noErrors)}</Text>
          )}
        </>
      )}
      <Group gap="xs">
        <Button
          leftSection={<IconListDetails size={18} aria-hidden />}
          onClick={() => openResults({ runId: run.id })}
        >
          {t(texts.results)}
        </Button>
        <ShareMenu subject={{ kind: 'run', id: run.id }} />
      </Group>
    </Stack>
  );
}

function TopFive({ top, runId }: { top: readonly ErrorType[]; runId: string }) {
  const t = useText();
  const format = useFormat();
  const language = useLanguage();
  const { openResults } = useNavigation();
  return (
    <Table verticalSpacing={4} aria-label={t(texts.top)}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t(texts.top)}</Table.Th>
          <Table.Th ta="end">{t(gui.analysis.count)}</Table.Th>
          <Table.Th ta="end">{t(gui.analysis.share)}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {top.map(({ code, name, count, share }) => {
          const family = familyOfName(name);
          return (
            <Table.Tr key={name} data-code={code}>
              <Table.Td>
                <Anchor
                  component="button"
                  type="button"
                  size="sm"
                  fw={600}
                  onClick={() => openResults({ runId, outcome: 'failed', code })}
                >
                  {codeLabel(code, family, t)}
                </Anchor>{' '}
                <CodeLink code={code}>{errorName(code, family, language) ?? name}</CodeLink>
              </Table.Td>
              <Table.Td ta="end">{format.integer(count)}</Table.Td>
              <Table.Td ta="end">{format.percent(share)}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
