/** The form of the Test screen: the address, Run or Cancel, the main options, and the others folded away. */
import { Alert, Badge, Button, Collapse, Group, Paper, Text, TextInput } from '@mantine/core';
import {
  IconAdjustments,
  IconAlertTriangle,
  IconChevronDown,
  IconListCheck,
  IconPlayerPlay,
  IconPlayerStop,
  IconStethoscope,
} from '@tabler/icons-react';
import { type RefObject, useEffect, useId, useMemo, useState } from 'react';
import type { ApiError } from '../../../shared/api.ts';
import { speaksFtp } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { errorText } from '../../components/error-note.tsx';
import { useText } from '../../i18n/language.tsx';
import { useDiagnosing } from '../../run/diagnosing.tsx';
import { isBusy } from '../../run/run-state.ts';
import { useTesting } from '../../run/testing.tsx';
import { changedOptions, fieldValue, formErrors, hiddenSettings, tasksOf, withValue } from './draft.ts';
import { OptionField } from './option-field.tsx';
import { FTP_OPTIONS, MAIN_OPTIONS, MORE_OPTIONS, type Option } from './options.ts';
import { SaveAs } from './save-as.tsx';
import { looksLikeCurl, type TakenIn, useTakeIn } from './take-in.ts';
import classes from './test-form.module.css';

const texts = gui.test;

export function TestForm({ urlField }: { urlField: RefObject<HTMLInputElement | null> }) {
  const t = useText();
  const { draft, setDraft, onlyAddress, run, start, checkFtp, cancel } = useTesting();
  const diagnosing = useDiagnosing();
  const running = isBusy(run);
  const busy = running || diagnosing.busy;
  const canceling = running ? run.stage === 'canceling' : diagnosing.canceling;
  const foldId = useId();
  const [unfolded, setUnfolded] = useState(false);
  const [urlMissing, setUrlMissing] = useState(false);
  const refused = run.run ? null : run.error;
  const errors = useMemo(() => formErrors(refused), [refused]);
  const changed = changedOptions(draft);
  const hidden = hiddenSettings(draft);
  const ftp = speaksFtp(draft.url) || FTP_OPTIONS.options.some(({ path }) => path in draft.values);

  useEffect(() => {
    if (MORE_OPTIONS.some(({ options }) => options.some(({ path }) => path in errors.fields)))
      setUnfolded(true);
  }, [errors]);
  useEffect(() => urlField.current?.focus(), [urlField]);
  const takeIn = useTakeIn();
  const [savedAs, setSavedAs] = useState<string | null>(null);

  const submit = (): void => {
    if (looksLikeCurl(draft.url)) return void takeIn.text(draft.url);
    const missing = draft.url.trim() === '';
    setUrlMissing(missing);
    if (missing) urlField.current?.focus();
    else start();
  };
  const diagnose = (): void => {
    const missing = draft.url.trim() === '';
    setUrlMissing(missing);
    if (missing) urlField.current?.focus();
    else diagnosing.open();
  };
  const field = (option: Option) => (
    <OptionField
      key={option.path}
      option={option}
      value={fieldValue(draft, option)}
      error={errors.fields[option.path]}
      disabled={busy}
      onChange={(value) => setDraft(withValue(draft, option, value))}
    />
  );

  return (
    <Paper
      withBorder
      p="lg"
      component="form"
      noValidate
      onSubmit={(event: React.FormEvent) => {
        event.preventDefault();
        if (!busy) submit();
      }}
      onDragOver={(event: React.DragEvent) => {
        if (event.dataTransfer.types.includes('Files')) event.preventDefault();
      }}
      onDrop={(event: React.DragEvent) => {
        const [file] = event.dataTransfer.files;
        if (!file) return;
        event.preventDefault();
        event.stopPropagation();
        if (busy) return;
        setUnfolded(true);
        void takeIn.file(file);
      }}
    >
      <div className={classes.address}>
        <TextInput
          ref={urlField}
          size="lg"
          label={t(texts.url)}
          placeholder={t(texts.placeholder)}
          value={draft.url}
          error={errors.url ?? (urlMissing && t(texts.urlMissing))}
          onChange={(event) => {
            setUrlMissing(false);
            setSavedAs(null);
            takeIn.forget();
            setDraft({ ...draft, url: event.currentTarget.value });
          }}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text');
            if (busy || !looksLikeCurl(text)) return;
            event.preventDefault();
            void takeIn.text(text);
          }}
          readOnly={busy}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          inputMode="url"
        />
        {busy ? (
          <Button
            size="lg"
            color="red"
            variant="light"
            className={classes.button}
            leftSection={<IconPlayerStop size={20} aria-hidden />}
            disabled={canceling}
            onClick={running ? cancel : diagnosing.cancel}
          >
            {t(canceling ? texts.canceling : texts.cancel)}
          </Button>
        ) : (
          <div className={classes.buttons}>
            <Button
              type="submit"
              size="lg"
              className={classes.button}
              leftSection={<IconPlayerPlay size={20} aria-hidden />}
            >
              {t(texts.run)}
            </Button>
            <Button
              size="lg"
              variant="default"
              className={classes.second}
              title={t(gui.diagnose.hint)}
              leftSection={<IconStethoscope size={20} aria-hidden />}
              onClick={diagnose}
            >
              {t(gui.diagnose.diagnose)}
            </Button>
          </div>
        )}
      </div>

      <TakenInNote said={takeIn.said} />

      <div className={classes.main}>{MAIN_OPTIONS.map(field)}</div>
      {ftp && <div className={classes.ftp}>{FTP_OPTIONS.options.map(field)}</div>}

      <Group gap="xs" mt="md">
        <Button
          variant="subtle"
          size="compact-sm"
          ml={-8}
          leftSection={<IconAdjustments size={16} aria-hidden />}
          rightSection={
            <IconChevronDown size={16} className={classes.chevron} data-open={unfolded} aria-hidden />
          }
          aria-expanded={unfolded}
          aria-controls={foldId}
          onClick={() => setUnfolded(!unfolded)}
        >
          {t(gui.options.more)}
        </Button>
        {changed > 0 && (
          <Badge variant="light" tt="none">
            {t(gui.options.changed, { count: changed })}
          </Badge>
        )}
        {(Object.keys(draft.values).length > 0 || hidden.length > 0) && !busy && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => setDraft({ url: draft.url, values: {}, base: null })}
          >
            {t(gui.options.reset)}
          </Button>
        )}
        {hidden.length > 0 && (
          <Text size="xs" c="dimmed">
            {t(gui.options.hidden, { names: hidden.join(', ') })}
          </Text>
        )}
        {speaksFtp(draft.url) && !busy && (
          <Button
            variant="light"
            size="compact-sm"
            leftSection={<IconListCheck size={16} aria-hidden />}
            title={t(texts.checkFtpHint)}
            onClick={checkFtp}
          >
            {t(texts.checkFtp)}
          </Button>
        )}
        {!busy && (
          <SaveAs
            task={draft.url.trim() ? tasksOf(draft)[0] : undefined}
            onSaved={(name) => setSavedAs(name)}
          />
        )}
        {savedAs !== null && (
          <Text size="xs" role="status">
            {t(gui.tasks.saveAs.saved, { name: savedAs })}
          </Text>
        )}
        {onlyAddress && (
          <Text size="xs" c="dimmed">
            {t(texts.onlyAddress)}
          </Text>
        )}
      </Group>

      <Collapse expanded={unfolded} id={foldId}>
        {MORE_OPTIONS.map((group) => (
          <fieldset key={group.id} className={classes.group}>
            <legend>{t(group.title)}</legend>
            <div className={classes.options}>{group.options.map(field)}</div>
          </fieldset>
        ))}
      </Collapse>

      {refused && <Refused error={refused} other={errors.other} />}
    </Paper>
  );
}

/** What came of a pasted command or a dropped file. */
function TakenInNote({ said }: { said: TakenIn | null }) {
  return (
    <div role="status">
      {said && (
        <Alert color={said.failed ? 'red' : 'blue'} mt="md" title={said.title} data-testid="taken-in">
          {said.lines.map((line) => (
            <div key={line} className="break">
              {line}
            </div>
          ))}
        </Alert>
      )}
    </div>
  );
}

/** What no field can show. */
function Refused({ error, other }: { error: ApiError; other: string[] }) {
  const t = useText();
  if (!other.length) return null;
  const lines = error.code === 'BAD_INPUT' ? other : [errorText(error, t)];
  return (
    <Alert color="red" mt="md" icon={<IconAlertTriangle aria-hidden />} title={t(texts.refused)} role="alert">
      {lines.map((line) => (
        <div key={line} className="break">
          {line}
        </div>
      ))}
    </Alert>
  );
}
