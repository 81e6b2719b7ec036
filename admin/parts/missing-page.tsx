import { Map24Regular } from '@fluentui/react-icons/svg/map';
import { messages } from '../messages/messages.ts';
import { pathTo } from '../paths.ts';
import { EmptyState } from './empty-state.tsx';
import { useDocumentTitle } from './page-heading.tsx';
import { ButtonLink } from './page-link.tsx';

/** For an address that leads nowhere. */
export function MissingPage() {
  const { page, heading, body, home } = messages.missing;
  useDocumentTitle(page);
  return (
    <EmptyState icon={<Map24Regular />} title={heading} body={body}>
      <ButtonLink to={pathTo.home()} appearance="primary">
        {home}
      </ButtonLink>
    </EmptyState>
  );
}
