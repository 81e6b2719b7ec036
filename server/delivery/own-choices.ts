import type { ProfileAnswer, ProfileChange } from '../../contract/index.ts';
import { type Person, saveChoices } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';

/**
 * Keeps what a person chooses among the templates they are offered; null goes back to the default.
 * @throws {SignetError} VALIDATION for one that they are not offered, naming those they are
 */
export async function keepChoices(
  person: Person,
  wanted: ProfileChange['choices'],
  offers: ProfileAnswer['choices'],
): Promise<void> {
  for (const [composeType, template] of Object.entries(wanted)) {
    const offered = offers.find((offer) => offer.composeType === composeType)?.offered ?? [];
    if (template === null || offered.some((one) => one.template === template)) continue;
    const others = offered.map((one) => one.template).join(', ') || 'nothing to choose among';
    throw new SignetError('VALIDATION', `choices.${composeType}: “${template}” is not offered to you; ${others} is.`);
  }
  if (Object.keys(wanted).length > 0) await saveChoices(person.tenantId, person.id, wanted);
}
