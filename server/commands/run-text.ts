import type { PersonChange, RunResult } from '../../contract/index.ts';

/** A run in words, for people at a terminal. */
export function describeRun({ runId, outcome, counts, hold, issues, seconds, error }: RunResult): string {
  const lines = [
    `Run ${runId}: ${outcome} in ${seconds} s`,
    `  ${counts.seen} seen: ${counts.created} new, ${counts.updated} changed, ${counts.unchanged} unchanged, ${counts.restored} restored, ${counts.removed} removed, ${counts.skipped} left out`,
  ];
  if (error) lines.push(`  ${error.message}`);
  if (hold) {
    lines.push(`  Held: ${hold.message}`);
    for (const { name, address } of hold.removals.slice(0, 20))
      lines.push(`    ${name}${address ? ` <${address}>` : ''}`);
    if (hold.removals.length > 20)
      lines.push(`    … and ${hold.removals.length - 20} more (signet sync show ${runId} --json)`);
    if (outcome === 'held') lines.push(`  Apply: signet sync approve ${runId}   Drop: signet sync discard ${runId}`);
  }
  for (const issue of issues.slice(0, 20)) lines.push(`  ! ${issue.person}: ${issue.message}`);
  if (issues.length > 20) lines.push(`  … and ${issues.length - 20} more`);
  return lines.join('\n');
}

const words = { create: 'new', update: 'changed', restore: 'back', remove: 'leaves' } as const;

/** One person's changes in words: field by field, old → new. */
export function describeChange({ what, name, address, reason, fields, held }: PersonChange): string {
  const head = `${words[what].padEnd(8)} ${name}${address ? ` <${address}>` : ''}${reason ? `: ${reason}` : ''}${held ? ' (held)' : ''}`;
  const changed =
    what === 'create'
      ? []
      : fields.map(
          ({ field, old = '', new: now = '' }) => `           ${field}: ${old || '(empty)'} → ${now || '(empty)'}`,
        );
  return [head, ...changed].join('\n');
}
