/** A part of a card that is folded away until asked for. */
import { Button, Group } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from './fold.module.css';

interface FoldProps {
  label: string;
  /** From the start. */
  open?: boolean;
  /** Beside the label, while it is open. */
  action?: ReactNode;
  children: ReactNode;
}

export function Fold({ label, open = false, action, children }: FoldProps) {
  const id = useId();
  const [opened, setOpened] = useState(open);
  return (
    <>
      <Group gap="xs">
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          ml={-8}
          leftSection={
            <IconChevronRight size={16} className={classes.chevron} data-open={opened} aria-hidden />
          }
          aria-expanded={opened}
          aria-controls={id}
          onClick={() => setOpened(!opened)}
        >
          {label}
        </Button>
        {opened && action}
      </Group>
      <div id={id} hidden={!opened} className={classes.content}>
        {children}
      </div>
    </>
  );
}
