/** One option of a task as a field, after its kind. */
import { NumberInput, PasswordInput, Select, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useText } from '../../i18n/language.tsx';
import type { FieldValue } from './draft.ts';
import type { Option } from './options.ts';
import classes from './test-form.module.css';

/** The fields of a row stay in line, whatever hint some of them have. */
const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

interface OptionFieldProps {
  option: Option;
  value: FieldValue;
  error: string | undefined;
  disabled: boolean;
  onChange: (value: FieldValue) => void;
}

export function OptionField({ option, value, error, disabled, onChange }: OptionFieldProps) {
  const t = useText();
  const { kind, path, unit, choices = [], choiceTexts = {} } = option;
  const hint = option.hint && t(option.hint);
  const shared = { label: t(option.label), error, disabled, 'data-option': path };

  switch (kind) {
    case 'switch':
      return (
        <Switch
          {...shared}
          className={classes.switch}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...shared}
          description={hint}
          inputWrapperOrder={ORDER}
          data={choices.map((choice) => ({
            value: choice,
            label: choiceTexts[choice] ? t(choiceTexts[choice]) : choice,
          }))}
          value={String(value)}
          allowDeselect={false}
          onChange={(chosen) => onChange(chosen ?? '')}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...shared}
          value={value as number | string}
          placeholder={hint}
          hideControls
          rightSectionWidth={44}
          allowDecimal={false}
          thousandSeparator=" "
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
      return (
        <PasswordInput
          {...shared}
          description={hint}
          inputWrapperOrder={ORDER}
          autoComplete="off"
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'pairs':
    case 'lines':
      return (
        <Textarea
          {...shared}
          description={hint}
          inputWrapperOrder={ORDER}
          placeholder={option.placeholder}
          autosize
          minRows={1}
          maxRows={6}
          spellCheck={false}
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...shared}
          description={hint}
          inputWrapperOrder={ORDER}
          placeholder={option.placeholder}
          autoComplete="off"
          spellCheck={false}
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
