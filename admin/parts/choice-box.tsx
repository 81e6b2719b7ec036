import { Combobox, type ComboboxProps, makeStyles, mergeClasses } from '@fluentui/react-components';

const useStyles = makeStyles({
  box: { width: '100%', minWidth: 0 },
  list: { maxHeight: '320px', overflowY: 'auto' },
});

/** A combobox as wide as its place, whose list stays below (or above) it and scrolls. */
export function ChoiceBox({ className, ...rest }: ComboboxProps) {
  const styles = useStyles();
  return (
    <Combobox
      {...rest}
      className={mergeClasses(styles.box, className)}
      listbox={{ className: styles.list }}
      positioning={{ position: 'below', align: 'start', fallbackPositions: ['above-start'], matchTargetSize: 'width' }}
    />
  );
}
