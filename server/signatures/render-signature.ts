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
  warnings: string[];
}

/** Outlook takes fewer than 30,000 characters (Office.Body.setSignatureAsync); authors hear of it from 20,000. */
export const htmlLimit = 30_000;
export const htmlWarning = 20_000;

/** What is known of a signature before it is rendered. */
export type SignatureFrame = Pick<RenderedSignature, 'marker' | 'template' | 'validUntil' | 'images'>;

/**
 * Renders a signature; the text variant only when it is asked for, as most mails are HTML. RENDER_FAILED when the HTML is longer
 * than Outlook takes, or a helper fails.
 */
export function renderSignature(
  compiled: CompiledTemplate,
  fields: TemplateFields,
  frame: SignatureFrame,
): RenderedSignature {
  const html = rendered(() => compiled.html(fields, frame.marker));
  const size = `The HTML has ${html.length} characters; Outlook takes ${htmlLimit - 1}.`;
  if (html.length >= htmlLimit) throw new SignetError('RENDER_FAILED', size);
  let text: string | undefined;
  return {
    ...frame,
    html,
    get text() {
      text ??= rendered(() => compiled.text(fields));
      return text;
    },
    warnings: html.length >= htmlWarning ? [...compiled.warnings, size] : compiled.warnings,
  };
}

function rendered(render: () => string): string {
  try {
    return render();
  } catch (cause) {
    throw new SignetError('RENDER_FAILED', undefined, { cause });
  }
}
