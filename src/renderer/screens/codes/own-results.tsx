/** How often the user's own tests ended with a code, and the way to them. */
import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import type { ResultFilter } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import { useProof } from '../../lab/use-lab.ts';

const texts = gui.codes.page;
const ONE = { offset: 0, limit: 1 };

export function OwnResults({ code }: { code: number }) {
  const t = useText();
  const format = useFormat();
  const { openResults } = useNavigation();
  const filter: ResultFilter = { code, outcome: code === 0 ? 'ok' : 'failed' };
  // A proof that ends has left more of them.
  const round = useProof().stage === 'finished' ? 1 : 0;
  const own = useQuery('results.list', { filter: { ...filter, origin: 'own' }, ...ONE }, round);
  const lab = useQuery('results.list', { filter: { ...filter, origin: 'lab' }, ...ONE }, round);

  if (own.error) return <ErrorNote title={t(texts.resultsFailed)} error={own.error} onRetry={own.reload} />;
  if (!own.value) return <Skeleton height={36} />;
  const mine = own.value.total;
  const others = lab.value?.total ?? 0;
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm" data-testid="own-count" data-count={mine}>
        {mine ? t(texts.own, { count: format.integer(mine) }) : t(texts.ownNone)}
        {others > 0 && ` ${t(texts.lab, { count: format.integer(others) })}`}
      </Text>
      {mine + others > 0 && (
        <Button
          size="xs"
          variant="light"
          leftSection={<IconListDetails size={16} aria-hidden />}
          onClick={() => openResults(mine ? { ...filter, origin: 'own' } : filter)}
        >
          {t(texts.openResults)}
        </Button>
      )}
    </Stack>
  );
}
