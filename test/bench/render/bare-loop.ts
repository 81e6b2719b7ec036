import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars, { type HelperOptions } from 'handlebars';
import { imageAddresses, noImages } from '../../../server/signatures/image-addresses.ts';
import type { TemplateFields } from '../../../server/signatures/template-fields.ts';
import { functionIn, templateFunctions } from '../../../server/signatures/template-functions.ts';

/** A template compiled by Handlebars and nothing else. */
export type Bare = (fields: object) => string;

const images = imageAddresses(noImages);

/** A starter's HTML as its author wrote it, with Signet's helpers, in Handlebars' fastest mode. */
export function compileBare(id: string): Bare {
  const source = readFileSync(join(process.cwd(), 'templates', id, 'html.hbs'), 'utf8');
  const engine = Handlebars.create();
  const known: Record<string, boolean> = {};
  for (const name of Object.keys(templateFunctions)) {
    known[name] = true;
    engine.registerHelper(name, function (this: TemplateFields, ...values: unknown[]) {
      const { hash: named } = values.pop() as HelperOptions;
      const { raw, run } = functionIn('html', name, named.link === true);
      const written = run({ values, named, fields: this, images });
      return raw ? new Handlebars.SafeString(String(written)) : written;
    });
  }
  const render = engine.compile(source, { knownHelpers: known, knownHelpersOnly: true, data: false });
  return (fields) => render(fields);
}
