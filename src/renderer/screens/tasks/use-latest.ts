/** The newest result of each saved task, kept up to date while the screen is open. */
import { useMemo, useState } from 'react';
import type { TransferResult } from '../../../shared/result.ts';
import { useApiEvents, useQuery } from '../../api/api.tsx';

const NONE: readonly TransferResult[] = [];

export function useLatest(names: readonly string[]): ReadonlyMap<string, TransferResult> {
  const stored = useQuery('results.latest', { tasks: [...names] }).value ?? NONE;
  const [heard, setHeard] = useState<ReadonlyMap<string, TransferResult>>(new Map());
  useApiEvents((event) => {
    if (event.type !== 'result') return;
    const { result } = event;
    if (names.includes(result.task)) setHeard((before) => new Map(before).set(result.task, result));
  });
  return useMemo(() => {
    const all = new Map(stored.map((result) => [result.task, result]));
    for (const [name, result] of heard) {
      // An answer may be newer than what was heard before a line was lost.
      if ((all.get(name)?.startedAt ?? '') <= result.startedAt) all.set(name, result);
    }
    return all;
  }, [stored, heard]);
}
