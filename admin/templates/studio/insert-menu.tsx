import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { templateText } from '../messages.ts';
import { snippets } from './snippets.ts';

/** Ready pieces for the code. */
export function InsertMenu({ onInsert }: { onInsert: (text: string) => void }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton size="small" icon={<Add20Regular />}>
          {templateText.insert}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {snippets.map(({ name, source }) => (
            <MenuItem key={name} onClick={() => onInsert(source)}>
              {templateText.blocks[name]}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
