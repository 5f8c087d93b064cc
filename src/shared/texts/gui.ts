/** Texts of the GUI, one part per screen. Families, sides, phases and codes have theirs beside the code table. */
import { analysisTexts } from './gui/analysis.ts';
import { certificateTexts } from './gui/certificate.ts';
import { codesTexts } from './gui/codes.ts';
import { diagnoseGuiTexts } from './gui/diagnose.ts';
import { fieldTexts } from './gui/fields.ts';
import { labScreenTexts } from './gui/lab.ts';
import { optionTexts } from './gui/options.ts';
import { paletteTexts } from './gui/palette.ts';
import { resultsTexts } from './gui/results.ts';
import { runsTexts } from './gui/runs.ts';
import { shareTexts } from './gui/share.ts';
import { shellTexts } from './gui/shell.ts';
import { tasksTexts } from './gui/tasks.ts';
import { testTexts } from './gui/test.ts';
import { verdictTexts } from './gui/verdict.ts';
import { welcomeTexts } from './gui/welcome.ts';

export const gui = {
  ...shellTexts,
  welcome: welcomeTexts,
  test: testTexts,
  certificate: certificateTexts,
  diagnose: diagnoseGuiTexts,
  options: optionTexts,
  verdict: verdictTexts,
  results: resultsTexts,
  analysis: analysisTexts,
  runs: runsTexts,
  codes: codesTexts,
  lab: labScreenTexts,
  palette: paletteTexts,
  share: shareTexts,
  tasks: tasksTexts,
  fields: fieldTexts,
};
