/** One field of the task editor: its input after its kind, its help with the codes it can lead to, and its error. */
import { Checkbox, Group, NumberInput, Select, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { codeName } from '../../../shared/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useLanguage, useText } from '../../i18n/language.tsx';
import type { FieldValue } from '../test/draft.ts';
import type { EditorField } from './editor-fields.ts';
import { SecretField } from './secret-field.tsx';

/** Error before help: what is wrong stands next to what was typed. */
const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'error', 'description'];

interface FieldProps {
  field: EditorField;
  value: FieldValue;
  error: string | undefined;
  onChange: (value: FieldValue) => void;
  /** The names of groups, as suggestions. */
  suggestions?: readonly string[];
}

export function Field({ field, value, error, onChange, suggestions }: FieldProps) {
  const t = useText();
  const { kind, path, choices = [], choiceTexts = {}, placeholder, unit } = field;
  const choiceLabel = (choice: string): string => (choiceTexts[choice] ? t(choiceTexts[choice]) : choice);
  const shared = {
    label: t(field.label),
    description: <Help field={field} />,
    inputWrapperOrder: ORDER,
    error,
    'data-field': path,
  };
  const typed = {
    placeholder,
    autoComplete: 'off',
    spellCheck: false,
    value: String(value),
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onChange(event.currentTarget.value),
  };

  switch (kind) {
    case 'switch':
      return (
        <Switch
          label={shared.label}
          description={shared.description}
          error={error}
          data-field={path}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...shared}
          data={choices.map((choice) => ({ value: choice, label: choiceLabel(choice) }))}
          value={String(value)}
          allowDeselect={false}
          onChange={(chosen) => onChange(chosen ?? '')}
        />
      );
    case 'set':
      return (
        <Checkbox.Group
          {...shared}
          value={String(value).split(',').filter(Boolean)}
          onChange={(chosen) => onChange(choices.filter((choice) => chosen.includes(choice)).join(','))}
        >
          <Group gap="sm" py={6}>
            {choices.map((choice) => (
              <Checkbox key={choice} size="xs" value={choice} label={choiceLabel(choice)} />
            ))}
          </Group>
        </Checkbox.Group>
      );
    case 'number':
      return (
        <NumberInput
          {...shared}
          value={value as number | string}
          hideControls
          allowDecimal={false}
          thousandSeparator=" "
          rightSectionWidth={44}
          rightSection={
            unit && (
              <Text size="xs" c="dimmed">
                {unit}
              </Text>
            )
          }
          rightSectionPointerEvents="none"
          onChange={onChange}
        />
      );
    case 'secret':
      return <SecretField shared={shared} value={String(value)} onChange={onChange} />;
    case 'pairs':
    case 'lines':
    case 'hosts':
      return <Textarea {...shared} {...typed} autosize minRows={1} maxRows={8} />;
    default:
      return <TextInput {...shared} {...typed} list={suggestions && `${path}-known`} />;
  }
}

function Help({ field }: { field: EditorField }) {
  const t = useText();
  const language = useLanguage();
  const { help, codes } = field;
  const { codes: shownCodes, codesTitle } = gui.tasks.editor;
  if (!codes.length) return <>{t(help)}</>;
  const names = codes.map((code) => `${code}: ${codeName(code, language)}`);
  return (
    <>
      {t(help)}{' '}
      <span title={[t(codesTitle), ...names].join('\n')}>{t(shownCodes, { codes: codes.join(', ') })}</span>
    </>
  );
}
