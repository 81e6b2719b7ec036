import type { AppRole } from './types.ts';

export interface Leader {
  localPart: string;
  givenName: string;
  surname: string;
  office: number;
  /** Missing: the chief executive. */
  department?: string;
  jobTitle?: string;
  roles?: AppRole[];
}

/** The chief executive, then the head of each department. */
export const leaders: readonly Leader[] = [
  {
    localPart: 'marit.solheim',
    givenName: 'Marit',
    surname: 'Solheim',
    office: 1,
    jobTitle: 'Chief Executive Officer',
  },
  { localPart: 'henrik.vossberg', givenName: 'Henrik', surname: 'Voßberg', office: 0, department: 'Operations' },
  { localPart: 'olivia.penhaligon', givenName: 'Olivia', surname: 'Penhaligon', office: 2, department: 'Sales' },
  {
    localPart: 'marcus.whitfield',
    givenName: 'Marcus',
    surname: 'Whitfield',
    office: 3,
    department: 'Customer Service',
  },
  {
    localPart: 'ada.lindgaard',
    givenName: 'Ada',
    surname: 'Lindgaard',
    office: 1,
    department: 'Information Technology',
    roles: ['admin'],
  },
  {
    localPart: 'thierry.montclair',
    givenName: 'Thierry',
    surname: 'Montclair',
    office: 4,
    department: 'Finance & Controlling',
  },
  {
    localPart: 'camille.rousselot',
    givenName: 'Camille',
    surname: 'Rousselot',
    office: 4,
    department: 'Marketing',
    roles: ['editor'],
  },
  { localPart: 'sabine.thoms', givenName: 'Sabine', surname: 'Thoms', office: 0, department: 'People & Culture' },
  {
    localPart: 'eitan.rosenfeld',
    givenName: 'Eitan',
    surname: 'Rosenfeld',
    office: 6,
    department: 'Legal & Compliance',
    roles: ['auditor'],
  },
];

/** Deputies with a role in the app, below their head of department. */
export const deputies: readonly Leader[] = [
  {
    localPart: 'jonas.petersen',
    givenName: 'Jonas',
    surname: 'Petersen',
    office: 0,
    department: 'Information Technology',
    jobTitle: 'Collaboration Platform Owner',
    roles: ['admin'],
  },
  {
    localPart: 'priya.raman',
    givenName: 'Priya',
    surname: 'Raman',
    office: 2,
    department: 'Marketing',
    jobTitle: 'Brand Lead',
    roles: ['editor'],
  },
];
