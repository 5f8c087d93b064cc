/** A link to a code's page on the Codes screen. */
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { codeLink } from '../app/code-link.ts';
import { useNavigation } from '../app/navigation.tsx';

interface CodeLinkProps {
  code: number;
  /** Read out in place of the content, where that does not say where it leads. */
  label?: string;
  className?: string;
  children: ReactNode;
}

export function CodeLink({ code, label, className, children }: CodeLinkProps) {
  const { openCode } = useNavigation();
  return (
    <Anchor
      href={codeLink(code)}
      inherit
      className={className}
      aria-label={label}
      title={label}
      onClick={(event) => {
        // With a key held the browser does what it does with links.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        openCode(code);
      }}
    >
      {children}
    </Anchor>
  );
}
