import type { Actor } from '../access/index.ts';
import { SignetError } from '../platform/errors.ts';

/** Something that two people may change at once. */
export interface Changing {
  revision: number;
  changedAt?: Date;
  changedBy?: string;
}

/** Who changes it, and which revision of it they saw. */
export interface Change {
  by: Actor;
  /** Absent: whatever it is now. */
  seen?: number;
}

/** What says who changed it and when, to whoever was slower. */
export function conflictWith({ revision, changedAt, changedBy = 'Someone' }: Changing): SignetError {
  const at = changedAt?.toISOString();
  return new SignetError(
    'CONFLICT',
    `${changedBy} changed this in the meantime${at ? `, at ${at}` : ''}. Nothing of theirs was overwritten: load it again, and save yours on top.`,
    { details: { by: changedBy, at, revision } },
  );
}

/** Lets through who saw the present revision, or did not say which. @throws {SignetError} CONFLICT */
export function refuseChanged(present: Changing, seen: number | undefined): void {
  if (seen !== undefined && seen !== present.revision) throw conflictWith(present);
}
