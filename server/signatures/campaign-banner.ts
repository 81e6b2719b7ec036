import type { CampaignInput } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import type { CompiledTemplate } from './compile-template.ts';
import { hideExpressions } from './hidden-expressions.ts';
import { bannerFields, type CampaignBanner, imageBanner } from './image-functions.ts';
import { mailHtml } from './mail-html.ts';
import { outlookSafe } from './outlook-safe.ts';
import { htmlLimit } from './render-signature.ts';
import type { TemplateFields } from './template-fields.ts';
import { textOfHtml } from './text-variant.ts';

/** Campaigns stay in memory as long as nobody changes them; their banners with them. */
const made = new WeakMap<object, CampaignBanner>();

/**
 * A campaign's banner as it goes into mails: through the same pipeline as a template's HTML. `counted` gives the address that a link
 * has where its clicks are counted.
 */
export function bannerOf(
  campaign: Pick<CampaignInput, 'name' | 'banner'>,
  counted?: (link: string) => string,
): CampaignBanner {
  const before = made.get(campaign);
  if (before) return before;
  const { name, banner } = campaign;
  const shown = banner.kind === 'image' ? imageBanner(banner, counted) : htmlBanner(banner.html, banner.text);
  const ready = { name, ...shown };
  made.set(campaign, ready);
  return ready;
}

/** The template with a banner: where it says `{{banner}}`, else at its end. */
export function withBanner(
  template: Pick<CompiledTemplate, 'html' | 'text'>,
  banner: CampaignBanner,
): Pick<CompiledTemplate, 'html' | 'text'> {
  const filled = (fields: TemplateFields) => Object.assign(Object.create(null), fields, bannerFields(banner));
  const appended = (html: string) => {
    if (html.includes(banner.html)) return html;
    const end = html.lastIndexOf('</div>');
    return `${html.slice(0, end)}<div style="margin-top:12px">${banner.html}</div>${html.slice(end)}`;
  };
  return {
    html(fields, marker) {
      const html = appended(template.html(filled(fields), marker));
      // A signature without its banner is better than none.
      return html.length < htmlLimit ? html : template.html(fields, marker);
    },
    text(fields) {
      const text = template.text(filled(fields));
      return banner.text === '' || text.includes(banner.text) ? text : `${text}\n\n${banner.text}`;
    },
  };
}

/** @throws {SignetError} VALIDATION for HTML or CSS that makes no sense */
function htmlBanner(source: string, text: string | undefined): Pick<CampaignBanner, 'html' | 'text'> {
  try {
    const html = outlookSafe(mailHtml(source)).trim();
    return { html, text: text ?? textOfHtml(html, hideExpressions(html)).trim() };
  } catch (cause) {
    throw new SignetError('VALIDATION', 'banner.html: this HTML or its style cannot be read.', { cause });
  }
}
