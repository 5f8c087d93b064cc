/** The question before a diagnosis: which other DNS server may be told the name, and whether something may be sent. */
import { Alert, Button, Checkbox, Group, Modal, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconStethoscope } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiError } from '../../shared/api.ts';
import { DEFAULT_SECOND_DNS, nameToAsk, sendsSomething } from '../../shared/diagnosis.ts';
import { parseTask } from '../../shared/task.ts';
import { gui } from '../../shared/texts/gui.ts';
import { usePreferences } from '../app/preferences.tsx';
import { errorText } from '../components/error-note.tsx';
import { useText } from '../i18n/language.tsx';
import { completeUrl, tasksOf } from '../screens/test/draft.ts';
import { useTesting } from './testing.tsx';

const texts = gui.diagnose.ask;

export interface Wish {
  secondDns: string | null;
  send: boolean;
}

interface AskDialogProps {
  opened: boolean;
  onClose: () => void;
  /** Gives what was wrong; null: it has begun. */
  onStart: (wish: Wish) => Promise<ApiError | null>;
}

export function AskDialog({ opened, onClose, onStart }: AskDialogProps) {
  const t = useText();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(texts.title)}
      closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
      size="lg"
    >
      <Question onClose={onClose} onStart={onStart} />
    </Modal>
  );
}

function Question({ onClose, onStart }: Omit<AskDialogProps, 'opened'>) {
  const t = useText();
  const { settings, change } = usePreferences();
  const { draft } = useTesting();
  const [compare, setCompare] = useState(settings.secondDns !== null);
  const [server, setServer] = useState(settings.secondDns ?? DEFAULT_SECOND_DNS);
  const [send, setSend] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);

  const [task] = tasksOf(draft);
  const parsed = task && parseTask({ ...task, url: completeUrl(draft.url) });
  const host = nameToAsk(completeUrl(draft.url));
  const sends = parsed?.ok === true && sendsSomething(parsed.value);
  const badServer = error?.fields?.some(({ path }) => path === 'secondDns');

  const start = async (): Promise<void> => {
    setBusy(true);
    const secondDns = compare ? server.trim() : null;
    const refused = await onStart({ secondDns, send: sends && send });
    setBusy(false);
    setError(refused);
    // An answer of the user that was not about this address is not kept.
    if (!refused && host !== null && secondDns !== settings.secondDns) change({ secondDns });
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void start();
      }}
    >
      <Stack gap="md">
        <Text className="break" fw={600}>
          {completeUrl(draft.url).replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')}
        </Text>
        <Text size="sm">{t(texts.what)}</Text>
        {host === null ? (
          <Text size="sm" c="dimmed">
            {t(texts.noSecond)}
          </Text>
        ) : (
          <Stack gap="xs">
            <Switch
              label={t(texts.second)}
              checked={compare}
              onChange={(event) => setCompare(event.currentTarget.checked)}
            />
            {compare ? (
              <TextInput
                label={t(texts.secondServer)}
                description={t(texts.secondHint, { server: server.trim() || '…', host })}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                value={server}
                error={badServer && error?.message.replace(/^secondDns: /, '')}
                onChange={(event) => {
                  setServer(event.currentTarget.value);
                  setError(null);
                }}
                autoComplete="off"
                spellCheck={false}
                maw="22rem"
              />
            ) : (
              <Text size="sm" c="dimmed">
                {t(texts.secondOff)}
              </Text>
            )}
          </Stack>
        )}
        {sends && (
          <Checkbox
            label={t(texts.send)}
            description={t(texts.sendHint)}
            checked={send}
            onChange={(event) => setSend(event.currentTarget.checked)}
          />
        )}
        {error && !badServer && (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t(texts.failed)} role="alert">
            <span className="break">{errorText(error, t)}</span>
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(texts.cancel)}
          </Button>
          <Button
            type="submit"
            data-autofocus
            loading={busy}
            leftSection={<IconStethoscope size={18} aria-hidden />}
          >
            {t(texts.start)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
