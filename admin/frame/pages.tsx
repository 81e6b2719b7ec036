import { Flow20Filled, Flow20Regular } from '@fluentui/react-icons/svg/flow';
import { History20Filled, History20Regular } from '@fluentui/react-icons/svg/history';
import { Home20Filled, Home20Regular } from '@fluentui/react-icons/svg/home';
import { Mail20Filled, Mail20Regular } from '@fluentui/react-icons/svg/mail';
import { MailArrowForward20Filled, MailArrowForward20Regular } from '@fluentui/react-icons/svg/mail-arrow-forward';
import { MailInbox20Filled, MailInbox20Regular } from '@fluentui/react-icons/svg/mail-inbox';
import { Megaphone20Filled, Megaphone20Regular } from '@fluentui/react-icons/svg/megaphone';
import { People20Filled, People20Regular } from '@fluentui/react-icons/svg/people';
import { PeopleSettings20Filled, PeopleSettings20Regular } from '@fluentui/react-icons/svg/people-settings';
import { PeopleTeam20Filled, PeopleTeam20Regular } from '@fluentui/react-icons/svg/people-team';
import { PersonEdit20Filled, PersonEdit20Regular } from '@fluentui/react-icons/svg/person-edit';
import { PersonKey20Filled, PersonKey20Regular } from '@fluentui/react-icons/svg/person-key';
import { Server20Filled, Server20Regular } from '@fluentui/react-icons/svg/server';
import { Signature20Filled, Signature20Regular } from '@fluentui/react-icons/svg/signature';
import type { ReactElement } from 'react';
import type { SessionView } from '../../contract/index.ts';
import type { messages } from '../messages/messages.ts';
import { pathTo } from '../paths.ts';

export interface FramePage {
  name: keyof typeof messages.frame.pages;
  to: string;
  plain: ReactElement;
  current: ReactElement;
}

export interface FrameSection {
  name?: keyof typeof messages.frame.sections;
  pages: FramePage[];
}

/** What everyone has, whatever their role. */
const own: FrameSection = {
  pages: [
    { name: 'mySignature', to: pathTo.mySignature(), plain: <PersonEdit20Regular />, current: <PersonEdit20Filled /> },
  ],
};

const ofTheApp: readonly FrameSection[] = [
  { pages: [{ name: 'home', to: pathTo.home(), plain: <Home20Regular />, current: <Home20Filled /> }] },
  {
    name: 'people',
    pages: [
      { name: 'people', to: pathTo.people(), plain: <People20Regular />, current: <People20Filled /> },
      { name: 'groups', to: pathTo.groups(), plain: <PeopleTeam20Regular />, current: <PeopleTeam20Filled /> },
      { name: 'mailboxes', to: pathTo.mailboxes(), plain: <MailInbox20Regular />, current: <MailInbox20Filled /> },
    ],
  },
  {
    name: 'signatures',
    pages: [
      { name: 'templates', to: pathTo.templates(), plain: <Signature20Regular />, current: <Signature20Filled /> },
      { name: 'assignments', to: pathTo.assignments(), plain: <Flow20Regular />, current: <Flow20Filled /> },
      { name: 'campaigns', to: pathTo.campaigns(), plain: <Megaphone20Regular />, current: <Megaphone20Filled /> },
    ],
  },
  {
    name: 'delivery',
    pages: [
      { name: 'outlook', to: pathTo.outlook(), plain: <Mail20Regular />, current: <Mail20Filled /> },
      {
        name: 'mailFlow',
        to: pathTo.mailFlow(),
        plain: <MailArrowForward20Regular />,
        current: <MailArrowForward20Filled />,
      },
      { name: 'exchange', to: pathTo.exchange(), plain: <Server20Regular />, current: <Server20Filled /> },
    ],
  },
  {
    name: 'settings',
    pages: [
      {
        name: 'userData',
        to: pathTo.userData(),
        plain: <PeopleSettings20Regular />,
        current: <PeopleSettings20Filled />,
      },
      { name: 'runs', to: pathTo.runs(), plain: <History20Regular />, current: <History20Filled /> },
      { name: 'access', to: pathTo.access(), plain: <PersonKey20Regular />, current: <PersonKey20Filled /> },
    ],
  },
];

/** The pages of the navigation, in their sections, for whoever is signed in. */
export function sectionsFor({ roles }: SessionView): readonly FrameSection[] {
  return roles.length === 0 ? [own] : [...ofTheApp, own];
}

/** Whether `path` is this page or one below it. */
export function isAt(page: FramePage, path: string): boolean {
  const root = `/${page.to.split('/')[1]}`;
  return root === '/' ? path === '/' : path === root || path.startsWith(`${root}/`);
}
