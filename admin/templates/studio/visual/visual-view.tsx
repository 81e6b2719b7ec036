import { Caption1, makeStyles, Spinner, Switch, tokens } from '@fluentui/react-components';
import { type Ref, useImperativeHandle, useMemo, useState } from 'react';
import type { ImageView, PersonView, TemplateImage } from '../../../../contract/index.ts';
import { BlockPalette } from './block-palette.tsx';
import { CannotShowBar, obstacleIn } from './cannot-show-bar.tsx';
import { CanvasToolbar } from './canvas-toolbar.tsx';
import { addBlock } from './changes.ts';
import { visualText } from './messages.ts';
import { valuesOf } from './person-values.ts';
import { SettingsPanel } from './settings/settings-panel.tsx';
import { shownImages } from './shown-images.ts';
import { StructureList } from './structure-list.tsx';
import { useCanvas } from './use-canvas.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  canvas: {
    position: 'relative',
    height: '380px',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    resize: 'vertical',
    backgroundColor: '#ffffff',
  },
  locked: { pointerEvents: 'none' },
  below: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  muted: { color: tokens.colorNeutralForeground2 },
  narrow: { color: tokens.colorNeutralForeground2, '@media (min-width: 641px)': { display: 'none' } },
});

export interface VisualViewProps {
  source: string;
  mayEdit: boolean;
  library: readonly ImageView[];
  /** The pictures that the draft names, as it keeps them. */
  drafts: readonly TemplateImage[];
  person: PersonView | undefined;
  from: string | undefined;
  onChange: (source: string) => void;
  /** Opens the code at a line. */
  onCode: (line: number) => void;
  /** Lets choose a picture of the library; without `choose` it is inserted. */
  onPicture: (choose?: (name: string) => void) => void;
  handle: Ref<{ insert(text: string): void }>;
}

/** The template as it looks, to be edited without HTML. What cannot be shown without changing it is not shown. */
export function VisualView(props: VisualViewProps) {
  const refused = useMemo(() => obstacleIn(props.source), [props.source]);
  return refused ? <CannotShowBar refused={refused} onCode={props.onCode} /> : <Canvas {...props} />;
}

function Canvas({ source, mayEdit, library, drafts, person, from, onChange, onPicture, handle }: VisualViewProps) {
  const styles = useStyles();
  const [wantsValues, setWantsValues] = useState(true);
  const values = useMemo(
    () => (person && wantsValues ? valuesOf(person, from) : undefined),
    [person, from, wantsValues],
  );
  const images = useMemo(() => shownImages(library, drafts), [library, drafts]);
  const { place, editor } = useCanvas({ source, readOnly: !mayEdit, shown: { values, images }, onChange });
  useImperativeHandle(
    handle,
    () => ({
      insert: (content) => editor && addBlock(editor, { name: 'image', content, style: 'padding:4px 0' }),
    }),
    [editor],
  );
  return (
    <div className={styles.root}>
      {editor && mayEdit && (
        <>
          <BlockPalette editor={editor} onPicture={() => onPicture()} />
          <Caption1 className={styles.narrow}>{visualText.narrow}</Caption1>
          <CanvasToolbar editor={editor} />
        </>
      )}
      {!mayEdit && <Caption1 className={styles.muted}>{visualText.readOnly}</Caption1>}
      {person && (
        <Switch
          label={visualText.values}
          checked={wantsValues}
          onChange={(_, { checked }) => setWantsValues(checked)}
        />
      )}
      {!editor && <Spinner size="tiny" labelPosition="after" label={visualText.loading} />}
      <div className={styles.canvas}>
        <div ref={place} className={mayEdit ? undefined : styles.locked} />
      </div>
      {editor && (
        <div className={styles.below}>
          <StructureList editor={editor} />
          {mayEdit && <SettingsPanel editor={editor} onPicture={onPicture} />}
        </div>
      )}
    </div>
  );
}
