import { type Finding, findingAt } from './finding.ts';
import type { SourceElement, SourceParts } from './source-parts.ts';

/** Telephones are about this wide; reading panes about twice that. */
const [narrow, wide] = [340, 600];

/** Images without words or sizes, widths that do not fit, links that are not https. */
export function checkMarkup(source: string, { elements, declarations }: SourceParts): Finding[] {
  return [
    ...elements.filter(({ name }) => name === 'img').flatMap((image) => checkImage(source, image)),
    ...elements.flatMap((element) => checkLink(source, element)),
    ...checkWidths(source, elements, declarations),
  ];
}

function checkImage(source: string, { attributes, offset }: SourceElement): Finding[] {
  const found: Finding[] = [];
  if (attributes.alt === undefined) {
    const advice = 'Say in alt="…" what it shows; alt="" for what only decorates.';
    found.push(
      findingAt(source, offset, {
        rule: 'image-alt',
        severity: 'warning',
        message: 'An image has no words for those who do not see it.',
        advice,
      }),
    );
  }
  const missing = ['width', 'height'].filter((name) => attributes[name] === undefined);
  if (missing.length > 0) {
    const message = `An image has no ${missing.join(' and ')}: classic Outlook shows the file in its own size.`;
    found.push(
      findingAt(source, offset, {
        rule: 'image-size',
        severity: 'warning',
        message,
        advice: 'State width="…" and height="…" in pixels, or use {{image "name"}}.',
      }),
    );
  }
  if (/^\s*(data|blob):/i.test(attributes.src ?? '')) {
    const message = 'The picture is written into the template (data:), which Outlook does not show.';
    found.push(
      findingAt(source, offset, {
        rule: 'image-inline',
        severity: 'error',
        message,
        advice: 'Upload it (signet image add) and show it with {{image "name"}}.',
      }),
    );
  }
  return found;
}

function checkLink(source: string, { attributes, offset }: SourceElement): Finding[] {
  return ['href', 'src'].flatMap((name) => {
    const address = attributes[name]?.trim() ?? '';
    if (/^http:/i.test(address)) {
      const message = `${address.slice(0, 80)} is not encrypted; mail programs warn of such links and block such pictures.`;
      return [
        findingAt(source, offset, {
          rule: 'link-https',
          severity: 'warning',
          message,
          advice: 'Write https:// instead.',
        }),
      ];
    }
    if (/^[a-z][a-z0-9+.-]*:/i.test(address) && !/^(https|mailto|tel|cid|data|blob):/i.test(address)) {
      const message = `${address.slice(0, 80)} is taken out: only https, mailto and tel may be clicked.`;
      return [
        findingAt(source, offset, {
          rule: 'link-https',
          severity: 'warning',
          message,
          advice: 'Link to a page with https://.',
        }),
      ];
    }
    return [];
  });
}

function checkWidths(source: string, elements: SourceElement[], declarations: SourceParts['declarations']): Finding[] {
  const stated = [
    ...elements.map(({ attributes, offset }) => ({
      width: /^(\d+)(px)?$/.exec(attributes.width?.trim() ?? '')?.[1],
      offset,
    })),
    ...declarations
      .filter(({ property }) => property === 'width' || property === 'min-width')
      .map(({ value, offset }) => ({ width: /^(\d+)px$/.exec(value.trim())?.[1], offset })),
  ];
  return stated.flatMap(({ width, offset }) => {
    if (width === undefined || Number(width) <= narrow) return [];
    const severity = Number(width) > wide ? 'warning' : 'notice';
    const message = `A width of ${width} pixels is wider than ${severity === 'warning' ? 'a reading pane' : 'a telephone'}.`;
    return [
      findingAt(source, offset, {
        rule: 'width',
        severity,
        message,
        advice: 'Use max-width, a width in percent, or none: tables become as wide as they need.',
      }),
    ];
  });
}
