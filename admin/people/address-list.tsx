import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import type { PersonView } from '../../contract/index.ts';
import { messages } from '../messages.ts';

const useStyles = makeStyles({
  root: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    overflowWrap: 'anywhere',
  },
});

/** The addresses of a person; the primary one is marked. */
export function AddressList({ person }: { person: PersonView }) {
  const styles = useStyles();
  return (
    <ul className={styles.root}>
      {person.addresses.map((address) => (
        <li key={address} className={styles.item}>
          {address}
          {address === person.address && (
            <Badge appearance="outline" color="brand">
              {messages.person.primary}
            </Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
