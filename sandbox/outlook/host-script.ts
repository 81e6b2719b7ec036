import { installAuthBridge } from './auth-bridge.ts';
import { installMicrosoftAjax } from './microsoft-ajax.ts';

/**
 * The classic script that an add-in's page loads before office.js: what a browser hosted by Outlook on the web would have
 * anyway. `url` is the compose window's address.
 */
export function hostScript(url: string): string {
  const origin = JSON.stringify(new URL(url).origin);
  return `(${installMicrosoftAjax})();\n(${installAuthBridge})(${origin});\n`;
}
