import type { TemplateProblem } from '../../../contract/index.ts';
import { placeAt } from '../template.ts';

/** What a rule says of a template, with what to do about it. */
export type Finding = TemplateProblem & { rule: LintRule; advice: string };

/** The rules. */
export type LintRule =
  | 'template'
  | 'size'
  | 'image-unknown'
  | 'image-weight'
  | 'image-alt'
  | 'image-size'
  | 'image-inline'
  | 'contrast'
  | 'width'
  | 'css-support'
  | 'css-dropped'
  | 'element-dropped'
  | 'field-unknown'
  | 'field-empty'
  | 'link-https';

/** A finding at an offset of the HTML source. */
export function findingAt(
  source: string,
  offset: number,
  finding: Omit<Finding, 'variant' | 'line' | 'column'>,
): Finding {
  return { ...finding, ...placeAt(source, offset, 'html') };
}

/** One finding for what stands in many places: that of the first place, which tells how often. */
export function onceEach(findings: Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.message}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return others.length === 0 ? [first] : [{ ...first, message: `${first.message} (${others.length + 1} times)` }];
  });
}
