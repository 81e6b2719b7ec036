import type { PersonFields } from '../../../contract/index.ts';
import { SignetError } from '../../platform/errors.ts';
import type { CompiledTemplate } from '../compile-template.ts';
import { htmlLimit, htmlWarning } from '../render-signature.ts';
import type { Place, TemplateContent } from '../template.ts';
import { isKnownField, templateFields } from '../template-fields.ts';
import { readTemplate } from '../template-language.ts';
import { readClientSupport } from './client-support.ts';
import { checkContrast } from './contrast-rule.ts';
import { checkSupport } from './css-rules.ts';
import { type Finding, onceEach } from './finding.ts';
import { checkMarkup } from './markup-rules.ts';
import { readParts } from './source-parts.ts';

/** What the rules need beside the template. */
export interface LintContext {
  /** Compiles it, where a runaway can be ended. */
  compile(content: TemplateContent): Promise<CompiledTemplate>;
  /** How many people would get it, and of how many of them each field is empty. */
  people?: { count: number; empty: Readonly<Record<string, number>> };
  /** Bytes of the files of its images, by file name. */
  imageBytes?: ReadonlyMap<string, number>;
}

/** A person with everything, to look at the whole signature. */
const everything: PersonFields = {
  ...{
    displayName: 'Maximilian Mustermann',
    givenName: 'Maximilian',
    surname: 'Mustermann',
    jobTitle: 'Head of Department',
  },
  ...{
    department: 'Department',
    companyName: 'Company Europe Ltd',
    officeLocation: 'Building 1',
    streetAddress: 'High Street 100',
  },
  ...{
    city: 'London',
    state: 'Region',
    postalCode: 'SW1A 1AA',
    country: 'United Kingdom',
    businessPhone: '+44 20 7946 0958',
  },
  ...{ mobilePhone: '+44 7400 123456', faxNumber: '+44 20 7946 0959', mail: 'maximilian.mustermann@example.com' },
  ...{
    userPrincipalName: 'maximilian.mustermann@example.com',
    website: 'https://www.example.com',
    managerName: 'Erika Mustermann',
  },
};

/** Everything that its pictures weigh together, in bytes: a reader on a telephone waits for them. */
const heavy = 150 * 1024;
/** From this share on, empty fields are worth a word. */
const manyEmpty = 0.1;
const order = { error: 0, warning: 1, notice: 2 };

/**
 * Looks a template over before people get it: whatever keeps it from being rendered (that alone, with its place), else size, images,
 * contrast, widths, what mail programs do not show, fields that nobody or few have, and links. The gravest first.
 */
export async function lintTemplate(content: TemplateContent, context: LintContext): Promise<Finding[]> {
  const { source } = content;
  let compiled: CompiledTemplate;
  try {
    compiled = await context.compile(content);
  } catch (error) {
    return [templateFinding(error)];
  }
  const html = compiled.html(templateFields(sampleWith(compiled.fields), ''), `_sg1${'a'.repeat(36)}`);
  const parts = readParts(source.html);
  const found = [
    ...checkSize(html),
    ...checkImages(content, context),
    ...checkFields(content, context),
    ...checkMarkup(source.html, parts),
    ...checkSupport(source.html, parts, await readClientSupport()),
    ...checkContrast(source.html, html),
  ];
  return onceEach(found).sort((one, other) => order[one.severity] - order[other.severity]);
}

function templateFinding(error: unknown): Finding {
  if (!(error instanceof SignetError) || !['TEMPLATE_INVALID', 'RENDER_FAILED'].includes(error.code)) throw error;
  const {
    problem = error.message,
    variant,
    line,
    column,
  } = (error.details ?? {}) as Partial<Place> & { problem?: string };
  const place = variant === undefined ? {} : { variant, line, column };
  const advice =
    'Nobody gets this version until it is mended. The functions are described in docs/template-language.md.';
  return { rule: 'template', severity: 'error', message: problem, advice, ...place };
}

function sampleWith(fields: string[]) {
  const extended = fields.filter((field) => field.startsWith('extensionAttribute')).map((field) => [field, 'Text']);
  const all = { ...everything, ...Object.fromEntries(extended) };
  return {
    ...{
      id: 'tenant:sample',
      tenantId: 'tenant',
      source: 'directory' as const,
      kind: 'user' as const,
      state: 'active' as const,
    },
    ...{ address: all.mail, addresses: [all.mail ?? ''], fields: all, groupIds: [], updatedAt: new Date(0) },
  };
}

function checkSize(html: string): Finding[] {
  if (html.length < htmlWarning) return [];
  const tooLong = html.length >= htmlLimit;
  const message = `For a person with every field the HTML has ${html.length} characters; Outlook takes ${htmlLimit - 1}.`;
  const advice = 'Shorten it: fewer nested tables and styles, pictures instead of long notices.';
  return [{ rule: 'size', severity: tooLong ? 'error' : 'warning', message, advice }];
}

function checkImages({ source, meta }: TemplateContent, { imageBytes }: LintContext): Finding[] {
  const named = new Map([...readTemplate(source.html, 'html').images]);
  const found: Finding[] = [];
  let weight = 0;
  for (const [name, place] of named) {
    const image = meta.images.find((one) => one.name === name);
    if (image === undefined) {
      const message = `There is no image “${name}”: nothing is shown in its place.`;
      found.push({
        rule: 'image-unknown',
        severity: 'warning',
        message,
        advice: `Upload it: signet image add <file> --name ${name}`,
        ...place,
      });
      continue;
    }
    weight += imageBytes?.get(image.file) ?? 0;
    const called = new RegExp(`\\{\\{~?\\s*(image|banner)\\s+["']${name}["'][^}]*\\balt=`).test(source.html);
    if (image.alt === '' && !called) {
      const message = `“${name}” has no words for those who do not see it.`;
      found.push({
        rule: 'image-alt',
        severity: 'warning',
        message,
        advice: `Write {{image "${name}" alt="…"}}.`,
        ...place,
      });
    }
  }
  if (weight > heavy) {
    const message = `Its images weigh ${Math.ceil(weight / 1024)} KB together; ${heavy / 1024} KB are enough for sharp pictures.`;
    found.push({
      rule: 'image-weight',
      severity: 'warning',
      message,
      advice: 'Upload them again in the width they are shown in (signet image add --width).',
    });
  }
  return found;
}

function checkFields({ source }: TemplateContent, { people }: LintContext): Finding[] {
  const uses = [readTemplate(source.html, 'html'), readTemplate(source.text ?? '', 'text')];
  const unknown = uses
    .flatMap((use) => [...use.unknown])
    .map(([field, place]): Finding => {
      const advice = 'Compare the names of fields in docs/template-language.md.';
      return {
        rule: 'field-unknown',
        severity: 'warning',
        message: `Nobody has a field “${field}”.`,
        advice,
        ...place,
      };
    });
  if (!people || people.count === 0) return unknown;
  const used = new Set(uses.flatMap(({ fields }) => [...fields]).filter(isKnownField));
  const empty = [...used].flatMap((field): Finding[] => {
    const without = people.empty[field] ?? 0;
    if (without / people.count < manyEmpty) return [];
    const message = `“${field}” is empty for ${without} of ${people.count} people.`;
    const advice = 'Rows that show only empty fields go by themselves; put {{#if …}} around what else depends on it.';
    return [{ rule: 'field-empty', severity: 'notice', message, advice }];
  });
  return [...unknown, ...empty];
}
