/** The Certificate screen: what a server shows in TLS, what is wrong with it, and what it asks for. */
import { Alert, Button, Paper, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconAlertTriangle, IconCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiError } from '../../../shared/api.ts';
import { speaksFtp, type TaskInput } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { TlsExamination } from '../../../shared/tls-examination.ts';
import { useApi } from '../../api/api.tsx';
import { errorText } from '../../components/error-note.tsx';
import { useText } from '../../i18n/language.tsx';
import { useTesting } from '../../run/testing.tsx';
import { completeUrl, toTask } from '../test/draft.ts';
import classes from './certificate.module.css';
import { CertificateTree } from './certificate-tree.tsx';
import { TlsFacts } from './tls-facts.tsx';
import { TlsVerdict } from './tls-verdict.tsx';
import { VersionTable } from './version-table.tsx';

const texts = gui.certificate;

type State =
  | { stage: 'idle' }
  | { stage: 'busy' }
  | { stage: 'refused'; error: ApiError }
  | { stage: 'done'; examination: TlsExamination };

export function CertificateScreen() {
  const t = useText();
  const invoke = useApi();
  const { draft, setDraft } = useTesting();
  const [state, setState] = useState<State>({ stage: 'idle' });
  const [noTls, setNoTls] = useState(false);
  const busy = state.stage === 'busy';

  const examine = async (): Promise<void> => {
    const task = toTask(draft);
    setNoTls(!hasTls(task));
    if (!hasTls(task)) return;
    setDraft({ ...draft, url: completeUrl(draft.url) });
    setState({ stage: 'busy' });
    const reply = await invoke('tls.examine', { task });
    setState(
      reply.ok ? { stage: 'done', examination: reply.value } : { stage: 'refused', error: reply.error },
    );
  };

  return (
    <Stack gap="md">
      <Title order={1} size="h2">
        {t(texts.title)}
      </Title>
      <Paper
        withBorder
        p="lg"
        component="form"
        noValidate
        onSubmit={(event: React.FormEvent) => {
          event.preventDefault();
          if (!busy) void examine();
        }}
      >
        <div className={classes.address}>
          <TextInput
            size="lg"
            label={t(texts.url)}
            description={t(texts.hint)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={t(texts.placeholder)}
            value={draft.url}
            error={noTls && t(texts.noTls)}
            readOnly={busy}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            inputMode="url"
            onChange={(event) => {
              setNoTls(false);
              setDraft({ ...draft, url: event.currentTarget.value });
            }}
          />
          <Button
            type="submit"
            size="lg"
            className={classes.button}
            loading={busy}
            leftSection={<IconCertificate size={20} aria-hidden />}
          >
            {t(texts.examine)}
          </Button>
        </div>
      </Paper>
      <div aria-live="polite" className={classes.live}>
        {busy && <Text c="dimmed">{t(texts.examining)}</Text>}
      </div>
      {state.stage === 'idle' && <Text c="dimmed">{t(texts.empty)}</Text>}
      {state.stage === 'refused' && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
          {errorText(state.error, t)}
        </Alert>
      )}
      {state.stage === 'done' && <Examination examination={state.examination} />}
    </Stack>
  );
}

function Examination({ examination }: { examination: TlsExamination }) {
  const { result, versions } = examination;
  return (
    <Stack gap="md" data-testid="tls-examination" data-code={result.code ?? ''}>
      <TlsVerdict result={result} />
      {versions.length > 0 && (
        <>
          <CertificateTree chain={result.tls?.chain ?? []} />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
            <VersionTable versions={versions} />
            <TlsFacts examination={examination} />
          </SimpleGrid>
        </>
      )}
    </Stack>
  );
}

function hasTls({ url, ftp }: TaskInput): boolean {
  return /^(https|ftps):/i.test(url) || (speaksFtp(url) && ftp?.tls === 'explicit');
}
