/** What there is to know, a sentence and a sign each. */
import { Text, ThemeIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { Text as Words } from '../../shared/texts/text.ts';
import { useText } from '../i18n/language.tsx';
import classes from './points.module.css';

interface PointsProps {
  points: readonly { icon: Icon; text: Words }[];
  size?: 'sm' | 'md';
}

export function Points({ points, size = 'md' }: PointsProps) {
  const t = useText();
  return points.map(({ icon: Sign, text }) => (
    <div key={text.en} className={classes.point}>
      <ThemeIcon variant="light" size={36} radius="md">
        <Sign size={20} stroke={1.7} aria-hidden />
      </ThemeIcon>
      <Text size={size}>{t(text)}</Text>
    </div>
  ));
}
