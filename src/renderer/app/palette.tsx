/** The command palette: a field that finds screens, actions, saved tasks and codes, by keyboard alone. */
import { Modal, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { gui } from '../../shared/texts/gui.ts';
import { useText } from '../i18n/language.tsx';
import classes from './palette.module.css';
import { findEntries } from './palette-entries.ts';
import { useEntries } from './use-entries.ts';

const LIST = 'palette-list';
const texts = gui.palette;

interface PaletteProps {
  opened: boolean;
  onClose: () => void;
  onHelp: () => void;
}

export function Palette({ opened, onClose, onHelp }: PaletteProps) {
  const t = useText();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(texts.title)}
      closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
      size="lg"
      yOffset="10vh"
    >
      <Finder onClose={onClose} onHelp={onHelp} />
    </Modal>
  );
}

function Finder({ onClose, onHelp }: Omit<PaletteProps, 'opened'>) {
  const t = useText();
  const { entries, failed } = useEntries(onHelp);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = findEntries(entries, query);
  const chosen = found[Math.min(at, found.length - 1)];

  useEffect(() => {
    if (chosen) document.getElementById(optionId(chosen.id))?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const run = (entry = chosen): void => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const keyDown = (event: KeyboardEvent): void => {
    // A word that is still being composed takes its keys for itself.
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
    if (event.key === 'Enter') run();
    if (step || event.key === 'Enter') event.preventDefault();
  };

  return (
    <>
      <TextInput
        data-autofocus
        aria-label={t(texts.search)}
        placeholder={t(texts.search)}
        leftSection={<IconSearch size={18} aria-hidden />}
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={LIST}
        aria-activedescendant={chosen && optionId(chosen.id)}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={keyDown}
      />
      <div id={LIST} role="listbox" aria-label={t(texts.list)} className={classes.list}>
        {found.map((entry) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keyboard, as a combobox does
          // biome-ignore lint/a11y/useFocusableInteractive: the field points at it by aria-activedescendant
          <div
            key={entry.id}
            id={optionId(entry.id)}
            role="option"
            aria-selected={entry === chosen}
            className={classes.option}
            onClick={() => run(entry)}
          >
            <span className={classes.label}>{entry.label}</span>
            <Text span size="xs" c="dimmed" className={classes.group}>
              {entry.group}
            </Text>
          </div>
        ))}
      </div>
      <div role="status">
        {found.length === 0 && <Text c="dimmed">{t(texts.nothing, { query })}</Text>}
        {failed && <Text c="dimmed">{failed}</Text>}
      </div>
    </>
  );
}

function optionId(id: string): string {
  return `palette-${id}`;
}
