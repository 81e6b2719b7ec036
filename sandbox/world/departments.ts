export interface Department {
  name: string;
  costCenter: string;
  head: string;
  lead: string;
  jobs: string[];
  /** How many of the sample people work there, heads and leads included. */
  size: number;
}

export const departments: readonly Department[] = [
  {
    name: 'Operations',
    costCenter: '4100',
    head: 'Vice President Operations',
    lead: 'Terminal Manager',
    jobs: ['Berth Planner', 'Crane Supervisor', 'Yard Coordinator', 'Vessel Operations Officer', 'Customs Specialist'],
    size: 64,
  },
  {
    name: 'Sales',
    costCenter: '2200',
    head: 'Vice President Sales',
    lead: 'Regional Sales Manager',
    jobs: ['Account Manager', 'Key Account Executive', 'Sales Development Representative', 'Tender Manager'],
    size: 42,
  },
  {
    name: 'Customer Service',
    costCenter: '2400',
    head: 'Head of Customer Service',
    lead: 'Service Team Lead',
    jobs: ['Customer Advisor', 'Claims Handler', 'Shipment Tracking Agent'],
    size: 32,
  },
  {
    name: 'Information Technology',
    costCenter: '5100',
    head: 'Chief Information Officer',
    lead: 'Platform Lead',
    jobs: ['Systems Engineer', 'Software Developer', 'Service Desk Analyst', 'Security Analyst', 'Data Engineer'],
    size: 27,
  },
  {
    name: 'Finance & Controlling',
    costCenter: '5200',
    head: 'Chief Financial Officer',
    lead: 'Controlling Lead',
    jobs: ['Accountant', 'Controller', 'Accounts Payable Clerk', 'Treasury Analyst'],
    size: 18,
  },
  {
    name: 'Marketing',
    costCenter: '2300',
    head: 'Chief Marketing Officer',
    lead: 'Brand Lead',
    jobs: ['Campaign Manager', 'Content Editor', 'Event Coordinator', 'Graphic Designer'],
    size: 14,
  },
  {
    name: 'People & Culture',
    costCenter: '5300',
    head: 'Chief People Officer',
    lead: 'People Partner Lead',
    jobs: ['People Partner', 'Recruiter', 'Payroll Specialist'],
    size: 12,
  },
  {
    name: 'Legal & Compliance',
    costCenter: '5400',
    head: 'General Counsel',
    lead: 'Senior Counsel',
    jobs: ['Counsel', 'Compliance Officer', 'Paralegal'],
    size: 8,
  },
];
