/** The lab's servers for other programs: a switch for each, and its addresses while it is on. */
import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ApiError } from '../../../shared/api.ts';
import type { LabCase, LabServer, LabServerName } from '../../../shared/lab.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi, useApiEvents, useQuery } from '../../api/api.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { useText } from '../../i18n/language.tsx';
import classes from './server-panel.module.css';
import { ServerRow } from './server-row.tsx';

const texts = gui.lab.serving;

export function ServerPanel({ cases }: { cases: readonly LabCase[] }) {
  const t = useText();
  const invoke = useApi();
  const { value, error, reload } = useQuery('lab.servers', null);
  const [servers, setServers] = useState<readonly LabServer[]>([]);
  const [switching, setSwitching] = useState<ReadonlySet<LabServerName>>(new Set());
  const [refused, setRefused] = useState<ApiError | null>(null);

  useEffect(() => {
    if (value) setServers(value);
  }, [value]);
  useApiEvents((event) => event.type === 'lab' && setServers(event.servers));

  const change = async (on: boolean, server?: LabServerName): Promise<void> => {
    setSwitching(new Set(server ? [server] : servers.map(({ name }) => name)));
    const reply = await invoke('lab.switch', { on, ...(server && { server }) });
    setSwitching(new Set());
    setRefused(reply.ok ? null : reply.error);
    if (reply.ok) setServers(reply.value);
  };
  const someOn = servers.some(({ serving }) => serving);
  const someOff = servers.some(({ serving }) => !serving);

  return (
    <Paper withBorder p="lg" component="section" aria-label={t(texts.title)} data-testid="servers">
      <Group justify="space-between" gap="sm">
        <Title order={2} size="h4">
          {t(texts.title)}
        </Title>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={!someOff || switching.size > 0}
            onClick={() => void change(true)}
          >
            {t(texts.allOn)}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={!someOn || switching.size > 0}
            onClick={() => void change(false)}
          >
            {t(texts.allOff)}
          </Button>
        </Group>
      </Group>
      <Text size="sm" mt={6} mb="sm">
        {t(texts.hint)}
      </Text>
      {error && <ErrorNote title={t(gui.lab.failed)} error={error} onRetry={reload} />}
      {refused && <ErrorNote title={t(texts.failed)} error={refused} />}
      <ul className={classes.list}>
        {servers.map((server) => (
          <ServerRow
            key={server.name}
            server={server}
            cases={cases}
            switching={switching.has(server.name)}
            onSwitch={(on) => void change(on, server.name)}
          />
        ))}
      </ul>
    </Paper>
  );
}
