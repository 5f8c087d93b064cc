/** How a handler fails: it throws an `ApiFailure` inside, and the edge turns whatever was thrown into data. */
import type { ApiError, ApiErrorCode } from '../../shared/api.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { BundleError } from '../report/open-bundle.ts';
import { FileError } from '../report/write.ts';
import { StoreError } from '../store/error.ts';

export class ApiFailure extends Error {
  readonly error: ApiError;

  constructor(code: ApiErrorCode, message: string, fields?: ApiError['fields']) {
    super(message);
    this.error = fields ? { code, message, fields } : { code, message };
  }
}

/** Never throws. `report` hears of what is our own fault; the message then names it without its stack. */
export function toApiError(thrown: unknown, language: Language, report: (error: unknown) => void): ApiError {
  if (thrown instanceof ApiFailure) return thrown.error;
  if (thrown instanceof StoreError) return { code: 'STORE', message: thrown.say(language) };
  if (thrown instanceof FileError || thrown instanceof BundleError)
    return { code: 'FILE', message: thrown.say(language) };
  report(thrown);
  const detail = thrown instanceof Error ? thrown.message.split('\n', 1)[0]! : String(thrown);
  return { code: 'INTERNAL', message: say(hostTexts.internal, language, { detail }) };
}
