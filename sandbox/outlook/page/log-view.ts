import { el, ref } from './element.ts';
import { type CallLine, type CallLog, timeOfDay } from './host/call-log.ts';

const stateTexts = { waiting: 'waiting …', done: '', failed: '', never: '' } as const;

function took(line: CallLine): string {
  return line.ms === undefined ? '…' : `${line.ms} ms`;
}

function row(line: CallLine): HTMLTableRowElement {
  const answer = line.answer || stateTexts[line.state];
  return el(
    'tr',
    { class: `line line-${line.kind} is-${line.state}`, 'data-line': line.id },
    el('td', { class: 'line-time' }, timeOfDay(line.at)),
    el('td', { class: 'line-name' }, line.name, el('small', {}, line.source)),
    el('td', { class: 'line-text', title: line.detail }, line.detail),
    el('td', { class: 'line-text line-answer', title: answer }, answer),
    el('td', { class: 'line-ms' }, took(line)),
  );
}

/** The fold-out log under the mail: every call of the add-in and every event of Outlook, as they come. */
export class LogView {
  private readonly body = ref('log-body', HTMLTableSectionElement);
  private readonly count = ref('log-count', HTMLElement);
  private readonly fold = ref('log', HTMLDetailsElement);
  private readonly rows = new Map<number, HTMLTableRowElement>();
  private scrolling = 0;

  constructor() {
    this.fold.addEventListener('toggle', () => this.showLast());
  }

  /** Shows a line, or shows it anew. */
  show(line: CallLine): void {
    const next = row(line);
    const old = this.rows.get(line.id);
    if (old) old.replaceWith(next);
    else this.body.append(next);
    this.rows.set(line.id, next);
    this.count.textContent = String(this.rows.size);
    if (!old) this.showLast();
  }

  /** Once a frame, and only where somebody looks: to scroll at each line would make every call of the add-in wait for a layout. */
  private showLast(): void {
    cancelAnimationFrame(this.scrolling);
    if (!this.fold.open) return;
    this.scrolling = requestAnimationFrame(() => this.body.parentElement?.parentElement?.scrollTo({ top: 1e6 }));
  }

  /** Empties the log, for a new item. */
  clear(): void {
    this.rows.clear();
    this.body.replaceChildren();
    this.count.textContent = '0';
  }

  /** Lets the copy button put the log of the moment on the clipboard. */
  offerCopy(log: () => CallLog | undefined): void {
    const button = ref('log-copy', HTMLButtonElement);
    button.addEventListener('click', async (event) => {
      event.preventDefault();
      await navigator.clipboard.writeText(log()?.asText() ?? '');
      button.textContent = 'Copied';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 1500);
    });
  }
}
