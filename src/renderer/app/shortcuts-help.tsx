/** The list of keyboard shortcuts. */
import { Button, Kbd, Modal, Table } from '@mantine/core';
import { gui } from '../../shared/texts/gui.ts';
import { useText } from '../i18n/language.tsx';
import { SCREENS, useNavigation } from './navigation.tsx';

/** As the keyboard at hand names it. */
const MOD = /mac/i.test(navigator.platform) ? '⌘' : 'Ctrl';
const ALT = /mac/i.test(navigator.platform) ? '⌥' : 'Alt';

export function ShortcutsHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useText();
  const { go } = useNavigation();
  const texts = gui.shortcuts;
  const rows: [string, string[]][] = [
    [t(texts.run), [MOD, 'Enter']],
    [t(texts.diagnose), [MOD, '⇧', 'Enter']],
    [t(texts.cancel), ['Esc']],
    [t(texts.address), [MOD, 'L']],
    [t(texts.screens), [ALT, `1 – ${SCREENS.length}`]],
    [t(texts.palette), [MOD, 'K']],
    [t(texts.help), ['?']],
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(texts.title)}
      closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
      centered
    >
      <Table withRowBorders={false} verticalSpacing={6}>
        <Table.Tbody>
          {rows.map(([what, keys]) => (
            <Table.Tr key={what}>
              <Table.Td>{what}</Table.Td>
              <Table.Td ta="end">
                {keys.map((key, index) => (
                  <span key={key}>
                    {index > 0 && ' + '}
                    <Kbd>{key}</Kbd>
                  </span>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Button
        variant="subtle"
        mt="sm"
        onClick={() => {
          onClose();
          go('welcome');
        }}
      >
        {t(gui.welcome.open)}
      </Button>
    </Modal>
  );
}
