import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { PersonView } from '../../contract/index.ts';
import { messages } from '../messages.ts';
import { formatRoute } from '../route.ts';

const useStyles = makeStyles({ root: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS } });

/** The groups of a person; each leads to everyone in it. */
export function GroupLinks({ groups }: { groups: PersonView['groups'] }) {
  return (
    <div className={useStyles().root}>
      {groups.map((group) => (
        <Button
          key={group.id}
          as="a"
          size="small"
          shape="circular"
          href={formatRoute('people', { group: group.id })}
          title={messages.person.showGroup(group.name)}
        >
          {group.name}
        </Button>
      ))}
    </div>
  );
}
