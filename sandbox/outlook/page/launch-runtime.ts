import { type AddinContext, AddinFrame } from './addin-frame.ts';
import { painted } from './clock.ts';
import { type CallLine, shorten } from './host/call-log.ts';
import { faultFor } from './host/fault.ts';
import { isRecord } from './host/message.ts';

const readyMs = 20_000;
/** Outlook ends a handler after five minutes. */
const handlerMs = 5 * 60_000;
/** The hidden page goes some seconds after its last event, so that a second completed() is still noticed. */
const idleMs = 5_000;

/** What the runtime is doing, for the status line. */
export type RuntimeState = 'asleep' | 'starting' | 'running' | 'done' | 'broken';

/**
 * The add-in's hidden page that handles launch events. It starts with the first event, handles them as they come, and goes
 * when it has nothing to do, like Outlook's short-lived runtimes.
 */
export class LaunchRuntime {
  private readonly context: AddinContext;
  private readonly place: HTMLElement;
  private readonly onState: (state: RuntimeState) => void;
  private frame: AddinFrame | undefined;
  private ready: Promise<boolean> | undefined;
  private readonly pending = new Map<string, (status: number, event: unknown) => void>();
  private readonly ended = new Set<string>();
  private count = 0;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: AddinContext, place: HTMLElement, onState: (state: RuntimeState) => void) {
    this.context = context;
    this.place = place;
    this.onState = onState;
  }

  /** Raises a launch event, if the manifest asks for it; resolves when its handler has called completed(). */
  async raise(type: string, extra: Record<string, unknown> = {}): Promise<void> {
    const handler = this.context.addin.launchEvents.get(type);
    if (handler) await this.run(type, handler, { type, source: { id: handler }, ...extra });
  }

  /** Runs a function of the add-in: a launch event's handler or a button's command. */
  async run(name: string, handler: string, event: Record<string, unknown>): Promise<void> {
    const { log, faults } = this.context;
    const line = log.begin({ source: 'Outlook', kind: 'event', name, detail: `${handler}()` });
    if (faultFor(faults, name)?.kind === 'hang') return log.end(line, 'never', 'not delivered (injected)');
    clearTimeout(this.idleTimer);
    if (!(await this.started())) return log.end(line, 'failed', 'the add-in page did not get ready');
    if (!this.frame) return log.end(line, 'failed', 'the item was closed');
    this.onState('running');
    // As in Outlook, the window is there before anything happens in it; its painting delays no add-in.
    await painted();
    // The event before this one may have ended meanwhile.
    clearTimeout(this.idleTimer);
    if (!this.frame) return log.end(line, 'never', 'cut off: the item was closed');
    const id = `${name}-${++this.count}`;
    const end = this.completion(id, line);
    this.frame.post('appCommandInvoked', [id, handler, JSON.stringify(event)]);
    await end;
    if (this.pending.size === 0 && this.frame) this.rest();
  }

  /** Ends the page, as closing the item does; handlers still running are cut off. */
  dispose(): void {
    this.sleep();
    for (const settle of [...this.pending.values()]) settle(-1, undefined);
    this.onState('asleep');
  }

  private sleep(): void {
    clearTimeout(this.idleTimer);
    this.frame?.dispose();
    this.frame = undefined;
    this.ready = undefined;
  }

  private completion(id: string, line: CallLine): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.pending.get(id)?.(-2, undefined), handlerMs);
      this.pending.set(id, (status, event) => {
        clearTimeout(timer);
        this.pending.delete(id);
        this.ended.add(id);
        const context = isRecord(event) ? shorten(event.completedContext) : '';
        if (status === 0) this.context.log.end(line, 'done', `completed(${context})`);
        else this.context.log.end(line, status === -1 ? 'never' : 'failed', reasonOf(status));
        resolve();
      });
    });
  }

  private completed(id: string, status: number, event: unknown): void {
    const settle = this.pending.get(id);
    if (settle) settle(status, event);
    else if (this.ended.has(id)) this.context.log.note('add-in', 'completed() again', `for ${id}`, true);
  }

  private started(): Promise<boolean> {
    this.ready ??= this.start();
    return this.ready;
  }

  private start(): Promise<boolean> {
    this.onState('starting');
    const { addin, log } = this.context;
    const line = log.begin({ source: 'Outlook', kind: 'note', name: 'start add-in', detail: addin.runtimeUrl });
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        if (this.frame !== frame) return;
        log.end(line, 'failed', `no sign of life within ${readyMs / 1000} s`);
        this.onState('broken');
        resolve(false);
      }, readyMs);
      const frame = new AddinFrame(this.context, {
        url: addin.runtimeUrl,
        title: `${addin.name} (hidden)`,
        source: 'launch',
        className: 'launch-frame',
        onReady: () => {
          clearTimeout(timer);
          if (line.state === 'waiting') log.end(line, 'done', 'ready');
          resolve(true);
        },
        onCompleted: (...end) => this.completed(...end),
      });
      this.frame = frame;
      this.place.append(frame.element);
    });
  }

  private rest(): void {
    this.onState('done');
    this.idleTimer = setTimeout(() => this.sleep(), idleMs);
  }
}

function reasonOf(status: number): string {
  if (status === -1) return 'cut off: the item was closed';
  if (status === -2) return 'completed() not called within 5 minutes';
  return status === 11101 ? 'error 11101: no function of that name' : `error ${status}`;
}
