import { makeStyles, tokens } from '@fluentui/react-components';
import type { PersonView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { ButtonLink } from '../parts/page-link.tsx';
import { pathTo } from '../paths.ts';

const useStyles = makeStyles({ root: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS } });

/** The groups of a person; each leads to everyone in it. */
export function GroupLinks({ groups }: { groups: PersonView['groups'] }) {
  return (
    <div className={useStyles().root}>
      {groups.map((group) => (
        <ButtonLink
          key={group.id}
          size="small"
          shape="circular"
          to={pathTo.people({ group: group.id })}
          title={messages.person.showGroup(group.name)}
        >
          {group.name}
        </ButtonLink>
      ))}
    </div>
  );
}
