const styles: Record<string, Intl.DateTimeFormatOptions> = {
  short: { dateStyle: 'short' },
  medium: { dateStyle: 'medium' },
  long: { dateStyle: 'long' },
  full: { dateStyle: 'full' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** How a date may be written. */
export const dateStyles = Object.keys(styles);

/** A date (`2027-01-31`, with or without a time) as people of the language write it; what is no such date comes back as it is. */
export function shownDate(value: string, style: string, language = 'en'): string {
  const day = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.exec(value)?.[1];
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? value : formatOf(style, language).format(date);
}

function formatOf(style: string, language: string): Intl.DateTimeFormat {
  const key = `${language} ${style}`;
  const before = formats.get(key);
  if (before !== undefined) return before;
  const locale = Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? 'en';
  const options = Object.hasOwn(styles, style) ? styles[style] : styles.long;
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...options, timeZone: 'UTC' });
  formats.set(key, format);
  return format;
}
