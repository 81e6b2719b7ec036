import type { AddinSettings } from '../../contract/addin.ts';
import type { SignatureAnswer } from '../../contract/signature.ts';
import { anAnswer } from './fake-signet-server.ts';
import { type LaunchOptions, type LaunchWorld, launchWorld } from './launch-world.ts';

export const anna = 'anna@contoso.example';
export const sales = 'sales@contoso.example';
export const colleague = 'bert@contoso.example';
export const stranger = 'eve@elsewhere.example';
export const annas = anAnswer('<p>Anna Adler</p>', { text: 'Anna Adler' });
export const inside = anAnswer('<p>Anna, floor 3</p>', { text: 'Anna, floor 3' });
export const salesTeam = anAnswer('<p>The sales team</p>', { text: 'The sales team' });

/** What a window is opened with. */
export interface Given extends LaunchOptions {
  answer?: SignatureAnswer;
  internal?: boolean;
  addin?: AddinSettings;
}

/** Anna's compose window, on a device that knows everything, unless `warm` is false. */
export async function aWindow(
  { answer = annas, internal, addin, ...options }: Given = {},
  warm = true,
): Promise<LaunchWorld> {
  const world = await launchWorld({ ...options, ...(warm ? { item: undefined } : {}) });
  for (const type of ['newMail', 'reply', 'forward']) {
    world.server.answers.set(`${anna}|${type}`, answer);
    world.server.answers.set(`${sales}|${type}`, salesTeam);
    if (internal) world.server.internal.set(`${anna}|${type}`, inside);
  }
  world.server.addin = addin;
  if (!warm) return world;
  await world.fire();
  const next = await world.again(options.item);
  next.server.requests.length = 0;
  return next;
}

/** How often a signature was set. */
export const sets = ({ outlook }: LaunchWorld): number => outlook.count('body.setSignatureAsync');
