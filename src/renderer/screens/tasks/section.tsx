/** A section of the task editor: folded, it says how much in it is set and how much is wrong. */
import { Badge, Collapse, Paper, Title, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { gui } from '../../../shared/texts/gui.ts';
import { useText } from '../../i18n/language.tsx';
import classes from './editor.module.css';

const texts = gui.tasks.editor;

interface SectionProps {
  title: string;
  opened: boolean;
  onToggle: () => void;
  set: number;
  errors: number;
  children: ReactNode;
}

export function Section({ title, opened, onToggle, set, errors, children }: SectionProps) {
  const t = useText();
  const id = useId();
  return (
    <Paper withBorder component="section" aria-label={title}>
      <Title order={2} size="h5">
        <UnstyledButton
          className={classes.toggle}
          aria-expanded={opened}
          aria-controls={id}
          onClick={onToggle}
        >
          <IconChevronDown size={18} className={classes.chevron} data-open={opened} aria-hidden />
          {title}
          {set > 0 && (
            <Badge variant="light" tt="none">
              {t(texts.set, { count: set })}
            </Badge>
          )}
          {errors > 0 && (
            <Badge
              variant="light"
              color="red"
              tt="none"
              leftSection={<IconAlertTriangle size={12} aria-hidden />}
            >
              {t(texts.errors, { count: errors })}
            </Badge>
          )}
        </UnstyledButton>
      </Title>
      <Collapse expanded={opened} id={id}>
        <div className={classes.body}>{children}</div>
      </Collapse>
    </Paper>
  );
}
