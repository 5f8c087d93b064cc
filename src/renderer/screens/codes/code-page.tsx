/** All about one code: names, meaning, side and phase, what it is decided from, what to check next, and where to see it. */
import { Badge, Code, Group, List, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { NATIVE_NAMES } from '../../../shared/codes/native-names.ts';
import { type Explanation, explain } from '../../../shared/explain.ts';
import type { LabCase } from '../../../shared/lab.ts';
import { familyTexts, phaseTexts } from '../../../shared/texts/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Text as Words } from '../../../shared/texts/text.ts';
import type { Query } from '../../api/api.tsx';
import { SideBadge } from '../../components/badges.tsx';
import { InlineCode } from '../../components/inline-code.tsx';
import { useLanguage, useText } from '../../i18n/language.tsx';
import { CodeCases } from './code-cases.tsx';
import classes from './code-page.module.css';
import { OwnResults } from './own-results.tsx';

const texts = gui.codes.page;

export function CodePage({ code, cases }: { code: number; cases: Query<readonly LabCase[]> }) {
  const t = useText();
  const [row] = explain(String(code));
  if (!row) return <Text>{t(texts.unknown, { code })}</Text>;
  return (
    <Stack gap="lg" data-code={code}>
      <Head row={row} />
      <Meaning row={row} />
      <Part title={texts.next}>
        <List type="ordered" spacing={6} className="break">
          <Steps row={row} />
        </List>
      </Part>
      <Part title={texts.native}>
        <NativeTable row={row} />
      </Part>
      <Part title={texts.results}>
        <OwnResults code={code} />
      </Part>
      <Part title={texts.cases}>
        <CodeCases code={code} all={cases} />
      </Part>
    </Stack>
  );
}

function Head({ row }: { row: Explanation }) {
  const t = useText();
  const language = useLanguage();
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <div className={classes.head}>
      <div className={classes.mark} data-family={row.family}>
        <Text size="sm">{t(familyTexts[row.family])}</Text>
        <span className={classes.code}>{row.code}</span>
      </div>
      <div className={classes.headline}>
        <Title order={2} size="h3">
          {row.name[language]}
        </Title>
        {row.name[other] !== row.name[language] && (
          <Text size="sm" c="dimmed">
            {t(texts.other, { name: row.name[other] })}
          </Text>
        )}
        <Group gap="xs">
          <SideBadge side={row.side} />
          <Badge variant="default" size="lg" tt="none" fw={500}>
            {t(gui.verdict.phase, { phase: t(phaseTexts[row.phase]) })}
          </Badge>
        </Group>
      </div>
    </div>
  );
}

function Meaning({ row }: { row: Explanation }) {
  const language = useLanguage();
  return (
    <>
      <Part title={texts.meaning}>
        <Text>
          <InlineCode text={row.meaning[language]} />
        </Text>
      </Part>
      {row.detection && (
        <Part title={texts.detected}>
          <Text>
            <InlineCode text={row.detection[language]} />
          </Text>
        </Part>
      )}
    </>
  );
}

function Steps({ row }: { row: Explanation }) {
  const language = useLanguage();
  return row.remedy[language].map((step) => (
    <List.Item key={step}>
      <InlineCode text={step} />
    </List.Item>
  ));
}

/** The numbers and names under which other programs show the same. */
function NativeTable({ row }: { row: Explanation }) {
  const t = useText();
  const rows: [string, readonly (string | number)[]][] = [
    ['WinINet', row.native.wininet],
    ['curl', row.native.curl],
    [t(texts.nativeNames), NATIVE_NAMES[row.code] ?? []],
  ];
  return (
    <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing={0}>
      <Table.Tbody>
        {rows.map(([tool, names]) => (
          <Table.Tr key={tool}>
            <Table.Th scope="row" className={classes.tool}>
              {tool}
            </Table.Th>
            <Table.Td>
              {names.length ? (
                <Group gap={6}>
                  {names.map((name) => (
                    <Code key={name} className="break">
                      {name}
                    </Code>
                  ))}
                </Group>
              ) : (
                <Text size="sm" c="dimmed">
                  {t(texts.none)}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Part({ title, children }: { title: Words; children: ReactNode }) {
  const t = useText();
  return (
    <section>
      <Title order={3} size="h5" mb={6}>
        {t(title)}
      </Title>
      {children}
    </section>
  );
}
