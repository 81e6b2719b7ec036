import { visualText } from './messages.ts';

/** A ready piece: what a cell holds, and what it looks like around it. */
export interface Block {
  name: keyof typeof visualText.block;
  /** HTML with expressions that mail programs show alike. */
  content: string;
  /** The style of the cell that it stands in. */
  style?: string;
  /** May stand inside a line of text, and is then only this. */
  inline?: string;
  /** Is as wide as there is room, where it stands in a table of its own. */
  wide?: boolean;
}

const quiet = 'color:#6e7780';
const empty = '<td style="vertical-align:top"></td>';

/** All blocks, in the order in which they are offered. Lines whose field is empty go by themselves (docs/template-language.md). */
export function allBlocks(): Block[] {
  const { labels, sample } = visualText;
  const labelled = (label: string, call: string) => `<strong>${label}</strong>&nbsp; ${call}`;
  return [
    { name: 'text', content: sample.text },
    {
      name: 'name',
      content: '{{name}}',
      inline: '{{name}}',
      style: 'font-size:18px;line-height:24px;font-weight:bold',
    },
    {
      name: 'role',
      content: '{{join jobTitle department sep=" · "}}',
      inline: '{{join jobTitle department sep=" · "}}',
      style: quiet,
    },
    { name: 'company', content: '{{companyName}}', inline: '{{companyName}}', style: 'font-weight:bold' },
    {
      name: 'phone',
      content: labelled(labels.phone, '{{phone businessPhone link=true}}'),
      inline: '{{phone businessPhone link=true}}',
    },
    {
      name: 'mobile',
      content: labelled(labels.mobile, '{{phone mobilePhone link=true}}'),
      inline: '{{phone mobilePhone link=true}}',
    },
    { name: 'mail', content: '{{mail senderMail link=true}}', inline: '{{mail senderMail link=true}}' },
    { name: 'website', content: '{{site website link=true}}', inline: '{{site website link=true}}' },
    { name: 'address', content: '{{address}}', inline: '{{address}}', style: quiet },
    { name: 'field', content: '{{officeLocation}}', inline: '{{officeLocation}}' },
    { name: 'photo', content: '{{photo size=80}}', style: 'padding:4px 0' },
    { name: 'image', content: '', style: 'padding:4px 0' },
    { name: 'social', content: '{{social "linkedin" extensionAttribute1}}', style: 'padding:4px 0' },
    { name: 'banner', content: '{{#if campaign}}{{banner}}{{/if}}', style: 'padding:8px 0 0 0' },
    { name: 'qr', content: '{{qr size=96}}', style: 'padding:8px 0 0 0' },
    {
      name: 'divider',
      wide: true,
      content: '&nbsp;',
      style: 'border-bottom:1px solid #c3cad0;font-size:6px;line-height:6px;mso-line-height-rule:exactly',
    },
    {
      name: 'disclaimer',
      content: sample.disclaimer,
      style: `${quiet};font-size:11px;line-height:16px;padding:8px 0 0 0`,
    },
    {
      name: 'columns',
      content: `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding:0 16px 0 0;vertical-align:top"></td>${empty}</tr></table>`,
    },
  ];
}

/** The block as a row of a table. */
export function asRow({ content, style }: Pick<Block, 'content' | 'style'>): string {
  return `<tr><td${style ? ` style="${style}"` : ''}>${content}</td></tr>`;
}

const letters = "font-family:Aptos,'Segoe UI',Arial,sans-serif;font-size:13px;line-height:19px";

/** The block as a table of its own: what mail programs put where they are told to. `outermost`: it says the letters, too. */
export function asTable(block: Pick<Block, 'content' | 'style' | 'wide'>, outermost: boolean): string {
  const style = outermost ? ` style="${letters}"` : '';
  const width = block.wide ? ' width="100%"' : '';
  return `<table role="presentation"${width} cellpadding="0" cellspacing="0" border="0"${style}>\n  ${asRow(block)}\n</table>`;
}
