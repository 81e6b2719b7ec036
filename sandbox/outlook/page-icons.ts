const icon = (paths: string, size = 20) =>
  `<svg viewBox="0 0 20 20" width="${size}" height="${size}" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

/** The window's own pictures, drawn as lines in the colour of the text. */
export const icons = {
  mail: icon('<rect x="2.5" y="4.5" width="15" height="11" rx="2"/><path d="m3 6 7 5 7-5"/>', 22),
  info: icon('<circle cx="10" cy="10" r="7"/><path d="M10 9v4M10 6.6v.1"/>', 16),
  send: icon('<path d="m3 4 14 6-14 6 2.2-6L3 4Z"/><path d="M5.2 10H11"/>', 18),
  pen: icon('<path d="m4 16 .8-3.4L13 4.4a1.6 1.6 0 0 1 2.3 0l.3.3a1.6 1.6 0 0 1 0 2.3l-8.2 8.2L4 16Z"/>', 18),
  search: icon('<circle cx="9" cy="9" r="5"/><path d="m13 13 4 4"/>', 18),
  bold: icon('<path d="M6 4h5a3 3 0 0 1 0 6H6V4Zm0 6h6a3 3 0 0 1 0 6H6v-6Z"/>', 16),
  italic: icon('<path d="M8 4h6M6 16h6M11.5 4l-3 12"/>', 16),
  underline: icon('<path d="M6 4v5a4 4 0 0 0 8 0V4M5 17h10"/>', 16),
  list: icon('<path d="M8 5h9M8 10h9M8 15h9M3.5 5h.1M3.5 10h.1M3.5 15h.1"/>', 16),
  chevron: icon('<path d="m7 5 5 5-5 5"/>', 14),
  close: icon('<path d="m5 5 10 10M15 5 5 15"/>', 16),
};
