/** The app: what every screen shares, around the shell. */
import { useConnection } from '../api/api.tsx';
import { LabProvider } from '../lab/lab.tsx';
import { DiagnosingProvider } from '../run/diagnosing.tsx';
import { TestingProvider } from '../run/testing.tsx';
import { EditingProvider } from '../screens/tasks/editing.tsx';
import { ForbiddenPage } from './forbidden-page.tsx';
import { NavigationProvider } from './navigation.tsx';
import { PreferencesProvider } from './preferences.tsx';
import { Shell } from './shell.tsx';
import { TroubleProvider } from './trouble.tsx';

export function App() {
  return (
    <PreferencesProvider>
      <Pages />
    </PreferencesProvider>
  );
}

function Pages() {
  if (useConnection() === 'forbidden') return <ForbiddenPage />;
  return (
    <NavigationProvider>
      <TestingProvider>
        <DiagnosingProvider>
          <EditingProvider>
            <TroubleProvider>
              <LabProvider>
                <Shell />
              </LabProvider>
            </TroubleProvider>
          </EditingProvider>
        </DiagnosingProvider>
      </TestingProvider>
    </NavigationProvider>
  );
}
