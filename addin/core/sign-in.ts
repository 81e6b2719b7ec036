import { createNestablePublicClientApplication, InteractionRequiredAuthError } from '@azure/msal-browser';
import { AddinError, messageOf } from './addin-error.ts';
import type { AddinConfiguration } from './configuration.ts';
import { withinLimit } from './run.ts';

/** An access token for Signet's API, and the tenant it was issued by. */
export interface Ticket {
  token: string;
  tenant: string;
}

/** Gets a ticket within `limitMs`, or rejects with an AddinError `interaction` (the user has to do something) or `signIn`. */
export type SignIn = (limitMs: number) => Promise<Ticket>;

type Application = Awaited<ReturnType<typeof createNestablePublicClientApplication>>;
let application: Promise<Application> | undefined;

/**
 * Signs in through Outlook (nested app authentication): silently in launch events, where windows are forbidden;
 * with `interactive` by a window if need be, in the task pane.
 */
export function createSignIn(configuration: () => AddinConfiguration, interactive = false): SignIn {
  return (limitMs) => withinLimit(acquire(configuration(), interactive), limitMs, 'Signing in');
}

async function acquire(configuration: AddinConfiguration, interactive: boolean): Promise<Ticket> {
  try {
    const client = await open(configuration);
    const request = { scopes: [configuration.scope] };
    // Without a known account acquireTokenSilent may refuse where ssoSilent still asks the host.
    const result = await client
      .acquireTokenSilent(request)
      .catch(() => client.ssoSilent(request))
      .catch((error: unknown) => {
        if (interactive && needsInteraction(error)) return client.acquireTokenPopup(request);
        throw error;
      });
    return { token: result.accessToken, tenant: result.tenantId };
  } catch (error) {
    throw translate(error);
  }
}

function open({ clientId, authority }: AddinConfiguration): Promise<Application> {
  if (!application) {
    application = createNestablePublicClientApplication({ auth: { clientId, authority } }).then((client) => {
      // msal falls back to a client for ordinary pages, which needs windows and frames that a handler hasn't got.
      if (!('nestedAppAuthBridge' in window)) {
        throw new AddinError('signIn', 'This version of Outlook cannot sign add-ins in');
      }
      return client;
    });
    application.catch(() => {
      application = undefined;
    });
  }
  return application;
}

function needsInteraction(error: unknown): boolean {
  return (
    error instanceof InteractionRequiredAuthError ||
    /interaction_required|login_required|consent_required|user_cancelled|no_account/i.test(messageOf(error))
  );
}

function translate(error: unknown): AddinError {
  if (error instanceof AddinError) return error;
  return new AddinError(needsInteraction(error) ? 'interaction' : 'signIn', messageOf(error));
}
