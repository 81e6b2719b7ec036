import { Caption1, makeStyles, mergeClasses, Text, tokens, useArrowNavigationGroup } from '@fluentui/react-components';
import type { Component, Editor } from 'grapesjs';
import { isBlank, loneValue } from './changes.ts';
import { placeOf } from './components.ts';
import { visualText } from './messages.ts';
import { nameOfComponent } from './node-types.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    maxHeight: '280px',
    overflowY: 'auto',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  entry: {
    display: 'block',
    width: '100%',
    padding: `3px ${tokens.spacingHorizontalS}`,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    fontSize: tokens.fontSizeBase200,
    textAlign: 'left',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  condition: { color: tokens.colorPaletteMarigoldForeground2, fontStyle: 'italic' },
  selected: { backgroundColor: tokens.colorBrandBackground2, fontWeight: tokens.fontWeightSemibold },
  muted: { color: tokens.colorNeutralForeground2 },
});

interface Entry {
  component: Component;
  label: string;
  depth: number;
  condition: boolean;
}

/** Everything in the template as a list: the way through it by keyboard and screen reader. */
export function StructureList({ editor }: { editor: Editor }) {
  const styles = useStyles();
  const arrows = useArrowNavigationGroup({ axis: 'vertical' });
  const entries = entriesOf(editor.getWrapper(), 0);
  const selected = editor.getSelected();
  return (
    <section aria-label={visualText.structure}>
      <Text weight="semibold" block>
        {visualText.structure}
      </Text>
      <Caption1 block className={styles.muted}>
        {entries.length > 0 ? visualText.structureHint : visualText.nothing}
      </Caption1>
      {entries.length > 0 && (
        <ul className={styles.list} {...arrows}>
          {entries.map(({ component, label, depth, condition }) => (
            <li key={component.cid}>
              <button
                type="button"
                aria-current={component === selected}
                className={mergeClasses(
                  styles.entry,
                  condition && styles.condition,
                  component === selected && styles.selected,
                )}
                style={{ paddingLeft: `${8 + 14 * depth}px` }}
                onClick={() => {
                  editor.select(component);
                  component.view?.scrollIntoView();
                }}
              >
                {label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What holds only one other thing is left out: it is reached from what it holds. */
function entriesOf(parent: Component | undefined, depth: number): Entry[] {
  const children = parent?.components().models.filter((one) => !isBlank(one)) ?? [];
  return children.flatMap((component): Entry[] => {
    const place = placeOf(component);
    const inside = component.components().models.filter((one) => !isBlank(one));
    const isText = component.get('type') === 'signet-text';
    if (place?.kind === 'text' || place?.kind === 'block') return entriesOf(component, depth);
    const holdsOne = place?.kind === 'element' && !isText && inside.length === 1;
    if (holdsOne || (place?.kind === 'element' && place.name === 'br')) return entriesOf(component, depth);
    const words = isText ? wordsOf(component) : '';
    const own = { component, label: words || nameOfComponent(component), depth, condition: place?.kind === 'branch' };
    // A line that is one field has that field's settings with its own.
    return isText && loneValue(component) ? [own] : [own, ...entriesOf(component, depth + 1)];
  });
}

/** What a text says, in short. */
function wordsOf(text: Component): string {
  const said: string[] = [];
  text.onAll((one) => {
    const kind = placeOf(one)?.kind;
    if (kind === 'text' || kind === 'expression') said.push(nameOfComponent(one));
  });
  return said.filter(Boolean).join(' ').slice(0, 60);
}
