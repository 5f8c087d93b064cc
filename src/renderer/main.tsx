/** The GUI's entry: the door to the host, the look, and the app. */
import './zod-without-eval.ts';
import '@mantine/core/styles.css';
import './styles.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProvider } from './api/api.tsx';
import { App } from './app/app.tsx';
import { theme } from './app/theme.ts';
import { openDoor } from './bridge/door.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <ApiProvider door={openDoor()}>
        <App />
      </ApiProvider>
    </MantineProvider>
  </StrictMode>,
);
