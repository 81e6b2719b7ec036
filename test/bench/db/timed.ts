/** What a measuring process tells its parent of a phase. */
export interface Measured {
  phase: string;
  seconds: number;
  cpuSeconds: number;
}

/** Does the work and tells the parent process how long it took. */
export async function timed(phase: string, work: () => Promise<void>): Promise<void> {
  const [start, cpuStart] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpuStart);
  await tell({ phase, seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 });
}

/** Tells the parent process. */
export function tell(message: Measured): Promise<void> {
  return new Promise<void>((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));
}
