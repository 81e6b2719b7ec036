import {
  Avatar,
  Button,
  Caption1,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { SignOut20Regular } from '@fluentui/react-icons/svg/sign-out';
import type { SessionView } from '../../contract/index.ts';
import { useSignOut } from '../api/session-queries.ts';
import { chooseLanguage, type Language, languages, useLanguage } from '../language.ts';
import { messages } from '../messages/messages.ts';
import { chooseTheme, themeChoices, useTheme } from '../theme.ts';

const useStyles = makeStyles({
  button: {
    minWidth: 0,
    columnGap: tokens.spacingHorizontalS,
    paddingInline: tokens.spacingHorizontalSNudge,
    marginInlineEnd: `calc(-1 * ${tokens.spacingHorizontalSNudge})`,
    fontWeight: tokens.fontWeightRegular,
    maxWidth: '260px',
  },
  name: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    // out of sight where there is no room, but still the name of the button
    '@media (max-width: 640px)': { position: 'absolute', width: '1px', height: '1px', clipPath: 'inset(50%)' },
  },
  who: {
    display: 'flex',
    flexDirection: 'column',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    overflowWrap: 'anywhere',
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** Each language by its own name, whatever is spoken now. */
const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** The signed-in person: roles, appearance, sign out. */
export function AccountMenu({ session }: { session: SessionView }) {
  const styles = useStyles();
  const { choice } = useTheme();
  const language = useLanguage();
  const signOut = useSignOut();
  const text = messages.frame;
  return (
    <Menu
      checkedValues={{ theme: [choice], language: [language] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const theme = themeChoices.find((known) => checkedItems.includes(known));
        if (theme) chooseTheme(theme);
        const spoken = languages.find((known) => checkedItems.includes(known));
        if (spoken) chooseLanguage(spoken);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          className={styles.button}
          icon={<Avatar name={session.name} size={28} color="brand" aria-hidden />}
        >
          <span className={styles.name}>{session.name}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <div className={styles.who}>
          <Text weight="semibold">{session.name}</Text>
          <Caption1 className={styles.muted}>{session.address}</Caption1>
          <Caption1 className={styles.muted}>{session.roles.map((role) => text.roles[role]).join(', ')}</Caption1>
        </div>
        <MenuDivider />
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{text.theme}</MenuGroupHeader>
            {themeChoices.map((known) => (
              <MenuItemRadio key={known} name="theme" value={known}>
                {text.themes[known]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuGroup>
            <MenuGroupHeader>{text.language}</MenuGroupHeader>
            {languages.map((known) => (
              <MenuItemRadio key={known} name="language" value={known} lang={known}>
                {languageNames[known]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuItem icon={<SignOut20Regular />} onClick={() => signOut.mutate()}>
            {text.signOut}
          </MenuItem>
        </MenuList>
        <MenuDivider />
        <div className={styles.who}>
          <Caption1 className={styles.muted}>{text.version(session.version)}</Caption1>
        </div>
      </MenuPopover>
    </Menu>
  );
}
