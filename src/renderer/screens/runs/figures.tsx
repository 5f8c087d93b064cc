/** A row of figures with their names. */
import { Text } from '@mantine/core';
import classes from './runs.module.css';

export function Figures({ of }: { of: readonly (readonly [label: string, value: string])[] }) {
  return (
    <dl className={classes.figures}>
      {of.map(([label, value]) => (
        <div key={label}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <dd className={classes.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
