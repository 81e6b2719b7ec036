import { AddinError } from './addin-error.ts';

/** What the server writes in front of the bundles as `var SIGNET_CONFIG={…}`. */
export interface AddinConfiguration {
  apiUrl: string;
  clientId: string;
  authority: string;
  scope: string;
}

declare const SIGNET_CONFIG: unknown;

/** The configuration the server has put before the script, or an AddinError `configuration` that names what is missing. */
export function readConfiguration(): AddinConfiguration {
  return checkConfiguration(typeof SIGNET_CONFIG === 'undefined' ? undefined : SIGNET_CONFIG);
}

/** The value as a configuration: four texts, the two addresses absolute (the script-only runtime fetches nothing else). */
export function checkConfiguration(value: unknown): AddinConfiguration {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const text = (name: keyof AddinConfiguration, form: RegExp): string => {
    const found = given[name];
    if (typeof found === 'string' && form.test(found)) return found;
    throw new AddinError('configuration', `SIGNET_CONFIG.${name} is missing or wrong`);
  };
  return {
    apiUrl: text('apiUrl', /^https?:\/\/[^/]/).replace(/\/+$/, ''),
    clientId: text('clientId', /\S/),
    authority: text('authority', /^https?:\/\/[^/]/),
    scope: text('scope', /\S/),
  };
}
