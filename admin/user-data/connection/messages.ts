import { catalogue } from '../../catalogue.ts';

const english = {
  link: 'Get a link for another admin',
  linkLabel: 'Link for an admin of Microsoft 365',
  linkHint: 'Send it to somebody who is one. It works once, for 24 hours; they need no account in Signet.',
  waiting: 'Waiting for the consent. This page looks by itself and goes on as soon as it is there.',
  says: (message: string) => `Latest answer: ${message}`,
  refused: 'The consent was not given.',
  refusedBody:
    'Nothing was connected, and nothing is lost. Ask again, or send the link to another admin of Microsoft 365.',
  given: 'Microsoft 365 lets Signet in.',
};

const german: typeof english = {
  link: 'Link für einen anderen Admin holen',
  linkLabel: 'Link für einen Admin von Microsoft 365',
  linkHint:
    'Schicken Sie ihn jemandem, der das ist. Er gilt einmal, 24 Stunden lang; ein Konto in Signet ist nicht nötig.',
  waiting: 'Warten auf die Zustimmung. Diese Seite sieht von selbst nach und geht weiter, sobald sie da ist.',
  says: (message) => `Letzte Antwort: ${message}`,
  refused: 'Die Zustimmung wurde nicht erteilt.',
  refusedBody:
    'Es wurde nichts verbunden, und nichts ist verloren. Fragen Sie noch einmal, oder schicken Sie den Link einem anderen Admin von Microsoft 365.',
  given: 'Microsoft 365 lässt Signet herein.',
};

/** The texts of asking for consent. */
export const consentText = catalogue({ en: english, de: german });
