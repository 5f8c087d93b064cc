/** Cases of the lab: what each shows, what came of it last, and a button that shows it now. */
import { Badge, Button, Group, Text } from '@mantine/core';
import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconLoader,
  IconPlayerPlay,
  IconPlayerSkipForward,
} from '@tabler/icons-react';
import type { LabCase } from '../../shared/lab.ts';
import { phaseTexts } from '../../shared/texts/codes.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useLanguage, useText } from '../i18n/language.tsx';
import { type CaseState, caseState } from '../lab/proof.ts';
import { useLab, useProof } from '../lab/use-lab.ts';
import classes from './case-list.module.css';

const texts = gui.lab.cases;

const STATE_ICONS: Record<CaseState, typeof IconCircleX> = {
  idle: IconCircleDashed,
  running: IconLoader,
  proven: IconCircleCheck,
  differs: IconCircleX,
  skipped: IconPlayerSkipForward,
};

/** Its colour stands beside a shape and a name of its own. */
export function CaseStateIcon({ state, size = 18 }: { state: CaseState; size?: number }) {
  const t = useText();
  const Icon = STATE_ICONS[state];
  return (
    <Icon
      size={size}
      stroke={1.8}
      role="img"
      aria-label={t(gui.lab.states[state])}
      className={classes.state}
      data-state={state}
    />
  );
}

export function CaseList({ cases, label }: { cases: readonly LabCase[]; label: string }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {cases.map((one) => (
        <CaseRow key={one.id} one={one} />
      ))}
    </ul>
  );
}

function CaseRow({ one }: { one: LabCase }) {
  const t = useText();
  const language = useLanguage();
  const { showMe, openResult, showing } = useLab();
  const proof = useProof();
  const state = caseState(one, proof);
  const tick = proof.ticks.get(one.id);
  const title = one.title[language];
  const remark =
    state === 'skipped'
      ? proof.skipped.get(one.id)
      : state === 'differs' && tick
        ? t(texts.got, { code: tick.code ?? '–', phase: t(phaseTexts[tick.phase]) })
        : null;
  return (
    <li className={classes.row} data-case={one.id} data-state={state}>
      <CaseStateIcon state={state} />
      <div className={classes.what}>
        <Text size="sm">{title}</Text>
        <Group gap={6}>
          <Text size="xs" c="dimmed" className="break">
            {one.id}
          </Text>
          {one.kernel === 'curl' && (
            <Badge size="xs" variant="default" tt="none" fw={500}>
              {t(texts.byCurl)}
            </Badge>
          )}
        </Group>
        {remark && (
          <Text size="xs" className="break">
            {remark}
          </Text>
        )}
      </div>
      {tick && (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t(texts.openCase, { title })}
          onClick={() => openResult(tick.id)}
        >
          {t(texts.open)}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        loading={showing === one.id}
        disabled={state === 'skipped' || (showing !== null && showing !== one.id)}
        aria-label={t(texts.showCase, { title })}
        onClick={() => showMe(one.id)}
      >
        {t(texts.showMe)}
      </Button>
    </li>
  );
}
