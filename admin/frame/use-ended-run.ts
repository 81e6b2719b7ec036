import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunView } from '../../contract/index.ts';
import { isRunning } from '../runs/standing.ts';

/**
 * The run that was seen under way and has ended since, until it is dismissed. When one ends, everything it may have changed is read
 * again.
 */
export function useEndedRun(runs: readonly RunView[] | undefined): [RunView | undefined, () => void] {
  const client = useQueryClient();
  const followed = useRef(new Set<string>());
  const [ended, setEnded] = useState<RunView>();

  useEffect(() => {
    for (const run of runs ?? []) {
      if (isRunning(run)) followed.current.add(run.runId);
      else if (followed.current.delete(run.runId)) {
        setEnded(run);
        for (const queryKey of [['people'], ['person'], ['tenants']]) void client.invalidateQueries({ queryKey });
      }
    }
  }, [runs, client]);

  const dismiss = useCallback(() => setEnded(undefined), []);
  return [ended, dismiss];
}
