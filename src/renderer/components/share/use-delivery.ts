/** A file on its way to the user: asked for, then saved by the desktop or downloaded by the browser. */
import { useCallback, useState } from 'react';
import type { ApiError, Reply } from '../../../shared/api.ts';
import type { Delivery } from '../../../shared/report.ts';
import { download } from './save.ts';

export type DeliveryState =
  | { stage: 'idle' }
  | { stage: 'working' }
  | { stage: 'done'; file: string; saved: boolean }
  | { stage: 'failed'; error: ApiError };

type Content = Extract<Delivery, { state: 'content' }>;

export function useDelivery(): {
  state: DeliveryState;
  /** `take`: what to do with the content where there is no desktop; a download by default. True when the user has the file. */
  deliver(ask: () => Promise<Reply<Delivery>>, take?: (content: Content) => void): Promise<boolean>;
} {
  const [state, setState] = useState<DeliveryState>({ stage: 'idle' });
  const deliver = useCallback(
    async (ask: () => Promise<Reply<Delivery>>, take: (content: Content) => void = download) => {
      setState({ stage: 'working' });
      const reply = await ask();
      if (!reply.ok) {
        setState({ stage: 'failed', error: reply.error });
        return false;
      }
      const { value } = reply;
      if (value.state === 'canceled') {
        setState({ stage: 'idle' });
        return false;
      }
      if (value.state === 'content') take(value);
      const file = value.state === 'content' ? value.name : value.file;
      // What went to the printer leaves no file to name.
      if (value.state === 'content' && take !== download) setState({ stage: 'idle' });
      else setState({ stage: 'done', file, saved: value.state === 'saved' });
      return true;
    },
    [],
  );
  return { state, deliver };
}
