import type { RunIssue } from '../../contract/index.ts';
import { readPhotoProblems } from '../people/index.ts';
import { mostIssues } from './facts.ts';

/** Photos are read beside the runs; what was wrong with one is told by the next complete run. */
export async function photoIssues(tenantId: string): Promise<RunIssue[]> {
  const problems = await readPhotoProblems(tenantId, mostIssues);
  return problems.map(({ address, problem }) => ({
    person: address,
    code: 'PHOTO_NOT_TAKEN',
    message: `The photo in Microsoft 365 is not used. ${problem} Put another one there; until then the last good one is shown, or none.`,
  }));
}
