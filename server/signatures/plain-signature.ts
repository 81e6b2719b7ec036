import { loadTemplate } from './compile-template.ts';
import type { Operand, Program } from './template-program.ts';

const lines: Operand = {
  call: 'lines',
  values: ['name', 'jobTitle', 'companyName', 'businessPhone', 'senderMail'].map((field) => ({ field })),
  named: {},
};

const html: Program = [
  '<div id="',
  { marker: true },
  '"><span style="font-family:Aptos, Arial, sans-serif;font-size:13px;line-height:19px"><a name="',
  { marker: true },
  '"></a>',
  { write: lines },
  '</span></div>',
];

/** The version that markers and answers name where no version of the template could be rendered. */
export const plainVersion = 0;

/** What people get where no version of their template can be rendered: who they are, and nothing that could fail. */
export const plainSignature = loadTemplate({ html, text: [{ write: lines }], fields: [], warnings: [] });
