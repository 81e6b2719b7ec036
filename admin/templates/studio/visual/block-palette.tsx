import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { Editor } from 'grapesjs';
import { useId } from 'react';
import { allBlocks, asTable, type Block } from './blocks.ts';
import { addBlock, componentsOf } from './changes.ts';
import { visualText } from './messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  list: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  block: { minWidth: 'auto', cursor: 'grab' },
  hint: { color: tokens.colorNeutralForeground2 },
});

/** What can be added: by a click where somebody is, or by dragging. `onPicture` lets choose one of the library. */
export function BlockPalette({ editor, onPicture }: { editor: Editor; onPicture: () => void }) {
  const styles = useStyles();
  const hint = useId();
  const add = (block: Block) => (block.name === 'image' ? onPicture() : addBlock(editor, block));
  return (
    <section aria-label={visualText.blocks} aria-describedby={hint} className={styles.root}>
      <div className={styles.list}>
        {allBlocks().map((block) => (
          <Button
            key={block.name}
            size="small"
            className={styles.block}
            draggable={block.name !== 'image'}
            // The line that is being written stays so: it is where the block goes.
            onMouseDown={(event) => event.stopPropagation()}
            onDragStart={(event) => {
              event.dataTransfer.setData('text/plain', visualText.block[block.name]);
              editor.Canvas.startDrag({ content: componentsOf(asTable(block, true)) });
            }}
            onDragEnd={() => editor.Canvas.endDrag()}
            onClick={() => add(block)}
          >
            {visualText.block[block.name]}
          </Button>
        ))}
      </div>
      <Caption1 id={hint} className={styles.hint}>
        {visualText.blocksHint}
      </Caption1>
    </section>
  );
}
