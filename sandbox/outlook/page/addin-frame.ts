import { wait } from './clock.ts';
import { el } from './element.ts';
import type { CallLog } from './host/call-log.ts';
import type { Faults } from './host/fault.ts';
import { frameName, readRequest, writeEvent, writeResponse } from './host/message.ts';
import { answerRequest } from './host/office-host.ts';
import type { OfficeWorld } from './host/office-world.ts';
import type { Addin } from './manifest.ts';
import { answerTokenRequest, isTokenRequest } from './token-relay.ts';

/** What all of an add-in's pages on one item share. */
export interface AddinContext {
  addin: Addin;
  world: OfficeWorld;
  oid: string;
  clientId: string;
  faults: Faults;
  log: CallLog;
}

export interface FrameOptions {
  url: string;
  title: string;
  source: string;
  className: string;
  onReady?: () => void;
  onCompleted?: (commandId: string, status: number, event: unknown) => void;
}

/** One page of the add-in in an iframe, and Microsoft's office.js in it talking to us. */
export class AddinFrame {
  readonly element: HTMLIFrameElement;
  private readonly origin: string;
  private readonly conversationId: string = crypto.randomUUID();
  private readonly controlId = `addin-${crypto.randomUUID().slice(0, 8)}`;
  private readonly context: AddinContext;
  private readonly options: FrameOptions;
  private readonly listen = (event: MessageEvent) => void this.receive(event);

  constructor(context: AddinContext, options: FrameOptions) {
    this.context = context;
    this.options = options;
    this.origin = new URL(options.url).origin;
    this.element = el('iframe', {
      class: options.className,
      title: options.title,
      name: frameName({
        id: this.controlId,
        conversationId: this.conversationId,
        origin: location.origin,
        locale: 'en-US',
      }),
      sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-downloads',
      src: options.url,
    });
    addEventListener('message', this.listen);
  }

  /** Tells the page that something happened; office.js finds the handler by the name. */
  post(eventName: string, data: unknown): void {
    this.element.contentWindow?.postMessage(writeEvent(eventName, this.conversationId, data), this.origin);
  }

  /** Takes the page away. */
  dispose(): void {
    removeEventListener('message', this.listen);
    this.element.remove();
  }

  private async receive(event: MessageEvent): Promise<void> {
    const page = this.element.contentWindow;
    if (!page || event.source !== page || event.origin !== this.origin) return;
    if (isTokenRequest(event.data)) {
      const answer = await answerTokenRequest(event.data, this.context, this.options.source);
      if (answer !== undefined) page.postMessage(answer, this.origin);
      return;
    }
    const request = readRequest(event.data);
    if (!request || request.conversationId !== this.conversationId) return;
    const answer = await answerRequest(request, {
      identity: {
        controlId: this.controlId,
        source: this.options.source,
        addinId: this.context.addin.id,
        addinName: this.context.addin.name,
        addinUrl: this.options.url,
        permission: this.context.addin.permission,
        locale: 'en-US',
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
      world: this.context.world,
      faults: this.context.faults,
      log: this.context.log,
      wait,
      alive: () => this.element.isConnected,
      completed: (...end) => this.options.onCompleted?.(...end),
    });
    if (answer === 'never') return;
    page.postMessage(writeResponse(request, answer.data), this.origin);
    if (answer.ready) this.options.onReady?.();
  }
}
