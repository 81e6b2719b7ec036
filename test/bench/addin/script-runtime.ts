import { webcrypto } from 'node:crypto';
import { createContext, Script } from 'node:vm';
import { fakeAuthBridge } from '../../support/fake-auth-bridge.ts';
import { anAnswer } from '../../support/fake-signet-server.ts';

/** How long a call of Outlook takes here, in milliseconds: classic Outlook is rarely faster. */
const callTakes = 2;

/** From the event to the call of setSignatureAsync (milliseconds), and how many requests were made by then and in all. */
export interface Signed {
  milliseconds: number;
  requestsBefore: number;
  requests: number;
}

/** One device with a script-only runtime, as classic Outlook has it: every event gets a fresh one. */
export function scriptRuntime(bundle: string): () => Promise<Signed> {
  const script = new Script(bundle, { filename: 'launch.js' });
  const device = new Map<string, string>();
  return () => raise(script, device);
}

async function raise(script: Script, device: Map<string, string>): Promise<Signed> {
  const signed: Signed = { milliseconds: 0, requestsBefore: 0, requests: 0 };
  const handlers = new Map<string, (event: { completed(): void }) => void>();
  let began = 0;
  const onSet = () => {
    signed.milliseconds = performance.now() - began;
    signed.requestsBefore = signed.requests;
  };
  script.runInContext(createContext(globalsOf(device, handlers, onSet, signed)));
  const handler = handlers.get('onNewMessageCompose');
  if (!handler) throw new Error('the bundle has no onNewMessageCompose');
  await new Promise<void>((completed) => {
    began = performance.now();
    handler({ completed });
  });
  return signed;
}

type Callback = (result: { status: string; value: unknown }) => void;
const method =
  (value: unknown, onCall: () => void = () => undefined) =>
  (...given: unknown[]) => {
    onCall();
    setTimeout(() => (given.at(-1) as Callback)({ status: 'succeeded', value }), callTakes);
  };

function globalsOf(
  device: Map<string, string>,
  handlers: Map<string, (event: { completed(): void }) => void>,
  onSet: () => void,
  counted: Signed,
): object {
  const body = { setSignatureAsync: method(undefined, onSet), getAsync: method('<p>Anna Adler</p>') };
  const item = {
    itemType: 'message',
    conversationId: null,
    from: { getAsync: method({ emailAddress: 'anna@contoso.example', displayName: 'Anna' }) },
    getComposeTypeAsync: method({ composeType: 'newMail', coercionType: 'html' }),
    body,
    sessionData: { getAsync: method(''), setAsync: method(undefined) },
    notificationMessages: { addAsync: method(undefined), replaceAsync: method(undefined) },
  };
  const Office = {
    actions: { associate: (name: string, run: (event: { completed(): void }) => void) => handlers.set(name, run) },
    context: {
      platform: 'PC',
      mailbox: {
        diagnostics: { hostName: 'Outlook', hostVersion: '16.0' },
        userProfile: { emailAddress: 'anna@contoso.example' },
        item,
      },
      roamingSettings: { get: () => undefined, set: () => undefined, saveAsync: method(undefined) },
    },
  };
  const storage = {
    getItem: async (key: string) => device.get(key) ?? null,
    setItem: async (key: string, text: string) => void device.set(key, text),
  };
  const silent = () => undefined;
  const globals: Record<string, unknown> = {
    ...{ Office, OfficeRuntime: { storage }, setTimeout, clearTimeout, TextEncoder, TextDecoder, URL, atob, btoa },
    console: { log: silent, info: silent, warn: silent, error: silent },
    fetch: async (url: string) => {
      counted.requests += 1;
      return answerTo(new URL(url).pathname);
    },
    crypto: { getRandomValues: (array: Uint8Array<ArrayBuffer>) => webcrypto.getRandomValues(array) },
    nestedAppAuthBridge: fakeAuthBridge({ now: Date.now, setTimeout: (run, delay) => Number(setTimeout(run, delay)) })
      .bridge,
  };
  globals.window = globals;
  return globals;
}

const answer = anAnswer(`<table><tr><td>Anna Adler</td></tr></table>${'<p>line</p>'.repeat(300)}`);

function answerTo(path: string): unknown {
  const all = ['newMail', 'reply', 'forward'].map((composeType) => ({
    from: 'anna@contoso.example',
    ...{ composeType, answer },
  }));
  const body = path.endsWith('/signatures') ? { signatures: all } : answer;
  return { status: 200, headers: { get: () => '"1"' }, text: async () => JSON.stringify(body) };
}
