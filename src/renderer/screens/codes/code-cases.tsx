/** The lab's cases that show a code, by our own engine and by curl, each with a button that shows it now. */
import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { LabCase } from '../../../shared/lab.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Query } from '../../api/api.tsx';
import { CaseList } from '../../components/case-list.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { useText } from '../../i18n/language.tsx';

const texts = gui.codes.page;
/** Of each kernel, before more are asked for. */
const FEW = 4;

interface CodeCasesProps {
  code: number;
  /** Of the whole lab. */
  all: Query<readonly LabCase[]>;
}

export function CodeCases({ code, all: { value, error, reload } }: CodeCasesProps) {
  const t = useText();
  const [whole, setWhole] = useState(false);

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
      <CaseList cases={whole ? [...byEngine, ...byCurl] : few} label={t(gui.lab.cases.of, { code })} />
      {!whole && few.length < cases.length && (
        <Button size="xs" variant="subtle" onClick={() => setWhole(true)}>
          {t(texts.allCases, { count: cases.length })}
        </Button>
      )}
    </Stack>
  );
}
