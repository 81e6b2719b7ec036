import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import type { Assignment } from './assignment.ts';
import type { Campaign } from './campaign.ts';
import type { TemplateVersion } from './template.ts';

/** What decides and makes the signatures of one tenant. */
export interface Published {
  revision: number;
  templates: ReadonlyMap<string, TemplateVersion>;
  assignments: readonly Assignment[];
  campaigns: readonly Campaign[];
  /** The zone whose clocks and calendar dates mean. */
  timeZone: string;
}

/** Reads it from where it is kept; `readRevision` must be cheap. */
export interface PublishedSource {
  readRevision(tenantId: string): Promise<number>;
  readPublished(tenantId: string): Promise<TemplateVersion[]>;
  readAssignments(tenantId: string): Promise<Assignment[]>;
  readCampaigns(tenantId: string): Promise<Campaign[]>;
  readTimeZone(tenantId: string): Promise<string>;
}

/** How long a process may go on without asking whether something was published. */
export const revisionPollMs = 2_000;

/** Asked from then on already, while what is held is answered: where many come, nobody ever waits for it. */
const askAheadMs = 1_500;

/** Even an unmoved revision is not trusted longer: a process may have died between its write and moving the revision. */
export const fullReadMs = 300_000;

interface Held {
  published?: Published;
  /** When it was read, milliseconds since 1970. */
  read: number;
  /** Milliseconds since 1970. */
  asked: number;
  asking?: Promise<Published>;
}

/**
 * Templates and assignments in memory: read when the tenant's revision has moved, which is asked at most every two seconds.
 * While the database fails, what is held goes on being used; the failure is reported.
 */
export function holdPublished(
  source: PublishedSource,
  clock: Clock,
  report: (tenantId: string, error: unknown) => void,
) {
  const tenants = new Map<string, Held>();

  async function refresh(tenantId: string, before: Published | undefined, readAll: boolean): Promise<Published> {
    try {
      const revision = await source.readRevision(tenantId);
      if (before?.revision === revision && !readAll) return before;
      const [templates, assignments, campaigns, timeZone] = await Promise.all([
        source.readPublished(tenantId),
        source.readAssignments(tenantId),
        source.readCampaigns(tenantId),
        source.readTimeZone(tenantId),
      ]);
      const byId = new Map(templates.map((template) => [template.id, template]));
      return { revision, templates: byId, assignments, campaigns, timeZone };
    } catch (error) {
      report(tenantId, error);
      if (before) return before;
      throw error;
    }
  }

  return {
    /** What the tenant has now. */
    async of(tenantId: string): Promise<Published> {
      if (tenantId === '') throw new SignetError('TENANT_UNKNOWN');
      const held = tenants.get(tenantId) ?? { asked: Number.NEGATIVE_INFINITY, read: Number.NEGATIVE_INFINITY };
      tenants.set(tenantId, held);
      const now = clock.now().getTime();
      if (held.published && Math.abs(now - held.asked) < askAheadMs) return held.published;
      const age = Math.abs(now - held.asked);
      held.asking ??= refresh(tenantId, held.published, now - held.read >= fullReadMs)
        .then((published) => {
          if (published !== held.published) held.read = now;
          held.published = published;
          held.asked = now;
          return published;
        })
        .finally(() => {
          held.asking = undefined;
        });
      return held.published && age < revisionPollMs ? held.published : held.asking;
    },
    /** Ask again at the next use: this process has just written. */
    forget(tenantId: string): void {
      tenants.delete(tenantId);
    },
  };
}
