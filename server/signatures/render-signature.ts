import type { SignatureImage } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import type { CompiledTemplate } from './compile-template.ts';
import type { TemplateFields } from './template-fields.ts';

/** What comes out for one person, address and compose type. */
export interface RenderedSignature {
  html: string;
  text: string;
  images: SignatureImage[];
  marker: string;
  template: { id: string; version: number };
  validUntil?: Date;
  /** Whose banner it carries. */
  campaign?: string;
  warnings: string[];
}

/** Outlook takes fewer than 30,000 characters (Office.Body.setSignatureAsync); authors hear of it from 20,000. */
export const htmlLimit = 30_000;
export const htmlWarning = 20_000;

/** What is known of a signature before it is rendered. */
export type SignatureFrame = Pick<RenderedSignature, 'marker' | 'template' | 'validUntil' | 'campaign' | 'images'>;

/** Renders a signature. RENDER_FAILED when the HTML is longer than Outlook takes, or a helper fails. */
export function renderSignature(
  compiled: CompiledTemplate,
  fields: TemplateFields,
  frame: SignatureFrame,
): RenderedSignature {
  const html = rendered(() => compiled.html(fields, frame.marker));
  if (html.length >= htmlLimit) throw new SignetError('RENDER_FAILED', sizeOf(html));
  return new Rendered(compiled, fields, frame, html);
}

/** The text variant is rendered when it is asked for, as most mails are HTML. A class, since this is made for every mail. */
class Rendered implements RenderedSignature {
  readonly html: string;
  readonly marker: string;
  readonly template: RenderedSignature['template'];
  readonly images: SignatureImage[];
  readonly validUntil: Date | undefined;
  readonly campaign: string | undefined;
  readonly #compiled: CompiledTemplate;
  readonly #fields: TemplateFields;

  constructor(compiled: CompiledTemplate, fields: TemplateFields, frame: SignatureFrame, html: string) {
    this.html = html;
    this.marker = frame.marker;
    this.template = frame.template;
    this.images = frame.images;
    this.validUntil = frame.validUntil;
    this.campaign = frame.campaign;
    this.#compiled = compiled;
    this.#fields = fields;
  }

  get text(): string {
    return rendered(() => this.#compiled.text(this.#fields));
  }

  get warnings(): string[] {
    const { warnings } = this.#compiled;
    return this.html.length >= htmlWarning ? [...warnings, sizeOf(this.html)] : warnings;
  }
}

const sizeOf = (html: string) => `The HTML has ${html.length} characters; Outlook takes ${htmlLimit - 1}.`;

function rendered(render: () => string): string {
  try {
    return render();
  } catch (cause) {
    throw new SignetError('RENDER_FAILED', undefined, { cause });
  }
}
