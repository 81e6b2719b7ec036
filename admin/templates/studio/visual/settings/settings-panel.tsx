import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Editor } from 'grapesjs';
import { loneValue } from '../changes.ts';
import { placeOf } from '../components.ts';
import { visualText } from '../messages.ts';
import { nameOfComponent } from '../node-types.ts';
import { ConditionSettings } from './condition-settings.tsx';
import { ElementSettings } from './element-settings.tsx';
import { ValueSettings } from './value-settings.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  muted: { color: tokens.colorNeutralForeground2 },
});

/** The settings of what is selected. */
export function SettingsPanel(props: { editor: Editor; onPicture: (choose: (name: string) => void) => void }) {
  const styles = useStyles();
  const component = props.editor.getSelected();
  const place = placeOf(component);
  const lone = component && place?.kind === 'element' ? loneValue(component) : undefined;
  const value = place?.kind === 'expression' ? component : lone;
  const shown = placeOf(value);
  return (
    <section aria-label={visualText.settings} className={styles.root}>
      <Text weight="semibold">
        {visualText.settings}
        {component && place ? `: ${nameOfComponent(component)}` : ''}
      </Text>
      {!component || !place ? (
        <Caption1 className={styles.muted}>{visualText.selectHint}</Caption1>
      ) : (
        <div key={component.cid} className={styles.root}>
          <ConditionSettings editor={props.editor} component={component} />
          {value && shown?.kind === 'expression' && (
            <ValueSettings component={value} raw={shown.raw} onPicture={props.onPicture} />
          )}
          {place.kind === 'element' && <ElementSettings component={component} place={place} />}
        </div>
      )}
    </section>
  );
}
