import type { CallLog } from './call-log.ts';
import { describe } from './call-log.ts';
import { type Fault, type Faults, faultFor } from './fault.ts';
import { isRecord, type OfficeRequest, parseJson } from './message.ts';
import { OfficeError, officeCodes } from './office-error.ts';
import { methodFor } from './office-methods.ts';
import { type OfficeWorld, recordOf } from './office-world.ts';

/** What the host tells an add-in about itself; permission in Outlook's host numbering (1 read, 3 read/write item, 2 mailbox). */
export interface HostIdentity {
  controlId: string;
  source: string;
  addinId: string;
  addinName: string;
  addinUrl: string;
  permission: number;
  locale: string;
  timeZone: string;
}

/** What happens on the host's side while it answers. */
export interface HostPorts {
  identity: HostIdentity;
  world: OfficeWorld;
  faults: Faults;
  log: CallLog;
  wait(ms: number): Promise<void>;
  /** False once the page is gone; what it asked for is not done any more. */
  alive(): boolean;
  completed(commandId: string, status: number, event: unknown): void;
}

/**
 * An answer to post, or nothing at all (an injected hang). `ready`: the add-in listens for commands from now on; send none
 * before the answer is posted, because office.js drops them.
 */
export type HostAnswer = { data: unknown; ready?: boolean } | 'never';

/** Mailbox 1.13 is what Outlook on the web had when this office.js was made; nested app authentication is newer. */
const requirementMatrix = JSON.stringify({ Mailbox: '1.13', NestedAppAuth: '1.1', DialogApi: '1.2' });
const events = new Set([
  'appCommandInvoked',
  'olkRecipientsChanged',
  'olkAttachmentsChanged',
  'olkItemSelectedChanged',
  'olkAppointmentTimeChanged',
  'olkInfobarClicked',
]);

function appContext({ identity, world }: HostPorts): unknown {
  return {
    _id: identity.controlId,
    _appName: 64,
    _appVersion: '16.01',
    _appUILocale: identity.locale,
    _dataLocale: identity.locale,
    _docUrl: identity.addinUrl,
    _clientMode: 0,
    _settings: world.mailbox.readSettings(),
    _reason: 'documentOpened',
    _addinName: identity.addinName,
    _requirementMatrix: requirementMatrix,
  };
}

function initialData({ identity, world }: HostPorts): unknown {
  return {
    itemType: world.item.kind === 'appointment' ? 5 : 4,
    permissionLevel: identity.permission,
    hostVersion: '16.0.0.0',
    owaView: 'ThreeColumns',
    userDisplayName: world.user.name,
    userEmailAddress: world.user.address,
    userProfileType: 'office365',
    userTimeZone: identity.timeZone,
    // A new message belongs to no conversation until it is saved.
    conversationId: world.item.kind === 'reply' || world.item.kind === 'forward' ? world.item.id : null,
    isFromSharedFolder: false,
    ewsUrl: '',
    restUrl: '',
    extensionId: identity.addinId,
  };
}

/** What one Office call comes to: `{error: false, data}` or `{error: true, errorCode}`; never null, or its callback would never run. */
function runMethod(
  dispatchId: number,
  parameters: unknown,
  world: OfficeWorld,
  fault?: Fault,
): Record<string, unknown> {
  try {
    if (fault?.kind === 'code') throw new OfficeError(fault.code);
    const unwrapped = Array.isArray(parameters) ? parameters[0] : parameters;
    const data = methodFor(dispatchId).run(recordOf(unwrapped), world);
    // Loading custom properties is the one method whose answer isn't wrapped.
    if (dispatchId === 3) return recordOf(data);
    return { error: false, data: data ?? null };
  } catch (error) {
    return { error: true, errorCode: error instanceof OfficeError ? error.code : officeCodes.internal };
  }
}

async function executeMethod(data: unknown, ports: HostPorts): Promise<HostAnswer> {
  const call = recordOf(data);
  const dispatchId = Number(recordOf(call.MethodData).DispatchId);
  const method = methodFor(dispatchId);
  const fault = faultFor(ports.faults, method.name);
  if (method.silent) return { data: { error: false, data: null } };
  const { log, identity } = ports;
  const line = log.begin({
    source: identity.source,
    kind: 'call',
    name: method.name,
    detail: describe(call.ApiParams),
  });
  if (fault?.kind === 'hang') {
    log.end(line, 'never', 'never answered (injected)');
    return 'never';
  }
  if (fault?.kind === 'delay') await ports.wait(fault.ms);
  if (!ports.alive()) return 'never';
  if (fault?.kind === 'null') {
    log.end(line, 'failed', 'null (injected)');
    return { data: null };
  }
  const answer = runMethod(dispatchId, call.ApiParams, ports.world, fault);
  if (answer.error) log.end(line, 'failed', `error ${String(answer.errorCode)}`);
  else log.end(line, 'done', describe(answer.data));
  return { data: answer };
}

/** completed() of a launch event or command: `{0: command id, 1: status, 2: the event as JSON, DdaMethod}`. */
function commandCompleted(data: unknown, ports: HostPorts): HostAnswer {
  const call = recordOf(data);
  ports.completed(String(call[0]), Number(call[1]), parseJson(call[2]));
  return { data: { Version: 1, Error: 0 } };
}

function answerEvent(request: OfficeRequest): HostAnswer {
  if (!events.has(request.name)) return { data: { Error: officeCodes.notSupported } };
  // office.js listens for commands only once the page is initialised: this is its "ready".
  return { data: { Error: 0 }, ready: request.action === 'register' && request.name === 'appCommandInvoked' };
}

/** The host's answer to one request of office.js. Everything is answered, except where a fault says otherwise. */
export async function answerRequest(request: OfficeRequest, ports: HostPorts): Promise<HostAnswer> {
  if (request.action !== 'invoke') return answerEvent(request);
  switch (request.name) {
    case 'ContextActivationManager_getAppContextAsync':
      return { data: appContext(ports) };
    case 'GetInitialData':
      return { data: initialData(ports) };
    case 'ExecuteMethod':
      return executeMethod(request.data, ports);
    case 'executeMethod':
      return isRecord(request.data) ? commandCompleted(request.data, ports) : { data: { Version: 1, Error: 0 } };
    default:
      return { data: null };
  }
}
