import type { Role } from '../../contract/index.ts';

/** Who is asking in the admin app or with an API token, with the roles they have at this moment. */
export interface Asker {
  tenantId: string;
  /** The person's; empty for an API token. */
  objectId: string;
  name: string;
  address: string;
  roles: Role[];
  /** Set where no person asks but a program. */
  token?: { id: string; expiresAt: Date };
}
