import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { ClientContext } from './client/client-context.ts';
import type { Client } from './client/client.ts';
import { LiveProvider } from './client/live-provider.tsx';
import { createQueryClient } from './client/query-client.ts';
import { Entrance } from './shell/entrance.tsx';
import { Frame } from './shell/frame.tsx';
import { resolveCssVariables } from './theme/css-variables.ts';
import { mantineTheme } from './theme/mantine-theme.ts';
import { ToastProvider } from './ui/toast-provider.tsx';

/** `entered` is false when the core is known to let this page nowhere. */
export function App({ client, entered, refused }: { client: Client; entered: boolean; refused: boolean }) {
  const [open, setOpen] = useState(entered);
  const [queries] = useState(() => createQueryClient(() => setOpen(false)));
  return (
    <MantineProvider theme={mantineTheme} cssVariablesResolver={resolveCssVariables} defaultColorScheme="auto">
      {open ? (
        <QueryClientProvider client={queries}>
          <ClientContext value={client}>
            <LiveProvider>
              <ToastProvider>
                <Frame />
              </ToastProvider>
            </LiveProvider>
          </ClientContext>
        </QueryClientProvider>
      ) : (
        <Entrance refused={refused} />
      )}
    </MantineProvider>
  );
}
