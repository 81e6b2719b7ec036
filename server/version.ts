import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installation } from './compose.ts';

/** This version of Signet, as package.json names it. */
export const version: string = JSON.parse(readFileSync(join(installation, 'package.json'), 'utf8')).version;
