import { AddinError } from './addin-error.ts';
import { type Run, withinLimit } from './run.ts';

type Done<T> = (result: Office.AsyncResult<T>) => void;

/**
 * One asynchronous Office call as a promise with its own time limit. A call that is missing on this client, throws at once
 * (office.js does for too long texts and missing permissions) or never calls back (office-js #3576, #5908) rejects with an AddinError.
 */
export function callOffice<T>(run: Run, name: string, limitMs: number, call: (done: Done<T>) => void): Promise<T> {
  if (run.isOver()) return Promise.reject(new AddinError('over', `${name}: the event is over`));
  const answer = new Promise<T>((resolve, reject) => {
    try {
      call((result) => {
        if (String(result.status) === 'succeeded') resolve(result.value);
        else reject(failureOf(name, result.error));
      });
    } catch (error) {
      reject(new AddinError('office', `${name}: ${error instanceof Error ? error.message : String(error)}`));
    }
  });
  return withinLimit(answer, Math.min(limitMs, run.left()), name);
}

/** Outlook's error codes in plain words; source: office.js' own table. */
const words: Record<number, string> = {
  1000: 'this kind of text is not possible here',
  5000: 'this version of Outlook cannot do that',
  5001: 'Outlook reports an internal error',
  9000: 'the picture is too large',
  9001: 'there are too many attachments',
  9002: 'the text does not fit the format of this message',
  9011: 'Outlook could not clean the HTML',
  9030: 'another message was opened meanwhile',
  9038: 'permission for this message is missing',
  9043: 'this type of attachment is not allowed',
  9051: 'the memory of this message is full',
};

function failureOf(name: string, error: Office.Error | undefined): AddinError {
  const problem = error && isProtected(error) ? 'protected' : 'office';
  return new AddinError(problem, `${name}: ${describe(error)}`, codeOf(error));
}

/** Some clients give only a name for the format refusal (R office.body.yml: `InvalidFormatError`). */
function codeOf(error: Office.Error | undefined): number | undefined {
  return error && /InvalidFormat/.test(error.name) ? 9002 : error?.code;
}

function describe(error: Office.Error | undefined): string {
  if (!error) return 'failed without a reason';
  return `${words[error.code] ?? error.message} (${error.code})`;
}

/** Is the message protected, by rights management or S/MIME? Outlook tells by name or words only, no code is documented. */
function isProtected({ name, message }: Office.Error): boolean {
  return /\bIRM\b|rights|protected|s\/?mime|encrypt|digitally signed/i.test(`${name} ${message}`);
}

/** Did Outlook refuse because HTML was put into a plain-text body, or the other way round? */
export function isFormatRefusal(error: unknown): boolean {
  return error instanceof AddinError && (error.code === 9002 || error.code === 1000 || error.code === 9011);
}
