/** The look: Mantine's defaults, a little calmer. */
import { createTheme, Drawer, Modal, Popover } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'blue',
  // The lightest that white text can be read on (WCAG 2.2, 1.4.3).
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Consolas, Menlo, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: '650' },
  components: {
    // Locking the page's scroll writes a style tag without our nonce, which the content security policy refuses.
    Modal: Modal.extend({ defaultProps: { lockScroll: false } }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false } }),
    // A list that is opened while its field still unfolds is taken for one out of sight, and stays hidden.
    Popover: Popover.extend({ defaultProps: { hideDetached: false } }),
  },
});
