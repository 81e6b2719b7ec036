import { messages } from '../messages/messages.ts';
import { pathTo } from '../paths.ts';
import { PageHeading } from './page-heading.tsx';
import { ButtonLink } from './page-link.tsx';

/** For an address that leads nowhere. */
export function MissingPage() {
  const { page, heading, body, home } = messages.missing;
  return (
    <PageHeading page={page} heading={heading} note={body}>
      <ButtonLink to={pathTo.home()} appearance="primary">
        {home}
      </ButtonLink>
    </PageHeading>
  );
}
