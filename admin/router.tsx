import { createHashRouter, type RouteObject } from 'react-router';
import { HomePage } from './home/home-page.tsx';
import { MissingPage } from './parts/missing-page.tsx';
import { PageCrash } from './parts/page-crash.tsx';
import { PageSkeleton } from './parts/page-skeleton.tsx';
import { SessionGate } from './session-gate.tsx';

/** Pages in files of their own are loaded when they are opened: the first load stays small. */
const pages: RouteObject[] = [
  { index: true, element: <HomePage /> },
  { path: 'set-up/:step?', lazy: async () => ({ Component: (await import('./setup/setup-page.tsx')).SetupPage }) },
  { path: 'people', lazy: async () => ({ Component: (await import('./people/people-page.tsx')).PeoplePage }) },
  {
    path: 'people/new',
    lazy: async () => ({ Component: (await import('./people/add/new-person-page.tsx')).NewPersonPage }),
  },
  {
    path: 'people/import',
    lazy: async () => ({ Component: (await import('./people/import/import-page.tsx')).ImportPage }),
  },
  { path: 'groups', lazy: async () => ({ Component: (await import('./groups/groups-page.tsx')).GroupsPage }) },
  { path: 'groups/:id', lazy: async () => ({ Component: (await import('./groups/group-page.tsx')).GroupPage }) },
  {
    path: 'mailboxes',
    lazy: async () => ({ Component: (await import('./mailboxes/mailboxes-page.tsx')).MailboxesPage }),
  },
  {
    path: 'people/:id',
    lazy: async () => ({ Component: (await import('./people/person/person-page.tsx')).PersonPage }),
  },
  {
    path: 'user-data/:part?',
    lazy: async () => ({ Component: (await import('./user-data/user-data-page.tsx')).UserDataPage }),
  },
  { path: 'runs', lazy: async () => ({ Component: (await import('./runs/history/runs-page.tsx')).RunsPage }) },
  { path: 'runs/:id', lazy: async () => ({ Component: (await import('./runs/history/run-page.tsx')).RunPage }) },
  {
    path: 'templates',
    lazy: async () => ({ Component: (await import('./templates/templates-page.tsx')).TemplatesPage }),
  },
  {
    path: 'templates/:id',
    lazy: async () => ({ Component: (await import('./templates/studio/studio-page.tsx')).StudioPage }),
  },
  {
    path: 'assignments',
    lazy: async () => ({ Component: (await import('./assignments/assignments-page.tsx')).AssignmentsPage }),
  },
  {
    path: 'outlook/:part?',
    lazy: async () => ({ Component: (await import('./delivery/outlook-page.tsx')).OutlookPage }),
  },
  {
    path: 'campaigns',
    lazy: async () => ({ Component: (await import('./campaigns/campaigns-page.tsx')).CampaignsPage }),
  },
  { path: 'mail-flow', lazy: async () => ({ Component: (await import('./delivery/not-yet-page.tsx')).MailFlowPage }) },
  { path: 'exchange', lazy: async () => ({ Component: (await import('./delivery/not-yet-page.tsx')).ExchangePage }) },
  { path: 'access/:part?', lazy: async () => ({ Component: (await import('./access/access-page.tsx')).AccessPage }) },
  {
    path: 'my-signature',
    lazy: async () => ({ Component: (await import('./my-signature/my-signature-page.tsx')).MySignaturePage }),
  },
  { path: '*', element: <MissingPage /> },
];

/** The address of the app, by page. */
export const router = createHashRouter([
  {
    path: '/',
    element: <SessionGate />,
    HydrateFallback: () => <PageSkeleton alone />,
    ErrorBoundary: PageCrash,
    children: [{ ErrorBoundary: PageCrash, children: pages }],
  },
]);
