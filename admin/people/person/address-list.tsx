import { Badge, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { PersonView } from '../../../contract/index.ts';
import { formatWhen } from '../../dates.ts';
import { messages } from '../../messages/messages.ts';
import { personText } from './messages.ts';

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

/** The addresses of a person; the primary one is marked, and those they had until lately follow. */
export function AddressList({ person, now }: { person: PersonView; now: number }) {
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
      {person.formerAddresses?.map(({ address, until }) => (
        <li key={address} className={styles.item}>
          {address} <Caption1>{personText.formerAddress(formatWhen(until, now))}</Caption1>
        </li>
      ))}
    </ul>
  );
}
