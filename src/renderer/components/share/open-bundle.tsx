/** Somebody else's support bundle, to look at: marked as foreign, and kept out of the store. */
import { ActionIcon, Alert, FileButton, Modal, Stack, Tabs, Text, UnstyledButton } from '@mantine/core';
import { IconFolderOpen, IconUserQuestion } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ApiError } from '../../../shared/api.ts';
import { BUNDLE_LIMIT, type OpenedBundle } from '../../../shared/report.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi } from '../../api/api.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import { OutcomeBadge } from '../badges.tsx';
import { ErrorNote } from '../error-note.tsx';
import { ResultView } from '../result-view.tsx';
import classes from './bundle.module.css';
import { FileText } from './file-text.tsx';

const texts = gui.share.open;
const RESULTS = 'results';

export function OpenBundle() {
  const t = useText();
  const invoke = useApi();
  const [bundle, setBundle] = useState<OpenedBundle | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  const reset = useRef<() => void>(null);

  const open = async (file: File | null): Promise<void> => {
    if (!file) return;
    // The same file may be chosen again.
    reset.current?.();
    if (file.size > BUNDLE_LIMIT) {
      setError({ code: 'FILE', message: t(texts.tooLarge, { mb: BUNDLE_LIMIT / 1024 / 1024 }) });
      return;
    }
    const reply = await invoke('bundle.open', { content: await base64Of(file) });
    setBundle(reply.ok ? reply.value : null);
    setError(reply.ok ? null : reply.error);
  };
  return (
    <>
      <FileButton onChange={open} accept=".zip,application/zip" resetRef={reset}>
        {(props) => (
          <ActionIcon
            {...props}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t(texts.action)}
            title={t(texts.action)}
          >
            <IconFolderOpen size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        )}
      </FileButton>
      <Modal
        opened={bundle !== null || error !== null}
        onClose={() => {
          setBundle(null);
          setError(null);
        }}
        size="min(1160px, 96vw)"
        title={t(texts.title)}
        closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
      >
        {error && <ErrorNote title={t(texts.failed)} error={error} />}
        {bundle && <ForeignBundle bundle={bundle} />}
      </Modal>
    </>
  );
}

function ForeignBundle({ bundle }: { bundle: OpenedBundle }) {
  const t = useText();
  const format = useFormat();
  const { manifest, files, results, unreadable } = bundle;
  return (
    <Stack gap="sm" data-testid="foreign">
      <Alert color="orange" variant="light" icon={<IconUserQuestion aria-hidden />}>
        {t(texts.foreign, { version: manifest.version, time: format.stamp(manifest.createdAt) })}
        {unreadable > 0 && ` ${t(texts.unreadable, { count: unreadable })}`}
      </Alert>
      <Tabs defaultValue={results.length || !files[0] ? RESULTS : files[0].name} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value={RESULTS}>{t(texts.results)}</Tabs.Tab>
          {files.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {t(gui.share.files[name])}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={RESULTS} pt="sm">
          {results.length ? <ForeignResults results={results} /> : <Text>{t(texts.none)}</Text>}
        </Tabs.Panel>
        {files.map(({ name, text }) => (
          <Tabs.Panel key={name} value={name} pt="sm">
            <FileText text={text} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}

function ForeignResults({ results }: Pick<OpenedBundle, 'results'>) {
  const [chosen, setChosen] = useState(0);
  const shown = results[chosen] ?? results[0];
  if (!shown) return null;
  if (results.length === 1) return <ResultView columns={2} result={shown} foreign evidence />;
  return (
    <div className={classes.columns}>
      <div className={classes.results}>
        {results.map((result, index) => (
          <UnstyledButton
            // biome-ignore lint/suspicious/noArrayIndexKey: a bundle from elsewhere may name a result twice; the list never changes
            key={index}
            className={classes.result}
            aria-pressed={index === chosen}
            onClick={() => setChosen(index)}
          >
            <OutcomeBadge result={result} />
            <Text size="xs" truncate>
              {result.url}
            </Text>
          </UnstyledButton>
        ))}
      </div>
      <ResultView columns={1} result={shown} foreign evidence />
    </div>
  );
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // `data:…;base64,` stands before it.
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
}
