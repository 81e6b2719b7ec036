import { makeStyles, tokens } from '@fluentui/react-components';

/** A bar that stays at the lower edge of the window for as long as its page is open. */
export const useBarStyles = makeStyles({
  root: {
    position: 'sticky',
    bottom: tokens.spacingVerticalL,
    zIndex: 5,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow16,
  },
});
