import type { SignatureImage } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import type { CompiledTemplate } from './compile-template.ts';
import type { TemplateFields } from './template-fields.ts';
import { markerField } from './template-language.ts';

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

/** Renders both variants. RENDER_FAILED when the HTML is longer than Outlook takes, or a helper fails. */
export function renderSignature(
  compiled: CompiledTemplate,
  fields: TemplateFields,
  marker: string,
): Pick<RenderedSignature, 'html' | 'text' | 'warnings'> {
  const html = rendered(() => compiled.html({ ...fields, [markerField]: marker }));
  if (html.length >= htmlLimit) {
    throw new SignetError(
      'RENDER_FAILED',
      `The signature has ${html.length} characters; Outlook takes ${htmlLimit - 1}.`,
    );
  }
  const large =
    html.length >= htmlWarning ? [`The HTML has ${html.length} characters; Outlook takes ${htmlLimit - 1}.`] : [];
  return { html, text: rendered(() => compiled.text(fields)), warnings: [...compiled.warnings, ...large] };
}

function rendered(render: () => string): string {
  try {
    return render();
  } catch (cause) {
    throw new SignetError('RENDER_FAILED', undefined, { cause });
  }
}
