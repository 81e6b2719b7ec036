import {
  Button,
  Input,
  makeStyles,
  Toolbar,
  ToolbarButton,
  ToolbarDivider,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { ArrowDown20Regular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowRedo20Regular } from '@fluentui/react-icons/svg/arrow-redo';
import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { ArrowUp20Regular } from '@fluentui/react-icons/svg/arrow-up';
import { Copy20Regular } from '@fluentui/react-icons/svg/copy';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import { Link20Regular } from '@fluentui/react-icons/svg/link';
import { SquareHint20Regular } from '@fluentui/react-icons/svg/square-hint';
import { TextBold20Regular } from '@fluentui/react-icons/svg/text-bold';
import { TextItalic20Regular } from '@fluentui/react-icons/svg/text-italic';
import type { Editor } from 'grapesjs';
import { type ReactElement, useState } from 'react';
import { endWriting } from './canvas.ts';
import { moveBeside, neighbours, takeOut } from './changes.ts';
import { visualText } from './messages.ts';

const useStyles = makeStyles({
  bar: { flexWrap: 'wrap', padding: 0, rowGap: tokens.spacingVerticalXXS },
  link: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  address: { flexGrow: 1 },
});

/** What is done to what is selected, or to the words that are being written. */
export function CanvasToolbar({ editor }: { editor: Editor }) {
  const styles = useStyles();
  const [linking, setLinking] = useState<string>();
  const selected = editor.getSelected();
  const writing = Boolean(editor.getEditing());
  const isText = selected?.get('type') === 'signet-text';
  const { before, after } = selected ? neighbours(selected) : {};
  const outer = selected?.parent();
  const format = (command: string, value?: string) => {
    editor.Canvas.getWindow().focus();
    editor.Canvas.getDocument()?.execCommand(command, false, value);
  };
  const tools: ({ label: string; icon: ReactElement; can: boolean; run: () => void } | 'divider')[] = [
    {
      label: visualText.undo,
      icon: <ArrowUndo20Regular />,
      can: editor.UndoManager.hasUndo(),
      run: () => editor.UndoManager.undo(),
    },
    {
      label: visualText.redo,
      icon: <ArrowRedo20Regular />,
      can: editor.UndoManager.hasRedo(),
      run: () => editor.UndoManager.redo(),
    },
    'divider',
    { label: visualText.bold, icon: <TextBold20Regular />, can: writing, run: () => format('bold') },
    { label: visualText.italic, icon: <TextItalic20Regular />, can: writing, run: () => format('italic') },
    { label: visualText.link, icon: <Link20Regular />, can: writing, run: () => setLinking('https://') },
    'divider',
    {
      label: visualText.up,
      icon: <ArrowUp20Regular />,
      can: Boolean(before),
      run: () => before && selected && moveBeside(selected, before, 'before'),
    },
    {
      label: visualText.down,
      icon: <ArrowDown20Regular />,
      can: Boolean(after),
      run: () => after && selected && moveBeside(selected, after, 'after'),
    },
    {
      label: visualText.copy,
      icon: <Copy20Regular />,
      can: Boolean(selected?.get('copyable') && outer),
      run: () => selected && outer?.append(selected.clone(), { at: selected.index() + 1 }),
    },
    {
      label: visualText.outer,
      icon: <SquareHint20Regular />,
      can: Boolean(outer?.parent()),
      run: () => editor.select(outer),
    },
    {
      label: visualText.remove,
      icon: <Delete20Regular />,
      can: Boolean(selected?.get('removable') && outer),
      run: () => selected && takeOut(selected),
    },
  ];
  return (
    // The canvas ends writing when something else is pressed: not when it is one of these.
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps an event from going further
    <div onMouseDown={(event) => event.stopPropagation()}>
      <Toolbar size="small" className={styles.bar} aria-label={visualText.canvas}>
        <ToolbarButton
          appearance={writing ? 'primary' : 'subtle'}
          disabled={!isText && !writing}
          onClick={() => (writing ? endWriting(editor) : selected?.trigger('focus'))}
        >
          {writing ? visualText.doneText : visualText.editText}
        </ToolbarButton>
        {tools.map((tool, index) =>
          tool === 'divider' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the tools stay where they are
            <ToolbarDivider key={index} />
          ) : (
            <Tooltip key={tool.label} content={tool.label} relationship="label">
              <ToolbarButton icon={tool.icon} disabled={!tool.can} onClick={tool.run} />
            </Tooltip>
          ),
        )}
      </Toolbar>
      {linking !== undefined && writing && (
        <div className={styles.link}>
          <Input
            size="small"
            className={styles.address}
            aria-label={visualText.linkAsk}
            placeholder={visualText.linkAsk}
            value={linking}
            onChange={(_, { value }) => setLinking(value)}
          />
          <Button
            size="small"
            onClick={() => {
              format(linking.trim() ? 'createLink' : 'unlink', linking.trim());
              setLinking(undefined);
            }}
          >
            {visualText.apply}
          </Button>
        </div>
      )}
    </div>
  );
}
