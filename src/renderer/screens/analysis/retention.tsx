/** How long results are kept in full, and what was thinned to hourly sums so far. */
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';

const texts = gui.analysis;
const DAYS = [7, 30, 90, 180, 365];
const FOREVER = 'all';

export function RetentionNote({ round, onChange }: { round: number; onChange: () => void }) {
  const t = useText();
  const format = useFormat();
  const { settings, change } = usePreferences();
  const [wanted, setWanted] = useState<number | null>(null);
  const { value } = useQuery('results.thinned', null, round);
  const { keepDays } = settings;
  const days =
    keepDays === null || DAYS.includes(keepDays) ? DAYS : [...DAYS, keepDays].sort((a, b) => a - b);

  const keep = async (chosen: number | null): Promise<void> => {
    setWanted(null);
    await change({ keepDays: chosen });
    onChange();
  };
  return (
    <Stack gap={6} data-testid="retention">
      <Group gap="sm" align="center">
        <Select
          label={t(texts.keep)}
          w={180}
          allowDeselect={false}
          data={[
            { value: FOREVER, label: t(texts.keepAll) },
            ...days.map((count) => ({
              value: String(count),
              label: t(texts.keepDays, { days: count }),
            })),
          ]}
          value={keepDays === null ? FOREVER : String(keepDays)}
          onChange={(chosen) => (chosen === FOREVER ? void keep(null) : setWanted(Number(chosen)))}
        />
        <Text size="sm" c="dimmed" flex={1} miw={280} mt={24}>
          {t(texts.keepHint)}
        </Text>
      </Group>
      {value && value.count > 0 && value.since && value.until && (
        <Text size="sm" role="status">
          {t(texts.thinned, {
            count: format.integer(value.count),
            since: format.stamp(value.since),
            until: format.stamp(value.until),
          })}
        </Text>
      )}
      <Modal
        opened={wanted !== null}
        onClose={() => setWanted(null)}
        title={t(texts.confirmTitle)}
        closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
      >
        <Text size="sm" mb="md">
          {t(texts.confirm, { days: wanted ?? 0 })}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={() => setWanted(null)}>
            {t(texts.confirmNo)}
          </Button>
          <Button color="red" onClick={() => keep(wanted)}>
            {t(texts.confirmYes, { days: wanted ?? 0 })}
          </Button>
        </Group>
      </Modal>
    </Stack>
  );
}
