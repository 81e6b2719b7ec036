import { readFileSync } from 'node:fs';
import { weaknessOf } from './secrets.ts';

const howToMake = 'for example the output of: openssl rand -base64 32';

/**
 * The secrets that the variables name, the current one first: the lines of KEY_FILE, then SESSION_SECRET. What is wrong goes to
 * `problems`, without repeating any.
 */
export function readSecrets(
  values: { SESSION_SECRET?: string; KEY_FILE?: string; MONGODB_URI?: string },
  problems: string[],
): string[] {
  const { SESSION_SECRET: session, KEY_FILE: file } = values;
  const lines = file === undefined ? [] : readLines(file, problems);
  lines.forEach((line, index) => {
    const weakness = weaknessOf(line);
    if (weakness) problems.push(`KEY_FILE=${file}, line ${index + 1}: this secret ${weakness}; take ${howToMake}.`);
  });
  const weakness = session === undefined ? null : weaknessOf(session);
  if (weakness) problems.push(`SESSION_SECRET is not usable: it ${weakness}; take ${howToMake}.`);
  if (values.MONGODB_URI && session === undefined && file === undefined) {
    problems.push(
      `SESSION_SECRET is required with MONGODB_URI (or KEY_FILE, a file that has it), the same for every process: at least 32 characters, ${howToMake}.`,
    );
  }
  return [...lines, ...(session === undefined ? [] : [session])];
}

function readLines(file: string, problems: string[]): string[] {
  try {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
    if (lines.length === 0) problems.push(`KEY_FILE=${file} is empty: one secret a line, the current one first.`);
    return lines;
  } catch (error) {
    problems.push(`KEY_FILE=${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}
