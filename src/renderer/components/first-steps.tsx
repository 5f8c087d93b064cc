/** Where a screen without results leads: to a test, or to the local lab. Stands in the actions of an empty state. */
import { Button } from '@mantine/core';
import { gui } from '../../shared/texts/gui.ts';
import { useNavigation } from '../app/navigation.tsx';
import { useText } from '../i18n/language.tsx';
import { useTesting } from '../run/testing.tsx';

export function FirstSteps() {
  const t = useText();
  const { go } = useNavigation();
  const { startLab } = useTesting();
  return (
    <>
      <Button onClick={() => go('test')}>{t(gui.results.goToTest)}</Button>
      <Button
        variant="default"
        onClick={() => {
          startLab();
          go('test');
        }}
      >
        {t(gui.test.empty.tryLab)}
      </Button>
    </>
  );
}
