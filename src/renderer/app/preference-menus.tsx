/** The menus for theme and language, and the button for the shortcuts. */
import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconDeviceDesktop, IconKeyboard, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { THEMES, type Theme } from '../../shared/api.ts';
import { gui } from '../../shared/texts/gui.ts';
import { LANGUAGES } from '../../shared/texts/text.ts';
import { errorText } from '../components/error-note.tsx';
import { OpenBundle } from '../components/share/open-bundle.tsx';
import { useText } from '../i18n/language.tsx';
import { usePreferences } from './preferences.tsx';

const THEME_ICONS: Record<Theme, typeof IconSun> = {
  auto: IconDeviceDesktop,
  light: IconSun,
  dark: IconMoon,
};
const THEME_TEXTS = {
  auto: gui.preferences.system,
  light: gui.preferences.light,
  dark: gui.preferences.dark,
};
/** Each in its own words, whatever language is set. */
const LANGUAGE_NAMES = { en: 'English', zh: '中文' };
const SYSTEM = 'system';

export function PreferenceMenus({ onHelp }: { onHelp: () => void }) {
  const t = useText();
  const { settings, change } = usePreferences();
  const ThemeIcon = THEME_ICONS[settings.theme];

  return (
    <>
      <ChoiceMenu
        label={t(gui.preferences.theme)}
        icon={<ThemeIcon size={18} stroke={1.7} aria-hidden />}
        value={settings.theme}
        choices={THEMES.map((theme) => ({ value: theme, label: t(THEME_TEXTS[theme]) }))}
        onChange={(theme) => change({ theme })}
      />
      <ChoiceMenu
        label={t(gui.preferences.language)}
        icon={<IconLanguage size={18} stroke={1.7} aria-hidden />}
        value={settings.language ?? SYSTEM}
        choices={[
          { value: SYSTEM, label: t(gui.preferences.system) },
          ...LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] })),
        ]}
        onChange={(language) => change({ language: language === SYSTEM ? null : language })}
      />
      <OpenBundle />
      <IconButton label={t(gui.shortcuts.title)} onClick={onHelp}>
        <IconKeyboard size={18} stroke={1.7} aria-hidden />
      </IconButton>
    </>
  );
}

interface ChoiceMenuProps<T extends string> {
  label: string;
  icon: ReactNode;
  value: T;
  choices: { value: T; label: string }[];
  onChange: (value: T) => void;
}

function ChoiceMenu<T extends string>({ label, icon, value, choices, onChange }: ChoiceMenuProps<T>) {
  const t = useText();
  const { error } = usePreferences();
  return (
    <Menu position="top-start" width={180} withinPortal>
      <Menu.Target>
        <IconButton label={label}>{icon}</IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{label}</Menu.Label>
        <Menu.RadioGroup value={value} onChange={(chosen) => onChange(chosen as T)}>
          {choices.map((choice) => (
            <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick>
              {choice.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {error && (
          <Text size="xs" c="red" p="xs">
            {t(gui.preferences.notKept, { reason: errorText(error, t) })}
          </Text>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function IconButton({ label, ...props }: { label: string } & React.ComponentProps<'button'>) {
  return <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} title={label} {...props} />;
}
