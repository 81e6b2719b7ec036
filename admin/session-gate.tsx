import type { SessionView } from '../contract/index.ts';
import { useSession, useTenants } from './api/session-queries.ts';
import { Frame } from './frame/frame.tsx';
import { HomePage } from './home/home-page.tsx';
import { ErrorBar } from './parts/error-bar.tsx';
import { PageSkeleton } from './parts/page-skeleton.tsx';
import { PeoplePage } from './people/people-page.tsx';
import { useRoute } from './route.ts';
import { ConnectPage } from './welcome/connect-page.tsx';
import { NoRolePage } from './welcome/no-role-page.tsx';
import { SignInPage } from './welcome/sign-in-page.tsx';

function SignedIn({ session }: { session: SessionView }) {
  const tenants = useTenants();
  const route = useRoute();
  const tenant = tenants.data?.items.find((item) => item.id === session.tenantId) ?? tenants.data?.items[0];

  const content = () => {
    if (tenants.data === undefined) {
      return tenants.error ? <ErrorBar error={tenants.error} onRetry={tenants.refetch} /> : <PageSkeleton />;
    }
    if (tenant === undefined) return <ConnectPage session={session} />;
    if (route.page === 'people') return <PeoplePage params={route.params} tenant={tenant} />;
    return <HomePage session={session} tenant={tenant} />;
  };

  return (
    <Frame session={session} tenant={tenant} page={route.page}>
      {content()}
    </Frame>
  );
}

/** Shows what the session allows: the sign-in page, a word to those without a role, or the app. */
export function SessionGate() {
  const session = useSession();
  if (session.data === undefined) {
    return session.error ? <ErrorBar error={session.error} onRetry={session.refetch} alone /> : <PageSkeleton alone />;
  }
  if (session.data === null) return <SignInPage />;
  return session.data.roles.length === 0 ? <NoRolePage session={session.data} /> : <SignedIn session={session.data} />;
}
