import type { UnsignedView } from '../../contract/index.ts';
import { countPeople, listPeople, type Person } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { type Assignment, type AssignmentContext, choose, isInForce, templateOf } from './assignment.ts';
import { isForAll } from './overlap.ts';
import type { Published } from './published.ts';

/** Finds out who gets no signature for a new mail to anybody. */
export interface Unsigned {
  of(tenantId: string): Promise<UnsignedView>;
}

/** People looked at for one answer at most, where it takes looking at them; and for how long the answer holds. Milliseconds. */
const mostLookedAt = 20_000;
const holds = 60_000;
const pageSize = 200;
const mostNamed = 5;

/** Who gets none, by what is published. What it costs to look at people is spent once a minute at most. */
export function createUnsigned(options: {
  clock: Clock;
  signatures: { current(tenantId: string): Promise<Published> };
}): Unsigned {
  const held = new Map<string, { published: Published; until: number; answer: Promise<UnsignedView> }>();
  return {
    async of(tenantId) {
      const published = await options.signatures.current(tenantId);
      const at = options.clock.now();
      const before = held.get(tenantId);
      if (before?.published === published && at.getTime() < before.until) return before.answer;
      const answer = look(tenantId, published, at);
      held.set(tenantId, { published, until: at.getTime() + holds, answer });
      answer.catch(() => held.delete(tenantId));
      return answer;
    },
  };
}

async function look(tenantId: string, published: Published, at: Date): Promise<UnsignedView> {
  const people = await countPeople(tenantId);
  if (isForEveryone(published, at)) return { people, checked: people, complete: true, without: 0, samples: [] };
  const view: UnsignedView = { people, checked: 0, complete: false, without: 0, samples: [] };
  let cursor: string | undefined;
  do {
    const page = await listPeople(tenantId, { state: 'active', limit: pageSize, cursor });
    for (const person of page.people) {
      if (isSigned(person, published, at)) continue;
      view.without += 1;
      const { id, address, fields } = person;
      if (view.samples.length < mostNamed) view.samples.push({ id, name: fields.displayName ?? address ?? id });
    }
    view.checked += page.people.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined && view.checked < mostLookedAt);
  return { ...view, complete: cursor === undefined };
}

/** Does one assignment give everybody something, before any that gives nothing? Then nobody has to be looked at. */
function isForEveryone(published: Published, at: Date): boolean {
  const { assignments, templates, timeZone } = published;
  const mail = { composeType: 'newMail', recipients: 'external', templates, timeZone, at } as const;
  for (const assignment of assignments.filter((one) => isInForce(one, mail))) {
    if (assignment.templateId === null) return false;
    if (takesEveryone(assignment) && templates.has(assignment.templateId)) return true;
  }
  return false;
}

function takesEveryone({ who, when }: Assignment): boolean {
  return isForAll(who) && !who.condition && !when.from && !when.languages;
}

function isSigned(person: Person, { assignments, templates, timeZone }: Published, at: Date): boolean {
  const context: AssignmentContext = {
    ...{ person, from: person.address ?? '', composeType: 'newMail', recipients: 'external' },
    ...{ templates, timeZone, at },
  };
  const assignment = choose(assignments, context);
  return assignment !== undefined && templateOf(assignment, context) !== null;
}
