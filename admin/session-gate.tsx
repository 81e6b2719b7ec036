import { lazy, Suspense } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import type { SessionView } from '../contract/index.ts';
import { useSession, useTenants } from './api/session-queries.ts';
import { Frame } from './frame/frame.tsx';
import { ErrorBar } from './parts/error-bar.tsx';
import { PageSkeleton } from './parts/page-skeleton.tsx';
import { pathTo } from './paths.ts';
import { SignedInContext } from './signed-in.ts';
import { SignInPage } from './welcome/sign-in-page.tsx';

/** Needed once in the life of an installation. */
const SetupBegin = lazy(async () => ({ default: (await import('./setup/setup-page.tsx')).SetupBegin }));

function InFrame({ session }: { session: SessionView }) {
  const tenants = useTenants();
  const tenant = tenants.data?.items.find((item) => item.id === session.tenantId) ?? tenants.data?.items[0];

  const content = () => {
    if (tenants.data === undefined) {
      return tenants.error ? <ErrorBar error={tenants.error} onRetry={tenants.refetch} /> : <PageSkeleton />;
    }
    if (tenant === undefined) {
      return (
        <Suspense fallback={<PageSkeleton />}>
          <SetupBegin session={session} />
        </Suspense>
      );
    }
    return (
      <SignedInContext value={{ session, tenant }}>
        <Outlet />
      </SignedInContext>
    );
  };

  return (
    <Frame session={session} tenant={tenant}>
      {content()}
    </Frame>
  );
}

/** Without a role: the one page that everyone has, whatever the address says. */
function Employee({ session }: { session: SessionView }) {
  const { pathname } = useLocation();
  return (
    <Frame session={session} tenant={undefined}>
      {pathname === pathTo.mySignature() ? <Outlet /> : <Navigate to={pathTo.mySignature()} replace />}
    </Frame>
  );
}

/** Shows what the session allows: the sign-in page, one's own signature, or the app. */
export function SessionGate() {
  const session = useSession();
  if (session.data === undefined) {
    return session.error ? <ErrorBar error={session.error} onRetry={session.refetch} alone /> : <PageSkeleton alone />;
  }
  if (session.data === null) return <SignInPage />;
  return session.data.roles.length === 0 ? <Employee session={session.data} /> : <InFrame session={session.data} />;
}
