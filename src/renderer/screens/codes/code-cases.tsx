/** The lab's cases that show a code, by our own engine and by curl, each with a button that shows it now. */
import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { CaseList } from '../../components/case-list.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { useText } from '../../i18n/language.tsx';

const texts = gui.codes.page;
/** Of each kernel, before more are asked for. */
const FEW = 4;

export function CodeCases({ code }: { code: number }) {
  const t = useText();
  const [all, setAll] = useState(false);
  const { value, error, reload } = useQuery('lab.cases', null);

  if (error) return <ErrorNote title={t(texts.casesFailed)} error={error} onRetry={reload} />;
  if (!value) return <Skeleton height={120} />;
  // Downloads first: they are what most tests are.
  const cases = value
    .filter((one) => one.code === code)
    .sort((a, b) => a.direction.localeCompare(b.direction));
  if (!cases.length) return <Text size="sm">{t(texts.noCases)}</Text>;
  const byEngine = cases.filter(({ kernel }) => kernel === 'node');
  const byCurl = cases.filter(({ kernel }) => kernel === 'curl');
  const few = [...byEngine.slice(0, FEW), ...byCurl.slice(0, FEW)];
  return (
    <Stack gap="xs" align="stretch">
      <Text size="sm" c="dimmed">
        {t(texts.casesHint)}
      </Text>
      <CaseList cases={all ? [...byEngine, ...byCurl] : few} label={t(gui.lab.cases.of, { code })} />
      {!all && few.length < cases.length && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t(texts.allCases, { count: cases.length })}
        </Button>
      )}
    </Stack>
  );
}
