import { MailArrowForwardRegular } from '@fluentui/react-icons/svg/mail-arrow-forward';
import { EmptyState } from '../parts/empty-state.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { ButtonLink } from '../parts/page-link.tsx';
import { pathTo } from '../paths.ts';
import { deliveryText } from './messages.ts';

/** Says plainly that a way of applying signatures is not there yet, and which one is. */
export function NotYetPage({ way }: { way: 'mailFlow' | 'exchange' }) {
  const { page, title, body } = deliveryText[way];
  return (
    <>
      <PageHeading page={page} heading={page} />
      <EmptyState icon={<MailArrowForwardRegular />} title={title} body={body}>
        <ButtonLink to={pathTo.outlook()}>{deliveryText.toOutlook}</ButtonLink>
      </EmptyState>
    </>
  );
}

export const MailFlowPage = () => <NotYetPage way="mailFlow" />;
export const ExchangePage = () => <NotYetPage way="exchange" />;
