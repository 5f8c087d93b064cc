/** The API as React sees it: the door in a context, typed commands, events, and the state of the line. */
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ApiError, ApiEvent, Bridge, Command, Input, Output } from '../../shared/api.ts';
import type { Connection, Door } from '../bridge/door.ts';

const DoorContext = createContext<Door | null>(null);

export function ApiProvider({ door, children }: { door: Door; children: ReactNode }) {
  return <DoorContext value={door}>{children}</DoorContext>;
}

function useDoor(): Door {
  const door = use(DoorContext);
  if (!door) throw new Error('useApi outside of ApiProvider');
  return door;
}

export function useApi(): Bridge['invoke'] {
  return useDoor().bridge.invoke;
}

/** Whether this is the desktop program, or a browser. */
export function useHost(): Bridge['host'] {
  return useDoor().bridge.host;
}

/** Where a dropped or chosen file lies; '' where the page cannot know it, as in a browser. */
export function usePathOf(): (file: File) => string {
  const { bridge } = useDoor();
  return (file) => bridge.pathOf?.(file) ?? '';
}

export function useConnection(): Connection {
  const door = useDoor();
  return useSyncExternalStore(door.onConnection, door.connection);
}

/** Calls the newest `listener` with every event. */
export function useApiEvents(listener: (event: ApiEvent) => void): void {
  const { bridge } = useDoor();
  const latest = useEffectEvent(listener);
  useEffect(() => bridge.onEvent((event) => latest(event)), [bridge]);
}

/** Calls `action` each time the line stands again after it was lost: events may have been missed. */
export function useReconnected(action: () => void): void {
  const door = useDoor();
  const latest = useEffectEvent(action);
  useEffect(() => {
    let before = door.connection();
    return door.onConnection(() => {
      const now = door.connection();
      if (now === 'connected' && before !== 'connected') latest();
      before = now;
    });
  }, [door]);
}

export interface Query<T> {
  /** Of the last answer that was good; kept while a newer one is on its way. */
  value: T | null;
  error: ApiError | null;
  loading: boolean;
  reload(): void;
}

/** Asks when the input changes (by value), when the line stands again, and on `reload`. An answer that was overtaken is dropped. */
export function useQuery<C extends Command>(command: C, input: Input<C>): Query<Output<C>> {
  const invoke = useApi();
  const key = JSON.stringify(input);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Omit<Query<Output<C>>, 'reload'>>({
    value: null,
    error: null,
    loading: true,
  });
  const reload = useCallback(() => setRound((before) => before + 1), []);
  useReconnected(reload);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    let current = true;
    setState((before) => ({ ...before, loading: true }));
    invoke(command, JSON.parse(key)).then((reply) => {
      if (!current) return;
      if (reply.ok) setState({ value: reply.value, error: null, loading: false });
      else setState((before) => ({ ...before, error: reply.error, loading: false }));
    });
    return () => {
      current = false;
    };
  }, [invoke, command, key, round]);

  return { ...state, reload };
}
