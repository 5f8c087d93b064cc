/** Copies for others to read: the task as a curl command, and results with whatever is secret hidden. */
import { useCallback } from 'react';
import { createRedactor } from '../../../shared/redact.ts';
import type { TransferResult } from '../../../shared/result.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi } from '../../api/api.tsx';
import { CopyButton } from '../copy-button.tsx';

export function CopyCurl({ result }: { result: TransferResult }) {
  const invoke = useApi();
  const command = async (): Promise<string> => {
    const reply = await invoke('report.curl', { id: result.id });
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value.command;
  };
  return <CopyButton label={gui.share.copyCurl} content={command} />;
}

/** The host knows the secrets of its tasks; of what it does not have, what looks like a secret is hidden here. */
export function useRedacted(foreign: boolean): (result: TransferResult) => Promise<TransferResult> {
  const invoke = useApi();
  return useCallback(
    async (result) => {
      const reply = foreign ? null : await invoke('report.redacted', { id: result.id });
      return reply?.ok ? reply.value : createRedactor().result(result);
    },
    [invoke, foreign],
  );
}
