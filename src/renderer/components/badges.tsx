/** Small marks of a result: its code with the family, and whose side it is on. An icon and words carry the meaning, colour only helps. */
import { Badge } from '@mantine/core';
import {
  IconBan,
  IconCircleCheck,
  IconCircleX,
  IconDeviceLaptop,
  IconFileSettings,
  IconNetwork,
  IconServer,
} from '@tabler/icons-react';
import type { Side, TransferResult } from '../../shared/result.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useText } from '../i18n/language.tsx';
import { codeLabel } from './verdict.ts';

const SIDE_ICONS: Record<Side, typeof IconServer> = {
  none: IconCircleCheck,
  probe: IconDeviceLaptop,
  network: IconNetwork,
  server: IconServer,
  task: IconFileSettings,
};

export const OUTCOME_COLORS = { ok: 'teal', failed: 'red', canceled: 'gray' } as const;

export const OUTCOME_ICONS = { ok: IconCircleCheck, failed: IconCircleX, canceled: IconBan } as const;

export function SideIcon({ side, size = 16 }: { side: Side; size?: number }) {
  const Icon = SIDE_ICONS[side];
  return <Icon size={size} stroke={1.8} aria-hidden />;
}

export function SideBadge({ side }: { side: Side }) {
  const t = useText();
  return (
    <Badge
      variant="default"
      size="lg"
      tt="none"
      fw={600}
      leftSection={<SideIcon side={side} />}
      data-side={side}
    >
      {t(gui.verdict.sides[side])}
    </Badge>
  );
}

export function OutcomeBadge({ result }: { result: TransferResult }) {
  const t = useText();
  const { outcome, code, family } = result;
  const Icon = OUTCOME_ICONS[outcome];
  return (
    <Badge
      variant="light"
      color={OUTCOME_COLORS[outcome]}
      tt="none"
      fw={600}
      leftSection={<Icon size={14} stroke={2} aria-hidden />}
    >
      {outcome === 'failed' ? codeLabel(code!, family!, t) : t(gui.results.outcomes[outcome])}
    </Badge>
  );
}
