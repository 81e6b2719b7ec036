import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ReOrderDotsVertical20Regular } from '@fluentui/react-icons/svg/re-order-dots-vertical';
import type { ReactNode } from 'react';
import { catalogue } from '../catalogue.ts';

const text = catalogue({
  en: {
    handle: (name: string) => `Move ${name}`,
    how: 'Press space to take it up, the arrow keys to move it, space again to put it down, Escape to leave it where it was.',
    taken: (name: string, at: number, of: number) => `${name} taken up, position ${at} of ${of}.`,
    over: (name: string, at: number, of: number) => `${name} is at position ${at} of ${of}.`,
    put: (name: string, at: number, of: number) => `${name} put down at position ${at} of ${of}.`,
    left: (name: string) => `${name} is where it was.`,
  },
  de: {
    handle: (name: string) => `${name} verschieben`,
    how: 'Mit der Leertaste aufnehmen, mit den Pfeiltasten verschieben, mit der Leertaste ablegen, mit Escape am alten Platz lassen.',
    taken: (name: string, at: number, of: number) => `${name} aufgenommen, Platz ${at} von ${of}.`,
    over: (name: string, at: number, of: number) => `${name} ist auf Platz ${at} von ${of}.`,
    put: (name: string, at: number, of: number) => `${name} auf Platz ${at} von ${of} abgelegt.`,
    left: (name: string) => `${name} ist, wo es war.`,
  },
});

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
  item: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusXLarge,
  },
  dragged: {
    position: 'relative',
    zIndex: 2,
    boxShadow: tokens.shadow16,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  handle: {
    cursor: 'grab',
    marginBlockStart: tokens.spacingVerticalS,
    minWidth: '28px',
    paddingInline: 0,
    color: tokens.colorNeutralForeground3,
  },
  content: { flexGrow: 1, minWidth: 0 },
});

export interface SortableItem {
  key: string;
  name: string;
  content: ReactNode;
}

/** A list whose order means something: by pointer or keyboard, each step is said to screen readers. */
export function SortableList(props: {
  items: readonly SortableItem[];
  disabled?: boolean;
  onOrder: (keys: string[]) => void;
}) {
  const styles = useStyles();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const keys = props.items.map(({ key }) => key);
  const nameOf = (key: unknown) => props.items.find((item) => item.key === key)?.name ?? '';
  const placeOf = (key: unknown) => keys.indexOf(String(key)) + 1;
  const settle = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    props.onOrder(arrayMove(keys, keys.indexOf(String(active.id)), keys.indexOf(String(over.id))));
  };
  const announcements = {
    onDragStart: ({ active }: { active: { id: unknown } }) =>
      text.taken(nameOf(active.id), placeOf(active.id), keys.length),
    onDragOver: ({ active, over }: { active: { id: unknown }; over: { id: unknown } | null }) =>
      over ? text.over(nameOf(active.id), placeOf(over.id), keys.length) : undefined,
    onDragEnd: ({ active, over }: { active: { id: unknown }; over: { id: unknown } | null }) =>
      text.put(nameOf(active.id), placeOf((over ?? active).id), keys.length),
    onDragCancel: ({ active }: { active: { id: unknown } }) => text.left(nameOf(active.id)),
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={settle}
      accessibility={{ announcements, screenReaderInstructions: { draggable: text.how } }}
    >
      <SortableContext items={keys} strategy={verticalListSortingStrategy} disabled={props.disabled ?? false}>
        <ol className={styles.list}>
          {props.items.map((item) => (
            <Sortable key={item.key} item={item} disabled={props.disabled ?? false} />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

function Sortable({ item, disabled }: { item: SortableItem; disabled: boolean }) {
  const styles = useStyles();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: item.key,
  });
  const { role: _role, ...described } = attributes;
  return (
    <li
      ref={setNodeRef}
      className={mergeClasses(styles.item, isDragging && styles.dragged)}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      {!disabled && (
        <Button
          ref={setActivatorNodeRef}
          appearance="transparent"
          className={styles.handle}
          icon={<ReOrderDotsVertical20Regular />}
          {...described}
          {...listeners}
          aria-label={text.handle(item.name)}
        />
      )}
      <div className={styles.content}>{item.content}</div>
    </li>
  );
}
