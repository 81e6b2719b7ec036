import { composeTypes, type ImpactView, type Recipients, recipientsSchema } from '../../contract/index.ts';
import { countPeople, listPeople, type Person } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { toSignetError } from '../platform/errors.ts';
import type { Published } from './published.ts';
import type { SignatureRequest, SignatureService } from './signature-service.ts';

/** Two states of what decides over signatures, and the moment at which they are compared. */
export interface Comparison {
  before: Published;
  after: Published;
  at: Date;
  /** How many people to show before and after. */
  samples: number;
}

/** Somebody waits for the answer: after this long it is given for those who were looked at. Milliseconds. */
const patience = 8_000;
const pageSize = 200;

/** Whose signatures differ between the two states: everyone is looked at, page by page, as long as there is time. */
export async function impactOf(
  tenantId: string,
  comparison: Comparison,
  { signatures, clock }: { signatures: Pick<SignatureService, 'renderBy'>; clock: Clock },
): Promise<ImpactView> {
  const deadline = clock.now().getTime() + patience;
  const view: ImpactView = {
    people: await countPeople(tenantId),
    checked: 0,
    complete: false,
    affected: 0,
    samples: [],
  };
  let cursor: string | undefined;
  do {
    const page = await listPeople(tenantId, { state: 'active', limit: pageSize, cursor });
    for (const person of page.people) {
      const found = await firstDifference(person, comparison, signatures);
      view.checked += 1;
      if (found) view.affected += 1;
      if (found && view.samples.length < comparison.samples) view.samples.push(found);
      if (clock.now().getTime() > deadline) return view;
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return { ...view, complete: true };
}

/** The first kind of mail for which somebody's signature differs; undefined where none does. */
async function firstDifference(
  person: Person,
  { before, after, at }: Comparison,
  signatures: Pick<SignatureService, 'renderBy'>,
): Promise<ImpactView['samples'][number] | undefined> {
  const from = person.address ?? '';
  for (const composeType of composeTypes)
    for (const recipients of readersIn(before, after)) {
      const request = { person, from, composeType, recipients, at };
      const [one, other] = [await shown(before, request, signatures), await shown(after, request, signatures)];
      if (one.text === other.text) continue;
      const name = person.fields.displayName ?? from;
      const reason = one.is === other.is ? `${one.is} looks different` : `${one.is} → ${other.is}`;
      return {
        person: { id: person.id, name, address: person.address },
        composeType,
        recipients,
        reason,
        before: one.html,
        after: other.html,
      };
    }
  return undefined;
}

/** A signature as it is compared: without its marker, which names the version. What cannot be rendered is compared by why. */
async function shown(published: Published, request: SignatureRequest, signatures: Pick<SignatureService, 'renderBy'>) {
  try {
    const rendered = await signatures.renderBy(published, request);
    if (rendered === null) return { is: 'no signature', html: null, text: '' };
    const { html, marker, template } = rendered;
    return { is: template.id, html, text: html.replaceAll(marker, '') };
  } catch (error) {
    const { message } = toSignetError(error);
    return { is: message, html: null, text: message };
  }
}

/** Both kinds of readers where that may matter, else one. */
function readersIn(...states: Published[]): readonly Recipients[] {
  const matters = states.some(({ assignments }) => assignments.some(({ when }) => when.recipients));
  return matters ? recipientsSchema.options : ['external'];
}
