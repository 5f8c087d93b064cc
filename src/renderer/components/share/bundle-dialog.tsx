/** The support bundle before it is saved: every file with its content, and a switch for each part. */
import { Button, Group, Modal, Skeleton, Stack, Switch, Text } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ApiError } from '../../../shared/api.ts';
import type { BundleDraft, BundleFileName, Subject } from '../../../shared/report.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi } from '../../api/api.tsx';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import { ErrorNote } from '../error-note.tsx';
import classes from './bundle.module.css';
import { DeliveryNote } from './delivery-note.tsx';
import { FileText } from './file-text.tsx';
import { useDelivery } from './use-delivery.ts';

const texts = gui.share.dialog;

interface BundleDialogProps {
  subject: Subject;
  opened: boolean;
  onClose: () => void;
}

export function BundleDialog({ subject, opened, onClose }: BundleDialogProps) {
  const t = useText();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="min(1000px, 94vw)"
      title={t(texts.title)}
      closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
    >
      {opened && <Review subject={subject} />}
    </Modal>
  );
}

function Review({ subject }: { subject: Subject }) {
  const t = useText();
  const invoke = useApi();
  const language = useLanguage();
  const [addresses, setAddresses] = useState(false);
  const [draft, setDraft] = useState<BundleDraft | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [leftOut, setLeftOut] = useState<readonly BundleFileName[]>([]);
  const { state, deliver } = useDelivery();
  const key = JSON.stringify(subject);

  useEffect(() => {
    let current = true;
    setDraft(null);
    setError(null);
    invoke('bundle.prepare', { subject: JSON.parse(key), language, addresses }).then((reply) => {
      if (!current) return;
      if (reply.ok) setDraft(reply.value);
      else setError(reply.error);
    });
    return () => {
      current = false;
    };
  }, [invoke, key, language, addresses]);

  return (
    <Stack gap="sm" data-testid="bundle">
      <Text size="sm">{t(texts.intro)}</Text>
      <Switch
        label={t(texts.addresses)}
        checked={addresses}
        onChange={(event) => setAddresses(event.currentTarget.checked)}
      />
      {error && <ErrorNote title={t(texts.failed)} error={error} />}
      {!draft && !error && <Skeleton height={360} />}
      {draft && <Files draft={draft} leftOut={leftOut} onChange={setLeftOut} />}
      {draft && draft.left > 0 && (
        <Text size="xs" c="dimmed">
          {t(texts.cut, { count: draft.results, left: draft.left })}
        </Text>
      )}
      <DeliveryNote state={state} />
      <Group justify="flex-end">
        <Button
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          disabled={!draft || leftOut.length === draft.files.length}
          loading={state.stage === 'working'}
          onClick={() =>
            draft && void deliver(() => invoke('bundle.save', { id: draft.id, leaveOut: [...leftOut] }))
          }
        >
          {t(texts.save)}
        </Button>
      </Group>
    </Stack>
  );
}

interface FilesProps {
  draft: BundleDraft;
  leftOut: readonly BundleFileName[];
  onChange: (leftOut: readonly BundleFileName[]) => void;
}

function Files({ draft, leftOut, onChange }: FilesProps) {
  const t = useText();
  const format = useFormat();
  const [chosen, setChosen] = useState<BundleFileName | null>(null);
  const shown = draft.files.find(({ name }) => name === chosen) ?? draft.files[0];
  return (
    <div className={classes.columns}>
      <ul className={classes.list} aria-label={t(texts.files)}>
        {draft.files.map(({ name, text }) => {
          const title = t(gui.share.files[name]);
          const included = !leftOut.includes(name);
          return (
            <li key={name} className={classes.item} data-shown={name === shown?.name}>
              <Switch
                size="xs"
                aria-label={t(texts.include, { name: title })}
                checked={included}
                onChange={() =>
                  onChange(included ? [...leftOut, name] : leftOut.filter((other) => other !== name))
                }
              />
              <button
                type="button"
                className={classes.name}
                data-included={included}
                aria-pressed={name === shown?.name}
                onClick={() => setChosen(name)}
              >
                {title}
                <span className={classes.size}>
                  {t(texts.size, { name, size: format.bytes(new Blob([text]).size) })}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {shown && (
        <section aria-label={t(texts.content, { name: shown.name })}>
          <FileText text={shown.text} />
        </section>
      )}
    </div>
  );
}
