import { type AddinContext, AddinFrame } from './addin-frame.ts';
import { ref } from './element.ts';

/** The add-in's visible pane beside the mail. */
export class TaskPane {
  private readonly pane = ref('pane', HTMLElement);
  private readonly title = ref('pane-title', HTMLElement);
  private readonly place = ref('pane-frame', HTMLElement);
  private frame: AddinFrame | undefined;

  constructor() {
    ref('pane-close', HTMLButtonElement).addEventListener('click', () => this.close());
  }

  /** Opens the add-in's page in the pane, in place of one already there. */
  open(context: AddinContext, url: string): void {
    this.close();
    this.title.textContent = context.addin.name;
    this.frame = new AddinFrame(context, {
      url,
      title: `${context.addin.name} task pane`,
      source: 'pane',
      className: 'pane-page',
    });
    this.place.append(this.frame.element);
    this.pane.hidden = false;
  }

  /** Tells the pane's page of an event. */
  post(eventName: string, data: unknown): void {
    this.frame?.post(eventName, data);
  }

  /** Closes the pane and ends its page. */
  close(): void {
    this.frame?.dispose();
    this.frame = undefined;
    this.pane.hidden = true;
  }
}
