/** One server of the lab: its switch, what it does, which codes it shows, and what another program must know of it. */
import { Loader, Switch, Text } from '@mantine/core';
import type { LabCase, LabServer } from '../../../shared/lab.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Fold } from '../../components/fold.tsx';
import { InlineCode } from '../../components/inline-code.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import { AddressList } from './address-list.tsx';
import classes from './server-panel.module.css';

const texts = gui.lab.serving;

interface ServerRowProps {
  server: LabServer;
  cases: readonly LabCase[];
  switching: boolean;
  onSwitch: (on: boolean) => void;
}

export function ServerRow({ server, cases, switching, onSwitch }: ServerRowProps) {
  const t = useText();
  const format = useFormat();
  const { name, serving, codes } = server;
  const title = t(gui.lab.servers[name].name);
  const state = switching && !serving ? texts.starting : serving ? texts.on : texts.off;
  return (
    <li className={classes.server} data-server={name} data-on={serving !== null}>
      <div className={classes.line}>
        <Switch
          aria-label={t(texts.toggle, { name: title })}
          checked={serving !== null}
          disabled={switching}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
        <div className={classes.what}>
          <Text fw={600} size="sm">
            {title}
          </Text>
          <Text size="sm">{t(gui.lab.servers[name].what)}</Text>
          <Text size="xs" c="dimmed">
            {t(texts.shows, { cases: server.cases, codes: rangesOf(codes) })}
          </Text>
        </div>
        <Text size="sm" className={classes.state} role="status">
          {switching && <Loader size={12} mr={6} aria-hidden />}
          {t(state, serving ? { time: format.shortStamp(serving.endsAt, new Date()) } : {})}
        </Text>
      </div>
      {serving && (
        <div className={classes.more}>
          <dl className={classes.facts}>
            <Fact label={t(texts.names)} value={serving.dnsServer} />
            <Fact label={t(texts.authority)} value={serving.caFile} />
            {serving.login && (
              <Fact label={t(texts.login)} value={`${serving.login.user}:${serving.login.password}`} />
            )}
          </dl>
          <Text size="xs" c="dimmed">
            <InlineCode text={t(texts.hintCurl)} />
          </Text>
          <Fold label={t(texts.addresses, { count: serving.addresses.length })}>
            <AddressList addresses={serving.addresses} cases={cases} />
          </Fold>
        </div>
      )}
    </li>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  const t = useText();
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>
        <span className="break">{value}</span>
        <CopyButton label={texts.copy} name={t(texts.copyFact, { label })} content={() => value} />
      </dd>
    </div>
  );
}

/** 600 605 606 607 608 as "600, 605–608". */
function rangesOf(codes: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const code of codes) {
    const last = ranges.at(-1);
    if (last?.[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(', ');
}
