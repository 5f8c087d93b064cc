/** "Show me": runs one case of the lab, says so while it runs, and opens its result beside the screen. */
import { Button, Group, Loader, Paper, Text } from '@mantine/core';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { ApiError, Run } from '../../shared/api.ts';
import type { TransferResult } from '../../shared/result.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useApi, useApiEvents, useReconnected } from '../api/api.tsx';
import { useTrouble } from '../app/trouble.tsx';
import { ResultDrawer } from '../components/result-drawer.tsx';
import { useText } from '../i18n/language.tsx';
import classes from './show-case.module.css';

const texts = gui.lab.cases;

interface ShowCase {
  showing: string | null;
  showMe(id: string): void;
  openResult(id: string): void;
  view: ReactNode;
}

export function useShowCase(): ShowCase {
  const t = useText();
  const invoke = useApi();
  const tell = useTrouble();
  const [showing, setShowing] = useState<string | null>(null);
  const [opened, setOpened] = useState<TransferResult | null>(null);
  const run = useRef<Run | null>(null);
  /** Events may come before the answer that names the run. */
  const ended = useRef(new Map<string, Run>());
  const busy = useRef(false);

  const trouble = useCallback(
    (message: string): ApiError => ({ code: 'INTERNAL', message: `${t(texts.skipped)}: ${message}` }),
    [t],
  );
  const finish = useCallback(() => {
    busy.current = false;
    run.current = null;
    ended.current.clear();
    setShowing(null);
  }, []);

  /** Once the run has ended its result is in the store. */
  const settle = useCallback(
    async ({ id, problem, state }: Run) => {
      if (!busy.current || run.current?.id !== id) return;
      finish();
      if (state === 'canceled') return;
      const page = await invoke('results.list', { filter: { runId: id }, offset: 0, limit: 1 });
      const result = page.ok ? page.value.rows[0] : undefined;
      if (result) setOpened(result);
      else tell(page.ok ? (problem ?? { code: 'INTERNAL', message: t(texts.none) }) : page.error);
    },
    [invoke, tell, t, finish],
  );

  const show = useCallback(
    async (id: string) => {
      busy.current = true;
      setOpened(null);
      setShowing(id);
      const reply = await invoke('lab.prove', { cases: [id] });
      if (!reply.ok || reply.value.skipped[0]) {
        finish();
        return tell(reply.ok ? trouble(reply.value.skipped[0]!.reason) : reply.error);
      }
      run.current = reply.value.run;
      const over = ended.current.get(reply.value.run.id);
      if (over) await settle(over);
    },
    [invoke, tell, finish, settle, trouble],
  );

  useApiEvents((event) => {
    if (!busy.current || event.type !== 'run' || event.run.state === 'running') return;
    ended.current.set(event.run.id, event.run);
    void settle(event.run);
  });
  useReconnected(() => {
    const id = run.current?.id;
    if (!id) return;
    void invoke('runs.list', null).then((reply) => {
      const now = reply.ok ? reply.value.find((one) => one.id === id) : undefined;
      if (now && now.state !== 'running') void settle(now);
    });
  });

  const showMe = useCallback(
    (id: string) => {
      if (!busy.current) void show(id);
    },
    [show],
  );
  const openResult = useCallback(
    (id: string) => {
      void invoke('results.get', { id }).then((reply) => {
        if (reply.ok) setOpened(reply.value);
        else tell(reply.error);
      });
    },
    [invoke, tell],
  );
  const cancel = (): void => {
    if (run.current) void invoke('runs.cancel', { id: run.current.id });
  };

  const view = (
    <>
      <div role="status">
        {showing !== null && (
          <Paper withBorder shadow="md" p="sm" className={classes.note}>
            <Group gap="sm" wrap="nowrap">
              <Loader size={18} aria-hidden />
              <div className={classes.text}>
                <Text size="sm" className="break">
                  {t(texts.running, { title: showing })}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(texts.limit)}
                </Text>
              </div>
              <Button size="xs" variant="default" onClick={cancel}>
                {t(gui.lab.proof.cancel)}
              </Button>
            </Group>
          </Paper>
        )}
      </div>
      <ResultDrawer result={opened} onClose={() => setOpened(null)} />
    </>
  );
  return { showing, showMe, openResult, view };
}
