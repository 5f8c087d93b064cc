/** The text of a task file as data: JSON or YAML; what is wrong with it is told in sentences. */
import { cliTexts } from '../../shared/texts/cli.ts';
import { type Language, say } from '../../shared/texts/text.ts';

export type Document = { ok: true; content: unknown } | { ok: false; problems: string[] };

/** JSON by its first letter or by the file's name, else YAML. */
export async function parseDocument(text: string, file: string, language: Language): Promise<Document> {
  if (/^\s*[{[]/.test(text) || /\.json$/i.test(file)) {
    try {
      return { ok: true, content: JSON.parse(text) };
    } catch (error) {
      const detail = firstLine((error as Error).message);
      return { ok: false, problems: [say(cliTexts.notJson, language, { file, detail })] };
    }
  }
  const { parseDocument: parseYaml } = await import('yaml');
  const document = parseYaml(text, { prettyErrors: true });
  if (!document.errors.length) return { ok: true, content: document.toJS() };
  return {
    ok: false,
    problems: document.errors.map(({ message }) =>
      say(cliTexts.notYaml, language, { file, detail: firstLine(message) }),
    ),
  };
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? text).replace(/:$/, '');
}
