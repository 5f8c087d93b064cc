/** A text file, to be read: it scrolls, so it can be reached by keyboard. */
import classes from './bundle.module.css';

export function FileText({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <pre className={classes.content} tabIndex={0}>
      {text}
    </pre>
  );
}
