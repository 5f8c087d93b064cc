/** The addresses of a server that is on: one for each case, found by code, id or words, each to be copied. */
import { Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { LabCase, LabServer } from '../../../shared/lab.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { useLanguage, useText } from '../../i18n/language.tsx';
import classes from './server-panel.module.css';

const texts = gui.lab.serving;
const ROW_PX = 54;

interface AddressListProps {
  addresses: NonNullable<LabServer['serving']>['addresses'];
  cases: readonly LabCase[];
}

export function AddressList({ addresses, cases }: AddressListProps) {
  const t = useText();
  const language = useLanguage();
  const [query, setQuery] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const found = useMemo(() => {
    const byId = new Map(cases.map((one) => [one.id, one]));
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return addresses.flatMap(({ case: id, url }) => {
      const one = byId.get(id);
      if (!one) return [];
      const text = `${one.code} ${id} ${one.title.en} ${one.title.zh} ${url}`.toLowerCase();
      return words.every((word) => text.includes(word)) ? [{ one, url }] : [];
    });
  }, [addresses, cases, query]);
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => place.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  });

  return (
    <>
      <TextInput
        size="xs"
        label={t(texts.find)}
        placeholder={t(texts.findHint)}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        mb={8}
        maw={320}
      />
      {found.length === 0 && (
        <Text size="sm" role="status">
          {t(texts.noAddress)}
        </Text>
      )}
      <div ref={place} className={classes.addresses}>
        <div className={classes.rows} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const { one, url } = found[index]!;
            return (
              <div
                key={one.id}
                className={classes.address}
                style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
                data-case={one.id}
              >
                <span className={classes.code}>{one.code}</span>
                <div className={classes.what}>
                  <Text size="sm" truncate title={one.title[language]}>
                    {one.title[language]}
                  </Text>
                  <Text size="xs" c="dimmed" truncate title={url} className={classes.url}>
                    {url}
                  </Text>
                </div>
                <CopyButton
                  label={texts.copy}
                  name={t(texts.copyAddress, { title: one.title[language] })}
                  content={() => url}
                />
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
