/**
 * Failures by a dimension and by code: a table whose cells have a colour beside their number. Each cell is a button, so that it
 * can be reached by keyboard and read aloud, which a drawing on a canvas cannot.
 */
import { Paper, Table, Text, Title, UnstyledButton } from '@mantine/core';
import type { HeatMap as Answer, ErrorType } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { errorName, familyOfName } from '../../components/verdict.ts';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import { useDimensionName, useGroupName } from './dimension-name.ts';
import classes from './heat-map.module.css';
import { narrowed } from './range.ts';
import type { SectionProps } from './slowest.tsx';

const texts = gui.analysis;

export function HeatMap({ by, range, round }: Omit<SectionProps, 'and'>) {
  const t = useText();
  const dimensionName = useDimensionName();
  const { value, error, reload } = useQuery('analysis.heat', { ...range, by }, round);
  if (value && value.cells.length === 0) return null;
  return (
    <Paper withBorder p="lg" component="section" data-testid="heat-map">
      <Title order={2} size="h4" mb="md">
        {t(texts.heat, { dimension: dimensionName(value?.by ?? by) })}
      </Title>
      {error && <ErrorNote title={t(texts.failed)} error={error} onRetry={reload} />}
      {value && <Cells map={value} range={range} />}
    </Paper>
  );
}

function Cells({ map, range }: { map: Answer; range: SectionProps['range'] }) {
  const t = useText();
  const format = useFormat();
  const language = useLanguage();
  const name = useGroupName();
  const { openResults } = useNavigation();
  const counts = new Map(map.cells.map(([key, code, count]) => [`${key},${code}`, count]));
  const most = Math.max(...map.cells.map(([, , count]) => count));
  const codeOf = (error: ErrorType): string =>
    familyOfName(error.name) === 'http' ? `HTTP ${error.code}` : String(error.code);
  const partly = map.keys.length < map.allKeys || map.codes.length < map.allCodes;

  return (
    <>
      <Table.ScrollContainer
        minWidth={200 + map.codes.length * 64}
        scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      >
        <Table verticalSpacing={2} horizontalSpacing={2} withRowBorders={false}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {map.codes.map((error) => (
                <Table.Th
                  key={error.name}
                  ta="center"
                  title={errorName(error.code, familyOfName(error.name), language) ?? error.name}
                >
                  {codeOf(error)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {map.keys.map(({ key }, row) => (
              <Table.Tr key={key}>
                <Table.Th scope="row" fw={400} className={classes.key}>
                  {name(map.by, key)}
                </Table.Th>
                {map.codes.map((error, column) => {
                  const count = counts.get(`${row},${column}`) ?? 0;
                  return (
                    <Table.Td key={error.name} className={classes.place}>
                      {count > 0 && (
                        <UnstyledButton
                          className={classes.cell}
                          data-heat={heatOf(count, most)}
                          aria-label={t(texts.heatCell, {
                            key: name(map.by, key),
                            code: codeOf(error),
                            count: format.integer(count),
                          })}
                          onClick={() =>
                            openResults({
                              ...narrowed(range, map.by, key),
                              outcome: 'failed',
                              code: error.code,
                              family: familyOfName(error.name),
                            })
                          }
                        >
                          {format.integer(count)}
                        </UnstyledButton>
                      )}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {partly && (
        <Text size="sm" c="dimmed" mt="xs">
          {t(texts.heatPart, {
            keys: map.keys.length,
            allKeys: format.integer(map.allKeys),
            codes: map.codes.length,
            allCodes: map.allCodes,
          })}
        </Text>
      )}
    </>
  );
}

/** 1 to 5. By the square root: few of many still show. */
function heatOf(count: number, most: number): number {
  return Math.max(1, Math.ceil(5 * Math.sqrt(count / most)));
}
