/** The cases of the code that is chosen, below the cells. */
import { Button, Group, Text, Title } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { codeName } from '../../../shared/codes.ts';
import type { LabCase } from '../../../shared/lab.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { CaseList } from '../../components/case-list.tsx';
import { CodeLink } from '../../components/code-link.tsx';
import { useLanguage, useText } from '../../i18n/language.tsx';
import { isProving } from '../../lab/proof.ts';
import { useLab, useProof } from '../../lab/use-lab.ts';
import classes from './code-cells.module.css';

const texts = gui.lab;

export function CodeCases({ code, cases }: { code: number; cases: readonly LabCase[] }) {
  const t = useText();
  const language = useLanguage();
  const { prove } = useLab();
  const busy = isProving(useProof());
  const label = t(texts.cases.of, { code });
  return (
    <section className={classes.cases} aria-label={label} data-testid="code-cases">
      <Group justify="space-between" gap="sm" mb={8}>
        <div>
          <Title order={3} size="h5">
            {label}
          </Title>
          <Text size="sm">
            {codeName(code, language)} <CodeLink code={code}>{t(texts.cases.about, { code })}</CodeLink>
          </Text>
        </div>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          disabled={busy}
          onClick={() => prove([code])}
        >
          {t(texts.proof.one, { code })}
        </Button>
      </Group>
      <div className={classes.scroll}>
        <CaseList cases={cases} label={label} />
      </div>
    </section>
  );
}
