/** A cell for each code with cases: its number, how it stands, and how many of its cases are as they must be. */
import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import { gui } from '../../../shared/texts/gui.ts';
import { CaseStateIcon } from '../../components/case-list.tsx';
import { useText } from '../../i18n/language.tsx';
import type { Standing } from '../../lab/proof.ts';
import classes from './code-cells.module.css';

const texts = gui.lab;

interface CodeCellsProps {
  codes: readonly Standing[];
  chosen: number | null;
  onChoose: (code: number | null) => void;
}

export function CodeCells({ codes, chosen, onChoose }: CodeCellsProps) {
  const t = useText();
  return (
    <fieldset className={classes.cells} aria-label={t(texts.proof.cells)}>
      {codes.map(({ code, state, ok, total }) => (
        <Cell key={code} {...{ code, state, ok, total }} chosen={code === chosen} onChoose={onChoose} />
      ))}
    </fieldset>
  );
}

type CellProps = Pick<Standing, 'code' | 'state' | 'ok' | 'total'> & {
  chosen: boolean;
  onChoose: (code: number | null) => void;
};

/** Only those that change are drawn anew. */
const Cell = memo(function Cell({ code, state, ok, total, chosen, onChoose }: CellProps) {
  return (
    <UnstyledButton
      className={classes.cell}
      data-code={code}
      data-state={state}
      aria-pressed={chosen}
      onClick={() => onChoose(chosen ? null : code)}
    >
      <span className={classes.code}>{code}</span>{' '}
      <span className={classes.count}>
        {ok}/{total}
      </span>{' '}
      <CaseStateIcon state={state} size={16} />
    </UnstyledButton>
  );
});
