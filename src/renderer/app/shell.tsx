/** The frame: navigation and preferences at the left, the screen at the right, the state of the line above it. */
import { Alert, AppShell } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { gui } from '../../shared/texts/gui.ts';
import { useApiEvents, useConnection } from '../api/api.tsx';
import { useText } from '../i18n/language.tsx';
import { Alerts } from './alerts.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { HandedFiles } from './handed-files.tsx';
import { SCREENS, useNavigation } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { screens } from './screens.ts';
import classes from './shell.module.css';
import { ShortcutsHelp } from './shortcuts-help.tsx';
import { Sidebar } from './sidebar.tsx';

const CONTENT = 'content';

export function Shell() {
  const t = useText();
  const { screen, go } = useNavigation();
  const [helpShown, help] = useDisclosure();
  const [paletteShown, palette] = useDisclosure();
  const Screen = screens[screen].component;

  useHotkeys(
    SCREENS.map((name, index) => [`alt+Digit${index + 1}`, () => go(name), { usePhysicalKeys: true }]),
    [],
  );
  useHotkeys([['shift+?', help.toggle]]);
  useHotkeys([['mod+K', palette.toggle]], []);
  useApiEvents((event) => {
    if (event.type !== 'menu') return;
    if (event.action === 'palette') palette.open();
    else if (event.action === 'shortcuts') help.open();
    else go(event.action);
  });

  return (
    <AppShell navbar={{ width: { base: 64, md: 216 }, breakpoint: 0 }} padding={0}>
      <button type="button" className="skip" onClick={() => document.getElementById(CONTENT)?.focus()}>
        {t(gui.shell.skip)}
      </button>
      <AppShell.Navbar className={classes.navbar}>
        <Sidebar onHelp={help.open} />
      </AppShell.Navbar>
      <AppShell.Main>
        <ConnectionBanner />
        <div id={CONTENT} tabIndex={-1} className={classes.content}>
          <ErrorBoundary key={screen}>
            <Screen />
          </ErrorBoundary>
        </div>
      </AppShell.Main>
      <Palette opened={paletteShown} onClose={palette.close} onHelp={help.open} />
      <HandedFiles />
      <Alerts />
      <ShortcutsHelp opened={helpShown} onClose={help.close} />
    </AppShell>
  );
}

function ConnectionBanner() {
  const t = useText();
  const lost = useConnection() === 'lost';
  return (
    <div role="status">
      {lost && (
        <Alert
          color="orange.9"
          variant="filled"
          radius={0}
          icon={<IconPlugConnectedX aria-hidden />}
          className={classes.banner}
        >
          {t(gui.connection.lost)}
        </Alert>
      )}
    </div>
  );
}
