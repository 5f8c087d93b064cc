/** The Test screen before the first run: what the form takes, an example, and the local lab. */
import {
  Button,
  Code,
  Group,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  ThemeIcon,
  Title,
  UnstyledButton,
} from '@mantine/core';
import { IconFileUpload, IconFlask, IconTerminal2, IconWorld } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { gui } from '../../../shared/texts/gui.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ShowFailure } from '../../components/first-steps.tsx';
import { Points } from '../../components/points.tsx';
import { useText } from '../../i18n/language.tsx';
import { useLab } from '../../lab/use-lab.ts';
import { useTesting } from '../../run/testing.tsx';
import classes from './empty-test.module.css';

const EXAMPLE = 'https://example.org/';
const texts = gui.test.empty;
const POINTS = [
  { icon: IconWorld, text: texts.address },
  { icon: IconTerminal2, text: texts.curl },
  { icon: IconFileUpload, text: texts.drop },
];

export function EmptyTest({ urlField }: { urlField: RefObject<HTMLInputElement | null> }) {
  const t = useText();
  const { draft, setDraft } = useTesting();
  const { prove } = useLab();
  const { go } = useNavigation();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <Paper withBorder p="xl">
        <Stack gap="lg">
          <Points points={POINTS} size="sm" />
          <Text size="sm" c="dimmed">
            {t(texts.example)}{' '}
            <UnstyledButton
              className={classes.example}
              title={t(texts.exampleHint)}
              onClick={() => {
                setDraft({ ...draft, url: EXAMPLE });
                urlField.current?.focus();
              }}
            >
              <Code>{EXAMPLE}</Code>
            </UnstyledButton>
          </Text>
        </Stack>
      </Paper>
      <Paper withBorder p="xl" className={classes.lab}>
        <Stack gap="md" align="flex-start" h="100%">
          <ThemeIcon
            size={44}
            radius="md"
            variant="gradient"
            gradient={{ from: 'blue.7', to: 'teal.6', deg: 120 }}
          >
            <IconFlask size={26} stroke={1.7} aria-hidden />
          </ThemeIcon>
          <Title order={2} size="h4">
            {t(texts.labTitle)}
          </Title>
          <Text size="sm">{t(texts.lab)}</Text>
          <Group mt="auto" gap="xs">
            <ShowFailure size="md" />
            <Button
              size="md"
              variant="default"
              leftSection={<IconFlask size={18} aria-hidden />}
              onClick={() => {
                prove();
                go('lab');
              }}
            >
              {t(texts.tryLab)}
            </Button>
          </Group>
        </Stack>
      </Paper>
    </SimpleGrid>
  );
}
