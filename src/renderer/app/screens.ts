/** The screens by name: each with its icon and its component. */
import {
  IconBook2,
  IconCertificate,
  IconChartBar,
  IconFlask,
  IconGauge,
  IconListCheck,
  IconListDetails,
  IconPlayerPlay,
  IconSparkles,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { AnalysisScreen } from '../screens/analysis/analysis-screen.tsx';
import { CertificateScreen } from '../screens/certificate/certificate-screen.tsx';
import { CodesScreen } from '../screens/codes/codes-screen.tsx';
import { LabScreen } from '../screens/lab/lab-screen.tsx';
import { ResultsScreen } from '../screens/results/results-screen.tsx';
import { RunsScreen } from '../screens/runs/runs-screen.tsx';
import { TasksScreen } from '../screens/tasks/tasks-screen.tsx';
import { TestScreen } from '../screens/test/test-screen.tsx';
import { WelcomeScreen } from '../screens/welcome/welcome-screen.tsx';
import type { Screen } from './navigation.tsx';

export const screens: Record<Screen, { icon: typeof IconGauge; component: ComponentType }> = {
  test: { icon: IconGauge, component: TestScreen },
  tasks: { icon: IconListCheck, component: TasksScreen },
  certificate: { icon: IconCertificate, component: CertificateScreen },
  runs: { icon: IconPlayerPlay, component: RunsScreen },
  results: { icon: IconListDetails, component: ResultsScreen },
  analysis: { icon: IconChartBar, component: AnalysisScreen },
  codes: { icon: IconBook2, component: CodesScreen },
  lab: { icon: IconFlask, component: LabScreen },
  welcome: { icon: IconSparkles, component: WelcomeScreen },
};
