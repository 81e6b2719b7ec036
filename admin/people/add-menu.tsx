import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { DocumentArrowUp20Regular } from '@fluentui/react-icons/svg/document-arrow-up';
import { PersonAdd20Regular } from '@fluentui/react-icons/svg/person-add';
import { useNavigate } from 'react-router';
import { pathTo } from '../paths.ts';
import { listText } from './messages.ts';

/** The ways to bring people in besides the sync. */
export function AddMenu() {
  const navigate = useNavigate();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton appearance="primary" icon={<Add20Regular />}>
          {listText.add}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<PersonAdd20Regular />} onClick={() => navigate(pathTo.newPerson())}>
            {listText.addByHand}
          </MenuItem>
          <MenuItem icon={<DocumentArrowUp20Regular />} onClick={() => navigate(pathTo.importPeople())}>
            {listText.importCsv}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
