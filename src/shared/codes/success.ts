/** Success as the result of a transfer: 0. Not among the 70, and in the form of their rows. */
import { codeTexts } from '../texts/codes.ts';
import type { CodeRow } from './row.ts';

export const SUCCESS_ROW: CodeRow = {
  code: 0,
  name: codeTexts.success,
  meaning: {
    en: 'The transfer came to its end, and every check that the task asks for was passed.',
    zh: '传输已完成，任务要求的各项校验全部通过。',
  },
  detection: {
    en: 'No step has failed: the content came (or went) as a whole, with its end announced or confirmed, and the checks of the task hold.',
    zh: '各步骤均未失败：内容已完整接收（或发送），结尾已声明或确认，任务的各项校验均成立。',
  },
  phase: 'verify',
  side: 'none',
  native: { curl: [0], wininet: [0] },
  remedy: {
    en: [
      'Nothing to do. Speed and times of the result say how well it went.',
      'To make sure of the content too, give the task a sum to check it against: `verify.md5` or `verify.sha256`.',
    ],
    zh: [
      '无需处理。结果中的速度和耗时说明传输质量。',
      '如需确认内容无误，可在任务中设置校验值：`verify.md5` 或 `verify.sha256`。',
    ],
  },
};
