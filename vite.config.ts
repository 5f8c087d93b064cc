/** How the GUI is built: into `out/renderer`, for a page that may load scripts and styles of its own only. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig(({ command }) => {
  // A test runner that builds has set its own, and React would come in its development form.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: 'src/renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: '../../out/renderer',
      emptyOutDir: true,
      target: 'es2024',
      // The first ones that know light-dark(): what stands in for it elsewhere does not follow our own theme switch.
      cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
      // Inlined files would be `data:` addresses, which the content security policy refuses for all but images.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Loaded from this computer, not over a network; the charts are a chunk of their own all the same.
      chunkSizeWarningLimit: 2000,
    },
  };
});
