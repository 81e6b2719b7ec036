import type { ReactNode } from 'react';

/** What conditions are about: the fields to choose from, and how a group is chosen. */
export interface ConditionSubject {
  fields: readonly string[];
  /** May other fields than these be typed? */
  open: boolean;
  groupPicker: (value: string, onPick: (id: string) => void) => ReactNode;
}
