import Handlebars from 'handlebars';
import type { Banner } from '../../contract/index.ts';
import type { MadeImage } from './image-addresses.ts';
import { initialsOf } from './initials.ts';
import { allowedLink, link, webLink } from './link.ts';
import { socialLink, socialNetworks } from './social.ts';
import type { TemplateImage } from './template.ts';
import { anchor, asText, type Call, colourOf, markup, pixels, type TemplateFunction } from './template-function.ts';
import { vcard } from './vcard.ts';

const usualColour = '#10808a';
const ink = '#000000';
const edges: [number, number] = [16, 300];

/** The functions that show pictures. Every picture states its size, and in text there are none. */
export const imageFunctions: Readonly<Record<string, TemplateFunction>> = {
  image: markup({
    takes: [1, 1],
    literal: true,
    named: ['width', 'alt', 'href'],
    html: (call) => {
      const image = call.images.images.get(asText(call.values[0]));
      return image === undefined ? '' : inLink(call, shownImage(image, call));
    },
    text: () => '',
  }),
  banner: markup({
    takes: [0, 1],
    literal: true,
    named: ['width', 'alt', 'href'],
    html: (call) => {
      if (call.values.length === 0) return call.fields.signetBanner ?? '';
      const image = call.images.images.get(asText(call.values[0]));
      return image === undefined ? '' : inLink(call, shownImage(image, call, 'max-width:100%;height:auto;'));
    },
    text: ({ values, named, fields, images }) => {
      if (values.length === 0) return fields.signetBannerText ?? '';
      const alt = asText(named.alt) || images.images.get(asText(values[0]))?.alt;
      return [alt, webLink(asText(named.href))].filter(Boolean).join(': ');
    },
  }),
  photo: markup({
    takes: [0, 0],
    named: ['size', 'round', 'fallback', 'color', 'alt'],
    html: (call) => {
      const made = photoOf(call);
      if (made === undefined) return '';
      const size = pixels(call.named.size, 80, edges);
      const corners = call.named.round === false ? '' : `border-radius:${Math.round(size / 2)}px;`;
      return picture(call.images.made(made), size, size, asText(call.named.alt) || call.fields.name || '', corners);
    },
    text: () => '',
  }),
  qr: markup({
    takes: [0, 1],
    named: ['size', 'color', 'alt'],
    html: (call) => {
      const content = call.values.length === 0 ? vcard(call.fields) : link(asText(call.values[0]));
      if (content === '') return '';
      const size = pixels(call.named.size, 96, [48, 300]);
      const source = call.images.made(['qr', content, size, colourOf(call.named.color) ?? ink]);
      return picture(source, size, size, asText(call.named.alt) || 'QR code');
    },
    text: () => '',
  }),
  social: markup({
    takes: [2, 2],
    literal: true,
    named: ['size', 'color'],
    html: (call) => {
      const network = asText(call.values[0]);
      const href = allowedLink(socialLink(network, asText(call.values[1])));
      if (href === '') return '';
      const size = pixels(call.named.size, 20, [12, 64]);
      const source = call.images.made(['icon', network, size, colourOf(call.named.color) ?? usualColour]);
      const icon = picture(source, size, size, socialNetworks[network]?.title ?? network, '', 'inline-block');
      return `${anchor(href, icon)}&nbsp;`;
    },
    text: (call) => {
      const network = asText(call.values[0]);
      const href = allowedLink(socialLink(network, asText(call.values[1])));
      return href === '' ? '' : `${socialNetworks[network]?.title ?? network}: ${href}\n`;
    },
  }),
};

/** What a campaign shows: HTML that has been through the pipeline, and its text. */
export interface CampaignBanner {
  name: string;
  html: string;
  text: string;
}

/** The fields that put a campaign's banner where the template says `{{banner}}`, and answer `{{#if campaign}}`. */
export function bannerFields({ name, html, text }: CampaignBanner) {
  return { campaign: name, signetBanner: html, signetBannerText: text };
}

/** A campaign's banner that is an image; the contract has seen to its address. In text the link stands as it is: nobody reads through a long one. */
export function imageBanner(
  banner: Extract<Banner, { kind: 'image' }>,
  counted: (link: string) => string = (link) => link,
): Pick<CampaignBanner, 'html' | 'text'> {
  const { image, alt, width, height, link: href = '', countClicks } = banner;
  const shown = picture(image, width, height, alt, 'max-width:100%;height:auto;');
  const target = webLink(href);
  const followed = countClicks && target !== '' ? counted(target) : target;
  return { html: followed === '' ? shown : anchor(followed, shown), text: [alt, target].filter(Boolean).join(': ') };
}

function photoOf({ named, fields }: Call): MadeImage | undefined {
  const size = pixels(named.size, 80, edges);
  const round = named.round !== false;
  const colour = colourOf(named.color) ?? usualColour;
  const initials = initialsOf(fields);
  if (fields.hasPhoto && fields.signetPerson)
    return ['photo', fields.signetPerson, fields.hasPhoto, size, round, initials, colour];
  return named.fallback === 'none' ? undefined : ['initials', initials, size, round, colour];
}

function inLink({ named }: Call, inner: string): string {
  const href = link(asText(named.href));
  return href === '' ? inner : anchor(href, inner);
}

function shownImage(image: TemplateImage, { named, images }: Call, style = ''): string {
  const width = pixels(named.width, image.width, [1, 800]);
  const height = Math.max(1, Math.round((width * image.height) / image.width));
  const shown = picture(images.fixed(image.file), width, height, asText(named.alt) || image.alt, style);
  if (image.dark === undefined) return shown;
  const dark = Handlebars.escapeExpression(images.fixed(image.dark));
  return `<picture><source srcset="${dark}" media="(prefers-color-scheme: dark)" />${shown}</picture>`;
}

/** An image with its size: classic Outlook shows the file's own size otherwise, and others jump while it loads. */
function picture(source: string, width: number, height: number, alt: string, style = '', display = 'block'): string {
  const aligned = display === 'block' ? '' : ';vertical-align:middle';
  return `<img src="${Handlebars.escapeExpression(source)}" width="${width}" height="${height}" alt="${Handlebars.escapeExpression(alt)}" border="0" style="${style}display:${display}${aligned}" />`;
}
