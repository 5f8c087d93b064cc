/** The answer to "what is wrong with this address?": the code with its meaning, side and next steps, or how fast it was. */
import { Alert, Badge, Button, Divider, Group, List, Paper, Text, Title } from '@mantine/core';
import { IconArrowForwardUp, IconCertificate, IconRefresh, IconStethoscope } from '@tabler/icons-react';
import type { TransferResult } from '../../shared/result.ts';
import { familyTexts, phaseTexts } from '../../shared/texts/codes.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useNavigation } from '../app/navigation.tsx';
import { useFormat, useLanguage, useText } from '../i18n/language.tsx';
import { useDiagnosing } from '../run/diagnosing.tsx';
import { isBusy } from '../run/run-state.ts';
import { useTesting } from '../run/testing.tsx';
import { OUTCOME_ICONS, SideBadge } from './badges.tsx';
import { CodeLink } from './code-link.tsx';
import { CopyButton } from './copy-button.tsx';
import { EvidenceTable } from './evidence.tsx';
import { Fold } from './fold.tsx';
import { InlineCode } from './inline-code.tsx';
import { resultAsText } from './result-text.ts';
import { CopyCurl, useRedacted } from './share/copy-curl.tsx';
import { ShareMenu } from './share/share-menu.tsx';
import { meaningOf, rowOf, verdictName } from './verdict.ts';
import classes from './verdict-card.module.css';

const texts = gui.verdict;

export interface VerdictCardProps {
  result: TransferResult;
  /** From somebody else's bundle: to look at, and nothing more. */
  foreign?: boolean;
  /** Open from the start. */
  evidence?: boolean;
  onRunAgain?: () => void;
  /** Runs it again, and lets the upload follow the redirect this time (635). */
  onConfirmRedirect?: () => void;
}

export function VerdictCard({
  result,
  foreign = false,
  evidence = false,
  onRunAgain,
  onConfirmRedirect,
}: VerdictCardProps) {
  const t = useText();
  const language = useLanguage();
  const format = useFormat();
  const redacted = useRedacted(foreign);

  return (
    <Paper
      component="section"
      withBorder
      className={classes.card}
      aria-label={t(texts.title)}
      data-testid="verdict"
      data-code={result.code ?? ''}
      data-outcome={result.outcome}
    >
      <div className={classes.head}>
        <Mark result={result} />
        <Headline result={result} />
      </div>
      {result.code === 635 && onConfirmRedirect && (
        <ConfirmRedirect result={result} onConfirm={onConfirmRedirect} />
      )}
      <NextSteps result={result} />
      {result.outcome === 'failed' && <EvidenceFold key={result.id} result={result} open={evidence} />}
      <Divider />
      <Group gap="xs" className={classes.actions}>
        {onRunAgain && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={onRunAgain}
          >
            {t(texts.runAgain)}
          </Button>
        )}
        {result.outcome === 'failed' && !foreign && <DiagnoseIt result={result} />}
        {result.tls && !foreign && <ExamineTls result={result} />}
        <CopyButton
          label={texts.copyText}
          content={async () => resultAsText(await redacted(result), language, t, format)}
        />
        <CopyButton
          label={texts.copyJson}
          content={async () => JSON.stringify(await redacted(result), null, 2)}
        />
        {!foreign && <CopyCurl result={result} />}
        {!foreign && <ShareMenu subject={{ kind: 'result', id: result.id }} />}
      </Group>
    </Paper>
  );
}

/** Looks for the place of the fault, on the Test screen. */
function DiagnoseIt({ result }: { result: TransferResult }) {
  const t = useText();
  const { busy, openFor } = useDiagnosing();
  const { run } = useTesting();
  return (
    <Button
      size="xs"
      variant="light"
      title={t(gui.diagnose.hint)}
      disabled={busy || isBusy(run)}
      leftSection={<IconStethoscope size={14} aria-hidden />}
      onClick={() => openFor(result)}
    >
      {t(gui.diagnose.diagnose)}
    </Button>
  );
}

/** Opens the Certificate screen with this address, and the options of the Test screen. */
function ExamineTls({ result }: { result: TransferResult }) {
  const t = useText();
  const { go } = useNavigation();
  const { draft, setDraft } = useTesting();
  return (
    <Button
      size="xs"
      variant="subtle"
      leftSection={<IconCertificate size={14} aria-hidden />}
      onClick={() => {
        setDraft({ ...draft, url: result.finalUrl });
        go('certificate');
      }}
    >
      {t(gui.certificate.examineThis)}
    </Button>
  );
}

/** The big sign on the left: the code under its family, or a mark for what has no code. */
function Mark({ result }: { result: TransferResult }) {
  const t = useText();
  const Icon = OUTCOME_ICONS[result.outcome];
  return (
    <div className={classes.mark}>
      <Icon size={result.outcome === 'failed' ? 22 : 44} stroke={1.8} aria-hidden />
      {result.outcome === 'failed' && (
        <>
          <span className={classes.family}>
            {result.family === 'http' ? 'HTTP' : t(familyTexts.transfer)}
          </span>
          <CodeLink
            code={result.code!}
            className={classes.code}
            label={t(gui.codes.about, { code: result.code! })}
          >
            {result.code}
          </CodeLink>
        </>
      )}
    </div>
  );
}

function Headline({ result }: { result: TransferResult }) {
  const t = useText();
  const language = useLanguage();
  const format = useFormat();
  const meaning = result.outcome === 'canceled' ? t(texts.canceledMeaning) : meaningOf(result, language);
  const name = verdictName(result, language, t);

  if (result.outcome === 'ok') {
    return (
      <div className={classes.headline}>
        <Title order={2} size="h3">
          {name}
        </Title>
        <div className={classes.figures}>
          <Figure value={format.speed(result.speedKBps)} label={t(texts.speed)} />
          <Figure value={format.duration(result.timings.total)} label={t(texts.total)} />
          <Figure value={format.duration(result.timings.firstPacket)} label={t(texts.firstPacket)} />
          <Figure value={format.bytes(result.bytes)} label={t(texts.bytes)} />
        </div>
        <Text c="dimmed" size="sm">
          {t(texts.okMeaning)}
        </Text>
        <Expected result={result} />
      </div>
    );
  }
  return (
    <div className={classes.headline}>
      <Title order={2} size="h3">
        {name}
      </Title>
      {meaning && (
        <Text>
          <InlineCode text={meaning} />
        </Text>
      )}
      {result.outcome === 'failed' && (
        <Group gap="xs">
          <SideBadge side={result.side} />
          <Badge variant="default" size="lg" tt="none" fw={500}>
            {t(texts.phase, { phase: t(phaseTexts[result.phase]) })}
          </Badge>
          <Expected result={result} />
        </Group>
      )}
    </div>
  );
}

/** Only where it says something: a failure that was asked for, or a success that was not. */
function Expected({ result }: { result: TransferResult }) {
  const t = useText();
  if (result.expected === (result.outcome === 'ok')) return null;
  return (
    <Badge variant="light" size="lg" tt="none" fw={500} color={result.expected ? 'teal' : 'red'}>
      {t(result.expected ? texts.expected : texts.unexpected)}
    </Badge>
  );
}

/** The upload was redirected: the user says whether the file may go there. The evidence names from where to where. */
function ConfirmRedirect({ result, onConfirm }: { result: TransferResult; onConfirm: () => void }) {
  const t = useText();
  const redirect = result.evidence.find(({ name }) => name === 'UPLOAD_REDIRECTED');
  return (
    <Alert
      color="blue"
      variant="light"
      m="md"
      icon={<IconArrowForwardUp aria-hidden />}
      title={t(texts.confirmTitle)}
    >
      <Text size="sm" className="break">
        {redirect?.detail}
      </Text>
      <Button size="xs" mt="sm" onClick={onConfirm}>
        {t(texts.confirm)}
      </Button>
    </Alert>
  );
}

function Figure({ value, label }: { value: string; label: string }) {
  return (
    <div>
      <div className={classes.value}>{value}</div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </div>
  );
}

function NextSteps({ result }: { result: TransferResult }) {
  const t = useText();
  const language = useLanguage();
  const row = rowOf(result.code, result.family);
  if (!row) return null;
  return (
    <div className={classes.next}>
      <Title order={3} size="h5" mb={8}>
        {t(texts.next)}
      </Title>
      <List type="ordered" spacing={6} className="break">
        {row.remedy[language].map((step) => (
          <List.Item key={step}>
            <InlineCode text={step} />
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function EvidenceFold({ result, open }: { result: TransferResult; open: boolean }) {
  const t = useText();
  return (
    <div className={classes.evidence}>
      <Fold label={t(texts.evidenceCount, { count: result.evidence.length })} open={open}>
        <EvidenceTable result={result} />
      </Fold>
    </div>
  );
}
