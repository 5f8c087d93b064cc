/** Navigation between the screens, and below it the preferences. */
import { Loader, Text } from '@mantine/core';
import { gui } from '../../shared/texts/gui.ts';
import { useQuery } from '../api/api.tsx';
import { useText } from '../i18n/language.tsx';
import icon from '../icon.svg';
import { isBusy } from '../run/run-state.ts';
import { useTesting } from '../run/testing.tsx';
import { SCREENS, useNavigation } from './navigation.tsx';
import { PreferenceMenus } from './preference-menus.tsx';
import { screens } from './screens.ts';
import classes from './shell.module.css';

export function Sidebar({ onHelp }: { onHelp: () => void }) {
  const t = useText();
  const { screen, go } = useNavigation();
  const { run } = useTesting();
  const info = useQuery('app.info', null).value;

  return (
    <div className={classes.sidebar}>
      <div className={classes.brand}>
        <img src={icon} width={34} height={34} alt="" />
        <div className={classes.wide}>
          <div className={classes.brandName}>catprobe</div>
          <Text size="xs" c="dimmed">
            {t(gui.shell.tagline)}
          </Text>
        </div>
      </div>

      <nav aria-label={t(gui.shell.navigation)} className={classes.links}>
        {SCREENS.map((name) => {
          const Icon = screens[name].icon;
          const label = t(gui.screens[name]);
          return (
            <a
              key={name}
              href={`#${name}`}
              className={classes.link}
              title={label}
              aria-label={label}
              aria-current={name === screen ? 'page' : undefined}
              onClick={(event) => {
                event.preventDefault();
                go(name);
              }}
            >
              <Icon size={20} stroke={1.7} aria-hidden />
              <span className={classes.wide}>{label}</span>
              {name === 'test' && isBusy(run) && screen !== 'test' && (
                <Loader size={14} className={classes.running} aria-label={t(gui.shell.running)} role="img" />
              )}
            </a>
          );
        })}
      </nav>

      <div className={classes.foot}>
        <PreferenceMenus onHelp={onHelp} />
        {info && (
          <span className={classes.version} title={t(gui.shell.version, { version: info.version })}>
            {info.version}
          </span>
        )}
      </div>
    </div>
  );
}
