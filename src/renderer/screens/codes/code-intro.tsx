/** The Codes screen before a code is chosen: the three ways in which a result is reported. */
import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconWorld } from '@tabler/icons-react';
import { CODES } from '../../../shared/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useText } from '../../i18n/language.tsx';
import classes from './code-page.module.css';

const texts = gui.codes.intro;
const WAYS = [
  { icon: IconCircleX, color: 'red', text: texts.transfer },
  { icon: IconWorld, color: 'orange', text: texts.http },
  { icon: IconCircleCheck, color: 'teal', text: texts.success },
];

export function CodeIntro() {
  const t = useText();
  return (
    <Stack gap="lg">
      <Title order={2} size="h4">
        {t(texts.title)}
      </Title>
      {WAYS.map(({ icon: Icon, color, text }) => (
        <div key={text.en} className={classes.way}>
          <ThemeIcon variant="light" color={color} size={36} radius="md">
            <Icon size={20} stroke={1.7} aria-hidden />
          </ThemeIcon>
          <Text size="sm">{t(text, { count: CODES.length })}</Text>
        </div>
      ))}
      <Text size="sm" c="dimmed">
        {t(texts.pick)}
      </Text>
    </Stack>
  );
}
