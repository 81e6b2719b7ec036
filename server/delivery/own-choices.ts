import type { ProfileAnswer, ProfileChange } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';

/**
 * Checks what a person chooses among the templates they are offered; null goes back to the default.
 * @throws {SignetError} VALIDATION for one that they are not offered, naming those they are
 */
export function checkChoices(wanted: ProfileChange['choices'], offers: ProfileAnswer['choices']): void {
  for (const [composeType, template] of Object.entries(wanted)) {
    const offered = offers.find((offer) => offer.composeType === composeType)?.offered ?? [];
    if (template === null || offered.some((one) => one.template === template)) continue;
    const others = offered.map((one) => one.template).join(', ') || 'nothing to choose among';
    throw new SignetError('VALIDATION', `choices.${composeType}: “${template}” is not offered to you; ${others} is.`);
  }
}
