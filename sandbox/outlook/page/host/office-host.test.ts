import { describe, expect, it } from '@jest/globals';
import { CallLog } from './call-log.ts';
import { createItem, type ItemKind } from './compose-item.ts';
import { readFaults } from './fault.ts';
import type { OfficeRequest } from './message.ts';
import { answerRequest, type HostPorts } from './office-host.ts';

function buildHost(options: { kind?: ItemKind; format?: 'html' | 'text'; faults?: string[]; alive?: boolean } = {}) {
  const item = createItem({
    id: 'item-1',
    kind: options.kind ?? 'newMail',
    format: options.format ?? 'html',
    from: { name: 'Ada', address: 'ada@x.example' },
    start: 0,
  });
  let settings: Record<string, unknown> = { kept: '"yes"' };
  const signatures: string[] = [];
  const completed: unknown[][] = [];
  const ignore = () => undefined;
  const ports: HostPorts = {
    identity: {
      controlId: 'frame-1',
      source: 'launch',
      addinId: 'addin',
      addinName: 'Addin',
      addinUrl: 'http://localhost:3000/launch.html',
      permission: 3,
      locale: 'en-US',
      timeZone: 'Europe/Stockholm',
    },
    world: {
      item,
      body: {
        read: () => 'body',
        write: ignore,
        prepend: ignore,
        selection: () => '',
        replaceSelection: ignore,
        setSignature: (data, as) => signatures.push(`${as}:${data}`),
      },
      mailbox: {
        readSettings: () => settings,
        saveSettings: (next) => {
          settings = next;
        },
        clientSignatureEnabled: () => true,
        disableClientSignature: ignore,
      },
      user: { name: 'Ada', address: 'ada@x.example' },
      changed: ignore,
      close: ignore,
    },
    faults: readFaults(options.faults ?? []).faults,
    log: new CallLog(() => 0, ignore),
    wait: async () => undefined,
    alive: () => options.alive ?? true,
    completed: (...end) => completed.push(end),
  };
  const ask = (name: string, data?: unknown, action: OfficeRequest['action'] = 'invoke') =>
    answerRequest({ action, name, conversationId: 'c', correlationId: 0, data }, ports);
  const call = async (id: number, parameters?: unknown) => {
    const answer = await ask('ExecuteMethod', {
      MethodData: { ControlId: 'frame-1', DispatchId: id },
      ApiParams: parameters,
    });
    return answer === 'never' ? 'never' : answer.data;
  };
  return { ports, item, ask, call, signatures, completed, settings: () => settings };
}

const inline = { base64String: 'aGVsbG8=', name: 'logo.png', isInline: true };
const bar = { key: 'k', message: 'Hello', type: 0 };

describe('start-up', () => {
  it('gives office.js everything that it insists on', async () => {
    const { ask } = buildHost();
    const context = await ask('ContextActivationManager_getAppContextAsync', 'frame-1');
    const wanted = ['_id', '_appName', '_appVersion', '_appUILocale', '_dataLocale', '_docUrl', '_clientMode'];
    for (const name of [...wanted, '_settings', '_reason']) expect(context).toHaveProperty(`data.${name}`);
    expect(context).toMatchObject({ data: { _appName: 64, _settings: { kept: '"yes"' } } });
    expect(await ask('GetInitialData')).toMatchObject({ data: { itemType: 4, permissionLevel: 3 } });
    expect(await buildHost({ kind: 'appointment' }).ask('GetInitialData')).toMatchObject({ data: { itemType: 5 } });
    expect(await ask('ContextActivationManager_notifyHost', ['frame-1', 21])).toEqual({ data: null });
  });

  it('is ready when the page listens for commands, and knows no dialogs', async () => {
    const { ask } = buildHost();
    expect(await ask('appCommandInvoked', {}, 'register')).toEqual({ data: { Error: 0 }, ready: true });
    expect(await ask('appCommandInvoked', {}, 'unregister')).toEqual({ data: { Error: 0 }, ready: false });
    expect(await ask('dialogMessageReceived', {}, 'register')).toEqual({ data: { Error: 5000 } });
  });

  it('hears completed() with its context', async () => {
    const { ask, completed } = buildHost();
    const event = JSON.stringify({ completedContext: { allowEvent: true } });
    expect(await ask('executeMethod', { 0: 'c-1', 1: 0, 2: event })).toEqual({ data: { Version: 1, Error: 0 } });
    expect(completed).toEqual([['c-1', 0, { completedContext: { allowEvent: true } }]]);
  });
});

describe('Office methods', () => {
  it.each([
    [174, undefined, { composeType: 'reply', coercionType: 'html' }],
    [107, undefined, { name: 'Ada', address: 'ada@x.example', recipientType: 2 }],
    [14, undefined, 'html'],
    [175, undefined, true],
    [99, undefined, ''],
  ])('%i answers', async (id, parameters, data) => {
    expect(await buildHost({ kind: 'reply' }).call(id, parameters)).toEqual({ error: false, data });
  });

  it('sets a signature, but no HTML into plain text, and none into a meeting', async () => {
    const html = { data: '<b>x</b>', coercionType: 3 };
    const mail = buildHost();
    expect(await mail.call(173, html)).toEqual({ error: false, data: null });
    expect(mail.signatures).toEqual(['html:<b>x</b>']);
    expect(await buildHost({ format: 'text' }).call(173, html)).toEqual({ error: true, errorCode: 9002 });
    expect(await buildHost({ kind: 'appointment' }).call(173, html)).toEqual({ error: true, errorCode: 5000 });
  });

  it('takes files and inline images, and lists them', async () => {
    const { call } = buildHost();
    expect(await call(148, inline)).toEqual({ error: false, data: 'addinId-1' });
    expect(await call(149)).toEqual({
      error: false,
      data: [
        { id: 'addinId-1', name: 'logo.png', size: 5, contentType: 'image/png', isInline: true, attachmentType: 0 },
      ],
    });
    expect(await call(20, { attachmentIndex: 'addinId-1' })).toEqual({ error: true, errorCode: 9008 });
  });

  it('keeps recipients', async () => {
    const { call, item } = buildHost();
    await call(21, { recipientField: 1, recipientArray: [{ address: 'b@x.example', name: 'B' }] });
    await call(22, { recipientField: 1, recipientArray: [{ address: 'c@x.example', name: null }] });
    expect(item.recipients.cc).toEqual([
      { name: 'B', address: 'b@x.example' },
      { name: 'c@x.example', address: 'c@x.example' },
    ]);
    expect(await call(15, { recipientField: 0 })).toEqual({ error: false, data: [] });
  });

  it('keeps bars by their key', async () => {
    const { call } = buildHost();
    expect(await call(33, bar)).toEqual({ error: false, data: null });
    expect(await call(33, bar)).toEqual({ error: true, errorCode: 9023 });
    expect(await call(35, { ...bar, key: 'other' })).toEqual({ error: true, errorCode: 9024 });
    expect(await call(34)).toEqual({ error: false, data: [bar] });
    expect(await call(36, { key: 'k' })).toEqual({ error: false, data: null });
    for (let count = 0; count < 5; count++) await call(33, { ...bar, key: `k${count}` });
    expect(await call(33, bar)).toEqual({ error: true, errorCode: 9025 });
  });

  it('remembers session data up to 50,000 characters, settings and custom properties', async () => {
    const { call, settings } = buildHost();
    expect(await call(186, { name: 'a' })).toEqual({ error: true, errorCode: 9050 });
    await call(185, { name: 'a', value: '1' });
    expect(await call(186, { name: 'a' })).toEqual({ error: false, data: '1' });
    expect(await call(185, { name: 'b', value: 'x'.repeat(50_000) })).toEqual({ error: true, errorCode: 9051 });
    await call(404, [{ last: '"x"' }]);
    expect(settings()).toEqual({ last: '"x"' });
    await call(4, { customProperties: { p: 1 } });
    expect(await call(3)).toEqual({ wasSuccessful: true, customProperties: '{"p":1}' });
  });

  it('answers what it does not know, and is silent about telemetry', async () => {
    const { call, ports } = buildHost();
    expect(await call(9999)).toEqual({ error: true, errorCode: 5000 });
    expect(await call(400, {})).toEqual({ error: false, data: null });
    expect(ports.log.lines.map((line) => line.name)).toEqual(['method 9999']);
  });
});

describe('faults', () => {
  it('never answers, answers null, an error or late', async () => {
    const names = ['getComposeTypeAsync:hang', 'setSignatureAsync:5001', 'from.getAsync:null', 'getTypeAsync:delay5'];
    const { call, ports, signatures } = buildHost({ faults: names });
    expect(await call(174)).toBe('never');
    expect(await call(173, { data: 'x' })).toEqual({ error: true, errorCode: 5001 });
    expect(signatures).toEqual([]);
    expect(await call(107)).toBeNull();
    expect(await call(14)).toEqual({ error: false, data: 'html' });
    expect(ports.log.lines.map((line) => line.state)).toEqual(['never', 'failed', 'failed', 'done']);
  });

  it('does nothing more for a page that is gone', async () => {
    const { call, signatures } = buildHost({ alive: false });
    expect(await call(173, { data: 'x' })).toBe('never');
    expect(signatures).toEqual([]);
  });
});
