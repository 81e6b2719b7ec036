import { fakeItem, type ItemState, OfficeFailure, officeErrors, readBody, setSignature } from './fake-item.ts';
import type { HandClock } from './hand-clock.ts';

/** How one kind of call misbehaves: never calls back, fails, throws at once, or answers late (milliseconds). */
export type Fault =
  | { kind: 'hang' }
  | { kind: 'fail'; error: readonly [number, string] }
  | { kind: 'throw'; message: string }
  | { kind: 'slow'; milliseconds: number };

export type FakeClient = 'classic' | 'mac' | 'web' | 'newWindows' | 'ios' | 'android';

const clients: Record<FakeClient, { hostName: string; platform: string }> = {
  classic: { hostName: 'Outlook', platform: 'PC' },
  mac: { hostName: 'Outlook', platform: 'Mac' },
  web: { hostName: 'OutlookWebApp', platform: 'OfficeOnline' },
  newWindows: { hostName: 'newOutlookWindows', platform: 'PC' },
  ios: { hostName: 'OutlookIOS', platform: 'iOS' },
  android: { hostName: 'OutlookAndroid', platform: 'Android' },
};

/** An Outlook of our own: one item, real AsyncResults and codes, what each client supports, and faults by method name. */
export interface FakeOutlook {
  client: FakeClient;
  item: ItemState;
  /** Every call in order, e.g. `body.setSignatureAsync`. */
  calls: string[];
  faults: Map<string, Fault>;
  roaming: Map<string, unknown>;
  /** Does Outlook put its own signature into messages? A setting of the account. */
  ownSignature: boolean;
  associated: Map<string, (event: { completed(): void }) => unknown>;
  /** The global `Office`. */
  Office: Record<string, unknown>;
  count(method: string): number;
}

type Callback = (result: unknown) => void;

/** Makes one. Every answer takes a millisecond of the clock. `supports` says which members of the item exist. */
export function fakeOutlook(
  clock: HandClock,
  options: { client?: FakeClient; user?: string; item?: Partial<ItemState>; lacks?: string[] } = {},
): FakeOutlook {
  const client = options.client ?? 'classic';
  const calls: string[] = [];
  const faults = new Map<string, Fault>();
  const roaming = new Map<string, unknown>();
  const saved = new Map<string, unknown>();
  const state = fakeItem(options.item);
  const outlook = { client, item: state, calls, faults, roaming: saved, ownSignature: true } as FakeOutlook;

  /** One asynchronous method: the callback is the last argument, as in Office. */
  const method =
    (name: string, work: (...given: never[]) => unknown) =>
    (...given: unknown[]) => {
      calls.push(name);
      const fault = faults.get(name);
      if (fault?.kind === 'throw') throw new Error(fault.message);
      if (fault?.kind === 'hang') return;
      const callback = given.pop() as Callback;
      const answer = () => callback(resultOf(() => failIf(fault) ?? work(...(given as never[]))));
      clock.setTimeout(answer, fault?.kind === 'slow' ? fault.milliseconds : 1);
    };

  const item = itemMembers(outlook, method);
  for (const name of options.lacks ?? []) delete item[name];
  const { hostName, platform } = clients[client];
  outlook.associated = new Map();
  outlook.count = (name) => calls.filter((call) => call === name).length;
  outlook.Office = {
    onReady: () => new Promise(() => undefined),
    actions: {
      associate: (name: string, run: (event: { completed(): void }) => unknown) => outlook.associated.set(name, run),
    },
    context: {
      platform,
      partitionKey: 'partition-7|',
      mailbox: {
        diagnostics: { hostName, hostVersion: '16.0' },
        userProfile: { emailAddress: options.user ?? 'Anna@contoso.example', displayName: 'Anna' },
        item,
      },
      roamingSettings: {
        get: (name: string) => roaming.get(name) ?? saved.get(name),
        set: (name: string, value: unknown) => void roaming.set(name, value),
        saveAsync: method('roamingSettings.saveAsync', () => {
          for (const [name, value] of roaming) saved.set(name, value);
        }),
      },
    },
  };
  return outlook;
}

type Method = (name: string, work: (...given: never[]) => unknown) => (...given: unknown[]) => void;

function itemMembers(outlook: FakeOutlook, method: Method): Record<string, unknown> {
  const { item, client } = outlook;
  const sender = () => ({ emailAddress: item.from, displayName: item.from, recipientType: 'user' });
  const isMessage = item.kind === 'message';
  const isMobile = client === 'ios' || client === 'android';
  const from = { getAsync: method('from.getAsync', sender) };
  const line = (name: 'to' | 'cc' | 'bcc') => ({
    getAsync: method(`${name}.getAsync`, () => item[name].map((emailAddress) => ({ emailAddress, displayName: '' }))),
  });
  return {
    itemType: item.kind,
    // A new message belongs to no conversation until it is saved; mobile doesn't tell.
    ...(!isMobile && { conversationId: item.id || item.composeType !== 'newMail' ? 'conversation-1' : null }),
    ...(isMessage && { to: line('to'), cc: line('cc'), bcc: line('bcc') }),
    disableClientSignatureAsync: method('disableClientSignatureAsync', () => {
      outlook.ownSignature = false;
    }),
    ...(!isMobile && {
      isClientSignatureEnabledAsync: method('isClientSignatureEnabledAsync', () => outlook.ownSignature),
    }),
    ...(isMessage ? { from } : { organizer: from }),
    ...(isMessage && {
      getComposeTypeAsync: method('getComposeTypeAsync', () => ({
        composeType: item.composeType,
        coercionType: item.format,
      })),
    }),
    addFileAttachmentFromBase64Async: method(
      'addFileAttachmentFromBase64Async',
      (base64: string, name: string, { isInline }: { isInline: boolean }) => {
        item.attachments.push({ base64, name, isInline });
        return `attachment-${item.attachments.length}`;
      },
    ),
    body: bodyMembers(item, client, method),
    sessionData: {
      getAsync: method(
        'sessionData.getAsync',
        (name: string) => item.session.get(name) ?? fail(officeErrors.sessionKeyMissing),
      ),
      setAsync: method('sessionData.setAsync', (name: string, value: string) => void item.session.set(name, value)),
    },
    notificationMessages: {
      addAsync: method('notificationMessages.addAsync', (key: string, details: Notice) => {
        if (item.notifications.has(key)) fail(officeErrors.duplicateKey);
        notify(item, client, key, details);
      }),
      replaceAsync: method('notificationMessages.replaceAsync', (key: string, details: Notice) =>
        notify(item, client, key, details),
      ),
    },
  };
}

type Notice = { type: string; message: string };

function notify(item: ItemState, client: FakeClient, key: string, details: Notice): void {
  const isMobile = client === 'ios' || client === 'android';
  if (details.message.length > 150) fail(officeErrors.internal);
  if (isMobile && details.type === 'insightMessage') fail(officeErrors.unsupported);
  item.notifications.set(key, details);
}

function bodyMembers(item: ItemState, client: FakeClient, method: Method): Record<string, unknown> {
  const isMobile = client === 'ios' || client === 'android';
  const signs = item.kind === 'message' || client === 'classic' || client === 'mac';
  const set = method('body.setSignatureAsync', (content: string, options: { coercionType: string }) => {
    if (!signs) fail(officeErrors.unsupported);
    setSignature(item, content, options.coercionType);
  });
  return {
    getAsync: method('body.getAsync', (format: string) => readBody(item, format)),
    setSignatureAsync: (content: string, ...rest: unknown[]) => {
      // office.js checks 120,000 and throws at once; Outlook itself documents 30,000.
      if (content.length > 30_000) throw new RangeError('Sys.ArgumentOutOfRangeException');
      set(content, ...rest);
    },
    ...(!isMobile && {
      setAsync: method('body.setAsync', (content: string) => {
        item.body = content;
      }),
    }),
  };
}

function fail(error: readonly [number, string]): never {
  throw new OfficeFailure(error);
}

function failIf(fault: Fault | undefined): undefined {
  if (fault?.kind === 'fail') fail(fault.error);
}

/** What a callback gets: the value, or the code, name and message of a failure. */
function resultOf(work: () => unknown): unknown {
  try {
    return { status: 'succeeded', value: work(), error: undefined };
  } catch (error) {
    if (!(error instanceof OfficeFailure)) throw error;
    return {
      status: 'failed',
      value: undefined,
      error: { code: error.code, name: error.name, message: error.message },
    };
  }
}
