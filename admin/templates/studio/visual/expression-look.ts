import { callOf, fieldsOf, textOf } from './call-text.ts';

/** What stands for a person while a signature is edited: their values by field. */
export type ShownValues = Readonly<Record<string, string>>;

const pictures = new Set(['photo', 'image', 'banner', 'qr', 'social']);

/** Does this expression show a picture? */
export function isPicture(raw: string): boolean {
  return pictures.has(callOf(raw)?.name ?? '');
}

/** How large a picture is shown, as far as its expression says; `name`: which of the library. */
export function pictureOf(
  raw: string,
): { call: string; name: string | undefined; width: number; round: boolean } | null {
  const call = callOf(raw);
  if (call === null || !pictures.has(call.name)) return null;
  const usual: Record<string, number> = { photo: 80, qr: 96, social: 20, banner: 320 };
  const width = Number(call.named.get('size') ?? call.named.get('width') ?? usual[call.name] ?? 0);
  const named = call.name === 'image' || call.name === 'banner' ? textOf(call.values[0]) : undefined;
  return { call: call.name, name: named, width, round: call.name === 'photo' && call.named.get('round') !== 'false' };
}

/** What an expression says for a person, roughly: the fields it names; undefined where they have none of them. */
export function valueFor(raw: string, values: ShownValues): string | undefined {
  const call = callOf(raw);
  if (call === null) return undefined;
  const fields = call.values.length === 0 ? [call.name] : fieldsOf(call);
  const found = fields.flatMap((field) => values[field] || []);
  return found.length === 0 ? undefined : found.join(textOf(call.named.get('sep')) ?? ' · ');
}
