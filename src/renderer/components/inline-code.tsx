/** A text of the code table, with its commands set as code. */
import { Code } from '@mantine/core';
import { splitCode } from './verdict.ts';

export function InlineCode({ text }: { text: string }) {
  return splitCode(text).map((part, index) =>
    part.code ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
      <Code key={index}>{part.text}</Code>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <span key={index}>{part.text}</span>
    ),
  );
}
