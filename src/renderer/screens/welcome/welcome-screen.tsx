/** The first page: what this program is, in three sentences, and two ways to begin. Shown by itself once. */
import { Button, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconFlask, IconGauge, IconListCheck, IconLock, IconStethoscope } from '@tabler/icons-react';
import { useEffect } from 'react';
import { gui } from '../../../shared/texts/gui.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { ShowFailure } from '../../components/first-steps.tsx';
import { Points } from '../../components/points.tsx';
import { useText } from '../../i18n/language.tsx';
import icon from '../../icon.svg';
import classes from './welcome-screen.module.css';

const texts = gui.welcome;
const POINTS = [
  { icon: IconListCheck, text: texts.what },
  { icon: IconStethoscope, text: texts.verdict },
  { icon: IconLock, text: texts.local },
];

export function WelcomeScreen() {
  const t = useText();
  const { go } = useNavigation();
  const { settings, change } = usePreferences();

  useEffect(() => {
    if (!settings.welcomed) change({ welcomed: true });
  }, [settings.welcomed, change]);

  return (
    <Stack gap="lg" maw={860} mx="auto">
      <div className={classes.brand}>
        <img src={icon} width={56} height={56} alt="" />
        <Title order={1} size="h2">
          {t(texts.title)}
        </Title>
      </div>
      <Paper withBorder p="xl">
        <Stack gap="lg">
          <Points points={POINTS} />
        </Stack>
      </Paper>
      <Title order={2} size="h4">
        {t(texts.begin)}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Paper withBorder p="lg">
          <Stack gap="md" align="flex-start" h="100%">
            <Text size="sm">{t(texts.firstTestHint)}</Text>
            <Button mt="auto" leftSection={<IconGauge size={18} aria-hidden />} onClick={() => go('test')}>
              {t(texts.firstTest)}
            </Button>
          </Stack>
        </Paper>
        <Paper withBorder p="lg">
          <Stack gap="md" align="flex-start" h="100%">
            <Text size="sm">{t(texts.labHint)}</Text>
            <div className={classes.ways}>
              <ShowFailure variant="default" />
              <Button
                variant="subtle"
                leftSection={<IconFlask size={18} aria-hidden />}
                onClick={() => go('lab')}
              >
                {t(texts.seeLab)}
              </Button>
            </div>
          </Stack>
        </Paper>
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t(texts.again)}
      </Text>
    </Stack>
  );
}
