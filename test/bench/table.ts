import { table } from '../../server/commands/terminal.ts';
import { type Figure, isKept } from './benchmark.ts';

/** The figures of a benchmark as lines of text, their bounds and rounds beside them. */
export function tableOf(figures: Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${shown(figure.value)} ${figure.unit}`,
    boundOf(figure),
    verdictOf(figure),
    figure.rounds && figure.rounds.length > 1 ? `[${figure.rounds.map(shown).join(' ')}]` : '',
  ]);
  return table(rows);
}

function boundOf({ atMost, atLeast }: Figure): string {
  return [atMost === undefined ? '' : `≤ ${shown(atMost)}`, atLeast === undefined ? '' : `≥ ${shown(atLeast)}`]
    .filter(Boolean)
    .join(' ');
}

function verdictOf(figure: Figure): string {
  if (figure.atMost === undefined && figure.atLeast === undefined) return '';
  return isKept(figure) ? 'ok' : 'BROKEN';
}

/** Three significant digits, thousands apart. */
function shown(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
