/** What a diagnosis comes to: the place of the fault among the five it can be at, the reasons, and what to do. */
import { Badge, Button, Divider, Group, List, Paper, Text, Title, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconChevronRight,
  IconCircleCheck,
  IconCircleX,
  IconDeviceLaptop,
  IconFileExport,
  IconFileSettings,
  IconRoute,
  IconRouter,
  IconServer,
  IconStethoscope,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import {
  type Diagnosis,
  type DiagnosisStepName,
  type DiagnosisVerdict,
  PLACES,
  type Place,
} from '../../../shared/diagnosis.ts';
import { diagnosisAsJson, diagnosisAsText, sayNote, sayVerdict } from '../../../shared/diagnosis-text.ts';
import { diagnoseTexts, placeTexts, stepTexts } from '../../../shared/texts/diagnose.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi } from '../../api/api.tsx';
import { useLanguage, useText } from '../../i18n/language.tsx';
import { CopyButton } from '../copy-button.tsx';
import { InlineCode } from '../inline-code.tsx';
import { DeliveryNote } from '../share/delivery-note.tsx';
import { useDelivery } from '../share/use-delivery.ts';
import classes from './diagnosis.module.css';

const texts = gui.diagnose;

const PLACE_ICONS: Record<Place, typeof IconServer> = {
  computer: IconDeviceLaptop,
  network: IconRouter,
  way: IconRoute,
  server: IconServer,
  task: IconFileSettings,
  none: IconCircleCheck,
};

interface DiagnosisVerdictCardProps {
  diagnosis: Diagnosis;
  onShow: (step: DiagnosisStepName) => void;
  onAgain: () => void;
  onClose: () => void;
}

export function DiagnosisVerdictCard({ diagnosis, onShow, onAgain, onClose }: DiagnosisVerdictCardProps) {
  const t = useText();
  const { verdict } = diagnosis;
  const card = useRef<HTMLElement>(null);
  // Whoever does not see it hears where the answer stands.
  useEffect(() => card.current?.focus({ preventScroll: true }), []);
  return (
    <Paper
      component="section"
      ref={card}
      tabIndex={-1}
      withBorder
      className={classes.card}
      aria-label={t(texts.verdict)}
      data-testid="diagnosis-verdict"
      data-tone={toneOf(verdict)}
      data-place={verdict?.place ?? ''}
      data-cause={verdict?.cause ?? ''}
    >
      {verdict ? <Verdict verdict={verdict} onShow={onShow} /> : <Canceled />}
      <Divider />
      <Actions diagnosis={diagnosis} onAgain={onAgain} onClose={onClose} />
    </Paper>
  );
}

function toneOf(verdict: DiagnosisVerdict | null): 'good' | 'bad' | 'warning' | 'none' {
  if (!verdict || verdict.cause === 'undecided') return 'none';
  if (verdict.place === 'none') return 'good';
  return verdict.works ? 'warning' : 'bad';
}

const TONE_ICONS = { good: IconCircleCheck, bad: IconCircleX, warning: IconAlertTriangle, none: IconBan };

function Verdict({
  verdict,
  onShow,
}: Pick<DiagnosisVerdictCardProps, 'onShow'> & { verdict: DiagnosisVerdict }) {
  const t = useText();
  const language = useLanguage();
  const { place, title, meaning, next } = sayVerdict(verdict, language);
  const Icon = TONE_ICONS[toneOf(verdict)];
  return (
    <>
      <Places place={verdict.place} />
      <div className={classes.head}>
        <Icon size={40} stroke={1.6} aria-hidden className={classes.sign} />
        <div className={classes.headline}>
          <Text size="sm" fw={600} className={classes.place}>
            {place}
          </Text>
          <Title order={2} size="h3">
            <InlineCode text={title} />
          </Title>
          <Text>
            <InlineCode text={meaning} />
          </Text>
          {verdict.works !== null && (
            <Badge variant="default" size="lg" tt="none" fw={500}>
              {t(verdict.works ? diagnoseTexts.works : diagnoseTexts.worksNot)}
            </Badge>
          )}
        </div>
      </div>
      {verdict.reasons.length > 0 && (
        <div className={classes.part}>
          <Title order={3} size="h5" mb={6}>
            {t(diagnoseTexts.reasons)}
          </Title>
          <ul className={classes.reasons}>
            {verdict.reasons.map(({ step, note }) => (
              <li key={step}>
                <UnstyledButton
                  className={classes.reason}
                  title={t(texts.openStep, { step: t(stepTexts[step]) })}
                  onClick={() => onShow(step)}
                >
                  <IconChevronRight size={16} aria-hidden />
                  <span>
                    <b>{t(stepTexts[step])}</b> {sayNote(note, language)}
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={classes.part}>
        <Title order={3} size="h5" mb={8}>
          {t(diagnoseTexts.next)}
        </Title>
        <List type="ordered" spacing={6} className="break">
          {next.map((step) => (
            <List.Item key={step}>
              <InlineCode text={step} />
            </List.Item>
          ))}
        </List>
      </div>
    </>
  );
}

/** From here to there, and the task beside it; the fault is marked. */
function Places({ place }: { place: Place }) {
  const t = useText();
  return (
    <ol className={classes.places} aria-label={t(texts.where)}>
      {PLACES.filter((one) => one !== 'none').map((one) => {
        const Icon = PLACE_ICONS[one];
        const here = one === place;
        return (
          <li
            key={one}
            className={classes.station}
            data-fault={here}
            aria-current={here ? 'true' : undefined}
          >
            <Icon size={22} stroke={1.7} aria-hidden />
            <span>{t(placeTexts[one])}</span>
            {here && <span className={classes.fault}>{t(texts.fault)}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function Canceled() {
  const t = useText();
  return (
    <div className={classes.head}>
      <IconBan size={40} stroke={1.6} aria-hidden className={classes.sign} />
      <div className={classes.headline}>
        <Title order={2} size="h3">
          {t(diagnoseTexts.canceled)}
        </Title>
        <Text>{t(diagnoseTexts.canceledMeaning)}</Text>
      </div>
    </div>
  );
}

function Actions({ diagnosis, onAgain, onClose }: Omit<DiagnosisVerdictCardProps, 'onShow'>) {
  const t = useText();
  const language = useLanguage();
  const invoke = useApi();
  const { state, deliver } = useDelivery();
  const save = (): void => {
    const subject = { kind: 'diagnosis' as const, id: diagnosis.id };
    void deliver(() => invoke('report.make', { subject, format: 'html', language }));
  };
  return (
    <Group gap="xs" className={classes.actions}>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconStethoscope size={14} aria-hidden />}
        onClick={onAgain}
      >
        {t(texts.again)}
      </Button>
      <CopyButton label={gui.verdict.copyText} content={() => diagnosisAsText(diagnosis, language)} />
      <CopyButton
        label={gui.verdict.copyJson}
        content={() => JSON.stringify(diagnosisAsJson(diagnosis, language), null, 2)}
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFileExport size={14} aria-hidden />}
        loading={state.stage === 'working'}
        onClick={save}
      >
        {t(texts.save)}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={onClose}>
        {t(texts.close)}
      </Button>
      <DeliveryNote state={state} />
    </Group>
  );
}
