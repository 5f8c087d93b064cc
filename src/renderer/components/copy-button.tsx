/** Copies a text and says whether that worked. */
import { Button } from '@mantine/core';
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { gui } from '../../shared/texts/gui.ts';
import type { Text } from '../../shared/texts/text.ts';
import { useText } from '../i18n/language.tsx';

const SHOWN_MS = 2_000;
const ICONS = { idle: IconCopy, copied: IconCheck, failed: IconX };

interface CopyButtonProps {
  label: Text;
  /** Read out in place of the label, which it contains: where several stand in one list. */
  name?: string;
  content: () => string | Promise<string>;
}

export function CopyButton({ label, name, content }: CopyButtonProps) {
  const t = useText();
  const [state, setState] = useState<keyof typeof ICONS>('idle');
  const Icon = ICONS[state];

  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async (): Promise<void> => {
    setState(
      await copyContent(content).then(
        () => 'copied' as const,
        () => 'failed' as const,
      ),
    );
  };

  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<Icon size={14} aria-hidden />}
      onClick={copy}
      aria-label={state === 'idle' ? name : undefined}
      aria-live="polite"
    >
      {state === 'idle' ? t(label) : t(state === 'copied' ? gui.verdict.copied : gui.verdict.copyFailed)}
    </Button>
  );
}

async function copyContent(content: () => string | Promise<string>): Promise<void> {
  await copyText(await content());
}

/** Where the permission for the clipboard is denied (the desktop window grants none), the old way still works. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.className = 'offscreen';
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    if (!copied) throw new Error('copy was refused');
  }
}
