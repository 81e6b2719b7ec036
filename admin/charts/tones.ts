import { makeStyles, tokens } from '@fluentui/react-components';

const forced = '@media (forced-colors: active)';
/** In forced colours the system's own stand for all: what each part is, the table says. */
const line = { [forced]: { fill: 'Highlight', stroke: 'Canvas', strokeWidth: '1px' } };

const useStyles = makeStyles({
  brand: { fill: tokens.colorBrandForeground1, ...line },
  blue: { fill: tokens.colorPaletteBlueBorderActive, ...line },
  amber: { fill: tokens.colorPaletteDarkOrangeBorderActive, ...line },
  red: { fill: tokens.colorPaletteRedBorderActive, ...line },
  purple: { fill: tokens.colorPaletteLilacBorderActive, ...line },
  grey: { fill: tokens.colorNeutralForeground3, ...line },
});

/** The colours of charts: of the theme, each with at least 3:1 against the page in light and dark. */
export type Tone = 'brand' | 'blue' | 'amber' | 'red' | 'purple' | 'grey';

/** One after the other, for what has no colour of its own. */
export const tones: readonly Tone[] = ['brand', 'amber', 'purple', 'blue', 'red'];

/** A class for each colour. */
export const useTones: () => Record<Tone, string> = useStyles;
