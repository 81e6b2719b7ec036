import type { BodyFormat, ItemKind } from './compose-item.ts';

/** What a link into the compose window asks for: `/outlook/?as=…&compose=reply&format=text&from=…&fault=…`. */
export interface ComposeRequest {
  as?: string;
  kind: ItemKind;
  format: BodyFormat;
  from?: string;
  faults: string[];
}

const kinds: readonly ItemKind[] = ['newMail', 'reply', 'forward', 'appointment'];

/** Reads the address bar's query; what it doesn't know becomes a new HTML mail. */
export function readComposeRequest(query: string): ComposeRequest {
  const parameters = new URLSearchParams(query);
  const as = parameters.get('as')?.trim();
  const from = parameters.get('from')?.trim();
  return {
    ...(as ? { as } : {}),
    ...(from ? { from } : {}),
    kind: kinds.find((kind) => kind === parameters.get('compose')) ?? 'newMail',
    format: parameters.get('format') === 'text' ? 'text' : 'html',
    faults: parameters.getAll('fault'),
  };
}

/** The query that leads to the same window again. */
export function writeComposeRequest(request: ComposeRequest): string {
  const parameters = new URLSearchParams();
  if (request.as) parameters.set('as', request.as);
  if (request.kind !== 'newMail') parameters.set('compose', request.kind);
  if (request.format !== 'html') parameters.set('format', request.format);
  if (request.from) parameters.set('from', request.from);
  for (const fault of request.faults) parameters.append('fault', fault);
  return `?${parameters}`;
}
