/** Where a screen without results leads: to a test, or to the local lab. Stands in the actions of an empty state. */
import { Button, type ButtonProps } from '@mantine/core';
import { IconFlask, IconPlayerPlay } from '@tabler/icons-react';
import { gui } from '../../shared/texts/gui.ts';
import { useNavigation } from '../app/navigation.tsx';
import { useText } from '../i18n/language.tsx';
import { useLab } from '../lab/use-lab.ts';

/** The case that is shown to who wants to see any: a reset in the middle of a body, 609. */
const FIRST_CASE = 'reset-in-body';

export function ShowFailure(look: Pick<ButtonProps, 'size' | 'variant'>) {
  const t = useText();
  const { showMe } = useLab();
  return (
    <Button
      {...look}
      leftSection={<IconPlayerPlay size={18} aria-hidden />}
      onClick={() => showMe(FIRST_CASE)}
    >
      {t(gui.lab.cases.failure)}
    </Button>
  );
}

export function FirstSteps() {
  const t = useText();
  const { go } = useNavigation();
  return (
    <>
      <Button onClick={() => go('test')}>{t(gui.results.goToTest)}</Button>
      <ShowFailure variant="default" />
      <Button variant="default" leftSection={<IconFlask size={18} aria-hidden />} onClick={() => go('lab')}>
        {t(gui.screens.lab)}
      </Button>
    </>
  );
}
