/** The one menu for everything that leaves the program: reports, data, the support bundle. It takes a result, a run or a filter. */
import { Button, Menu } from '@mantine/core';
import {
  IconBraces,
  IconChevronDown,
  IconFileExport,
  IconFileTypePdf,
  IconLifebuoy,
  IconPrinter,
  IconReport,
  IconTable,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ExportFormat, ExportNames, ReportFormat, Subject } from '../../../shared/report.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Text } from '../../../shared/texts/text.ts';
import { useApi, useHost } from '../../api/api.tsx';
import { useLanguage, useText } from '../../i18n/language.tsx';
import { BundleDialog } from './bundle-dialog.tsx';
import { DeliveryNote } from './delivery-note.tsx';
import { print } from './save.ts';
import { useDelivery } from './use-delivery.ts';

const texts = gui.share;
const EXPORTS: readonly [label: Text, format: ExportFormat, names: ExportNames, icon: typeof IconTable][] = [
  [texts.csv, 'csv', 'catprobe', IconTable],
  [texts.catCsv, 'csv', 'cat', IconTable],
  [texts.json, 'json', 'catprobe', IconBraces],
  [texts.parquet, 'parquet', 'catprobe', IconTable],
  [texts.junit, 'junit', 'catprobe', IconBraces],
];

export function ShareMenu({ subject }: { subject: Subject }) {
  const t = useText();
  const language = useLanguage();
  const invoke = useApi();
  const desktop = useHost() === 'desktop';
  const { state, deliver } = useDelivery();
  const [bundle, setBundle] = useState(false);

  const report = (format: ReportFormat, take?: typeof print): void => {
    void deliver(() => invoke('report.make', { subject, format, language }), take);
  };
  return (
    <>
      <Menu position="bottom-start" width={260} withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFileExport size={14} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            loading={state.stage === 'working'}
          >
            {t(texts.menu)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t(texts.report)}</Menu.Label>
          <Menu.Item leftSection={<IconReport size={16} aria-hidden />} onClick={() => report('html')}>
            {t(texts.html)}
          </Menu.Item>
          {desktop ? (
            <Menu.Item leftSection={<IconFileTypePdf size={16} aria-hidden />} onClick={() => report('pdf')}>
              {t(texts.pdf)}
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => report('html', print)}
            >
              {t(texts.print)}
            </Menu.Item>
          )}
          <Menu.Label>{t(texts.support)}</Menu.Label>
          <Menu.Item leftSection={<IconLifebuoy size={16} aria-hidden />} onClick={() => setBundle(true)}>
            {t(texts.bundle)}
          </Menu.Item>
          <Menu.Label>{t(texts.data)}</Menu.Label>
          {EXPORTS.map(([label, format, names, Icon]) => (
            <Menu.Item
              key={format + names}
              leftSection={<Icon size={16} aria-hidden />}
              onClick={() => void deliver(() => invoke('export.make', { subject, format, names, language }))}
            >
              {t(label)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <DeliveryNote state={state} />
      <BundleDialog subject={subject} opened={bundle} onClose={() => setBundle(false)} />
    </>
  );
}
