import { webcrypto } from 'node:crypto';
import { createContext, Script } from 'node:vm';
import { builtBundle } from './built-addin.ts';
import { type FakeAuthBridge, fakeAuthBridge } from './fake-auth-bridge.ts';
import type { ItemState } from './fake-item.ts';
import { type FakeClient, type FakeOutlook, fakeOutlook } from './fake-outlook.ts';
import { type FakeSignetServer, fakeSignetServer } from './fake-signet-server.ts';
import { type HandClock, handClock } from './hand-clock.ts';

export const configurationLine = `var SIGNET_CONFIG=${JSON.stringify({
  apiUrl: 'https://signet.example',
  clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  authority: 'https://login.microsoftonline.com/organizations',
  scope: 'api://aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee/access_as_user',
})};\n`;

export type Handler =
  | 'onNewMessageCompose'
  | 'onNewAppointmentOrganizer'
  | 'onMessageFromChanged'
  | 'onAppointmentFromChanged'
  | 'onMessageRecipientsChanged'
  | 'onMessageSend';

/** The built launch bundle in one runtime, with an Outlook, a server and a clock around it. */
export interface LaunchWorld {
  clock: HandClock;
  outlook: FakeOutlook;
  server: FakeSignetServer;
  auth: FakeAuthBridge;
  /** What this device keeps between windows. */
  device: Map<string, string>;
  globals: Record<string, unknown>;
  /** Raises an event and lets time pass until the handler has ended. */
  fire(handler?: Handler): Promise<Fired>;
  /** Raises an event without waiting. */
  start(handler: Handler): { fired: Fired; ended: Promise<unknown>; look: () => void };
  /** Another compose window: a fresh runtime and item on the same device, mailbox and server. */
  again(item?: Partial<ItemState>): Promise<LaunchWorld>;
}

/** How often `completed` was called, when (milliseconds after the event), and which Outlook calls came after it. */
export interface Fired {
  completed: number;
  after: number;
  callsAfter: string[];
  /** What `completed` was called with. */
  told?: unknown;
}

export interface LaunchOptions {
  client?: FakeClient;
  user?: string;
  item?: Partial<ItemState>;
  lacks?: string[];
  /** Functions of JavaScript later than ES2016 that this runtime does without. */
  withoutLaterFunctions?: boolean;
  configuration?: string;
  storageThrows?: boolean;
}

const forgetLaterFunctions = `
  delete Array.prototype.flat; delete Array.prototype.flatMap; delete Array.prototype.at;
  delete Object.entries; delete Object.values; delete Object.fromEntries; delete Object.hasOwn;
  delete Promise.prototype.finally; delete Promise.allSettled; delete Promise.any;
  delete String.prototype.padStart; delete String.prototype.padEnd; delete String.prototype.matchAll;
  delete String.prototype.replaceAll; delete String.prototype.trimEnd; delete String.prototype.trimStart; delete String.prototype.at;
`;

interface Surroundings {
  clock: HandClock;
  server: FakeSignetServer;
  device: Map<string, string>;
  roaming?: Map<string, unknown>;
}

/**
 * Starts the bundle with the globals its client has. `classic`: the script-only runtime (window, fetch, timers, OfficeRuntime.storage; no
 * document, location or localStorage; Office.onReady never answers). Others: a page's document and localStorage as well.
 */
export async function launchWorld(options: LaunchOptions = {}, around?: Surroundings): Promise<LaunchWorld> {
  const clock = around?.clock ?? handClock();
  const server = around?.server ?? fakeSignetServer(clock);
  const device = around?.device ?? new Map<string, string>();
  const outlook = fakeOutlook(clock, options);
  for (const [name, value] of around?.roaming ?? []) outlook.roaming.set(name, value);
  const auth = fakeAuthBridge(clock);
  const globals = scriptGlobals(options, { clock, outlook, server, auth, device });
  const code = (options.configuration ?? configurationLine) + (await builtBundle('launch.js'));
  const context = createContext(globals);
  if (options.withoutLaterFunctions) new Script(forgetLaterFunctions).runInContext(context);
  new Script(code, { filename: 'launch.js' }).runInContext(context);

  const start = (name: Handler) => {
    const began = clock.now();
    const fired: Fired = { completed: 0, after: -1, callsAfter: [] };
    let callsBefore = 0;
    const handler = outlook.associated.get(name);
    if (!handler) throw new Error(`${name} is not associated`);
    const event = {
      completed(options?: unknown) {
        if (options !== undefined) fired.told = options;
        fired.completed++;
        fired.after = clock.now() - began;
        callsBefore = outlook.calls.length;
      },
    };
    const ended = Promise.resolve(handler(event)).then(() => clock.advance(0));
    const look = () => {
      fired.callsAfter = outlook.calls.slice(callsBefore);
    };
    return { fired, ended, look };
  };
  return {
    clock,
    outlook,
    server,
    auth,
    device,
    globals,
    start,
    async fire(handler = 'onNewMessageCompose') {
      const { fired, ended, look } = start(handler);
      await clock.until(ended);
      // Whatever still hangs after the end has its chance to do harm now.
      await clock.advance(60_000);
      look();
      return fired;
    },
    again: (item) => launchWorld({ ...options, item }, { clock, server, device, roaming: outlook.roaming }),
  };
}

function scriptGlobals(options: LaunchOptions, parts: Omit<LaunchWorld, 'globals' | 'fire' | 'start' | 'again'>) {
  const { clock, outlook, server, auth, device } = parts;
  const refuse = () => {
    throw new Error('Access is denied');
  };
  const read = options.storageThrows ? refuse : (key: string) => device.get(key) ?? null;
  const write = options.storageThrows ? refuse : (key: string, text: string) => void device.set(key, text);
  const silent = () => undefined;
  const globals: Record<string, unknown> = {
    Office: outlook.Office,
    fetch: server.fetch,
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
    Date: clock.Date,
    TextEncoder,
    TextDecoder,
    atob,
    btoa,
    URL,
    URLSearchParams,
    console: { log: silent, info: silent, warn: silent, error: silent, debug: silent },
  };
  globals.window = globals;
  if (outlook.client === 'classic') {
    globals.OfficeRuntime = {
      storage: {
        getItem: async (key: string) => read(key),
        setItem: async (key: string, text: string) => write(key, text),
      },
    };
    // Classic Outlook supplies the bridge and random numbers only here.
    globals.__initializeNestedAppAuth = async () => {
      globals.crypto = { getRandomValues: (array: Uint8Array) => webcrypto.getRandomValues(array) };
      globals.nestedAppAuthBridge = auth.bridge;
    };
  } else {
    Object.assign(globals, {
      document: { addEventListener: silent, removeEventListener: silent },
      location: { href: 'https://signet.example/addin/runtime.html', origin: 'https://signet.example' },
      localStorage: { getItem: read, setItem: write },
      crypto: { getRandomValues: (array: Uint8Array) => webcrypto.getRandomValues(array) },
      nestedAppAuthBridge: auth.bridge,
    });
  }
  return globals;
}
