import { catalogue } from '../catalogue.ts';
import { english } from './english.ts';
import { german } from './german.ts';

/** The texts of the frame and of what every page needs. */
export const messages = catalogue({ en: english, de: german });
