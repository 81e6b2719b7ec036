import type { templateText } from '../messages.ts';

/** Ready pieces of HTML that mail programs show alike; a line whose field is empty is left out. */
export const snippets: { name: keyof typeof templateText.blocks; source: string }[] = [
  { name: 'name', source: '<p style="margin:0;font-size:16px"><strong>{{displayName}}</strong></p>\n' },
  { name: 'jobTitle', source: '{{#if jobTitle}}<p style="margin:0">{{jobTitle}}</p>\n{{/if}}' },
  { name: 'company', source: '{{#if companyName}}<p style="margin:0"><strong>{{companyName}}</strong></p>\n{{/if}}' },
  {
    name: 'phone',
    source:
      '{{#if businessPhone}}<p style="margin:0">T <a href="tel:{{businessPhone}}">{{businessPhone}}</a></p>\n{{/if}}',
  },
  {
    name: 'mobile',
    source: '{{#if mobilePhone}}<p style="margin:0">M <a href="tel:{{mobilePhone}}">{{mobilePhone}}</a></p>\n{{/if}}',
  },
  { name: 'email', source: '{{#if mail}}<p style="margin:0"><a href="mailto:{{mail}}">{{mail}}</a></p>\n{{/if}}' },
  { name: 'website', source: '{{#if website}}<p style="margin:0"><a href="{{website}}">{{website}}</a></p>\n{{/if}}' },
  {
    name: 'divider',
    source:
      '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td style="border-top:1px solid #c8c8c8;font-size:1px;line-height:1px">&nbsp;</td></tr></table>\n',
  },
  { name: 'text', source: '<p style="margin:0 0 8px"> </p>\n' },
  { name: 'disclaimer', source: '<p style="margin:12px 0 0;font-size:11px;color:#616161"> </p>\n' },
];
