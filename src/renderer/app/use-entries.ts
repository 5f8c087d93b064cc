/** The entries of the command palette: screens, actions, the saved tasks by name, the codes by number. */
import { useMemo } from 'react';
import { CODES } from '../../shared/codes.ts';
import { type TaskInput, taskName } from '../../shared/task.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useApi, useQuery } from '../api/api.tsx';
import { errorText } from '../components/error-note.tsx';
import { useLanguage, useText } from '../i18n/language.tsx';
import { useLab } from '../lab/use-lab.ts';
import { useDiagnosing } from '../run/diagnosing.tsx';
import { useTesting } from '../run/testing.tsx';
import { SCREENS, useNavigation } from './navigation.tsx';
import type { Entry } from './palette-entries.ts';
import { usePreferences } from './preferences.tsx';
import { useTrouble } from './trouble.tsx';

const texts = gui.palette;

/** `failed`: why the saved tasks are not among them. */
export function useEntries(onHelp: () => void): { entries: Entry[]; failed: string | null } {
  const t = useText();
  const language = useLanguage();
  const invoke = useApi();
  const tell = useTrouble();
  const { go, openCode } = useNavigation();
  const { prove } = useLab();
  const { change } = usePreferences();
  const { draft, consent } = useTesting();
  const named = draft.url.trim() !== '';
  const { open: diagnose } = useDiagnosing();
  const tasks = useQuery('tasks.list', null);
  const schedules = useQuery('schedules.list', null).value;

  const entries = useMemo<Entry[]>(() => {
    const saved = tasks.value?.tasks ?? [];
    /** `moved`: the tasks that it runs. */
    const begin = async (
      moved: readonly TaskInput[],
      starting: () => ReturnType<typeof invoke<'tasks.run' | 'schedules.run' | 'runs.all'>>,
    ) => {
      if (!(await consent(moved))) return;
      const reply = await starting();
      if (reply.ok) go('runs');
      else tell(reply.error);
    };
    const screens = SCREENS.map(
      (screen): Entry => ({
        id: `screen-${screen}`,
        group: t(texts.groups.screens),
        label: t(gui.screens[screen]),
        words: gui.screens[screen].en,
        run: () => go(screen),
      }),
    );
    const actions: Record<keyof typeof texts.actions, () => void> = {
      runAll: () => void begin(saved, () => invoke('runs.all', {})),
      cancelAll: () => void invoke('runs.cancelAll', null).then((reply) => !reply.ok && tell(reply.error)),
      diagnose() {
        go('test');
        if (named) diagnose();
      },
      lab() {
        prove();
        go('lab');
      },
      light: () => change({ theme: 'light' }),
      dark: () => change({ theme: 'dark' }),
      system: () => change({ theme: 'auto' }),
      shortcuts: onHelp,
      welcome: () => go('welcome'),
    };
    const doing = (Object.keys(actions) as (keyof typeof actions)[]).map(
      (name): Entry => ({
        id: `action-${name}`,
        group: t(texts.groups.actions),
        label: t(texts.actions[name]),
        words: texts.actions[name].en,
        run: actions[name],
      }),
    );
    const running = saved.map((task): Entry => {
      const name = taskName(task);
      const scheduled = schedules?.some((schedule) => schedule.task === name);
      return {
        id: `task-${name}`,
        group: t(texts.groups.tasks),
        label: name,
        words: task.url,
        run: () =>
          void begin([task], () =>
            scheduled ? invoke('schedules.run', { task: name }) : invoke('tasks.run', { names: [name] }),
          ),
      };
    });
    const codes = CODES.map(
      ({ code, name }): Entry => ({
        id: `code-${code}`,
        group: t(texts.groups.codes),
        label: `${code} ${name[language]}`,
        words: name.en,
        run: () => openCode(code),
      }),
    );
    return [...screens, ...doing, ...running, ...codes];
  }, [
    t,
    language,
    invoke,
    tell,
    go,
    openCode,
    prove,
    consent,
    change,
    tasks.value,
    schedules,
    onHelp,
    named,
    diagnose,
  ]);

  return { entries, failed: tasks.error && errorText(tasks.error, t) };
}
