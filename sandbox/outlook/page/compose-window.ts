import { now } from './clock.ts';
import { ComposeSession, type Draft } from './compose-session.ts';
import { ComposeView } from './compose-view.ts';
import { el, ref } from './element.ts';
import { CallLog } from './host/call-log.ts';
import type { BodyFormat, ItemKind } from './host/compose-item.ts';
import { type ComposeRequest, writeComposeRequest } from './host/compose-request.ts';
import type { Mailbox, Setup } from './host/mailbox.ts';
import { LogView } from './log-view.ts';
import type { Addin } from './manifest.ts';
import { TaskPane } from './task-pane.ts';

const notSent = 'Not sent: this is a pretend Outlook, and no mail leaves this machine.';
const noDraft: Draft = { text: '' };

/** The compose window of one person: its toolbar, and one session after another. */
export class ComposeWindow {
  private readonly setup: Setup;
  private readonly addin: Addin;
  private readonly me: Mailbox;
  private readonly view: ComposeView;
  private readonly pane = new TaskPane();
  private readonly logView = new LogView();
  private request: ComposeRequest;
  private session: ComposeSession;
  private log: CallLog;

  constructor(setup: Setup, addin: Addin, me: Mailbox, request: ComposeRequest) {
    this.setup = setup;
    this.addin = addin;
    this.me = me;
    this.request = { ...request, as: me.address };
    this.view = new ComposeView(setup.mailboxes, {
      recipientsEdited: (field, contacts) => void this.session.changeRecipients(field, contacts),
      subjectEdited: (subject) => {
        this.session.item.subject = subject;
      },
      fromChosen: (address) => void this.session.changeFrom(address),
      act: () => this.openPane(),
      dismiss: (notification) => {
        const { item } = this.session;
        item.notifications = item.notifications.filter((other) => other !== notification);
        this.view.show('notifications', item);
      },
    });
    this.log = this.freshLog();
    this.session = this.open(noDraft);
    this.listen();
  }

  private freshLog(): CallLog {
    this.logView.clear();
    const log = new CallLog(now, (line) => {
      if (this.log === log) this.logView.show(line);
    });
    return log;
  }

  private open(draft: Draft): ComposeSession {
    const { setup, addin, me, view, pane, log } = this;
    history.replaceState(null, '', writeComposeRequest(this.request));
    ref('remark', HTMLElement).hidden = true;
    const parts = { setup, addin, me, view, pane, log, close: () => this.restart(this.request, noDraft) };
    const session = new ComposeSession(parts, this.request, draft);
    this.showChoice();
    this.showButtons();
    void session.launch();
    return session;
  }

  private restart(request: ComposeRequest, draft: Draft): void {
    this.session.dispose();
    this.request = request;
    this.log = this.freshLog();
    this.session = this.open(draft);
    this.focusBody();
  }

  /** Another kind of message begins with the words already typed, but with recipients and subject of its own. */
  private choose(kind: ItemKind): void {
    const { nodes, text } = this.session.draft();
    const from = this.session.item.from.address;
    this.restart({ ...this.request, kind, from }, { text, ...(nodes ? { nodes } : {}) });
  }

  private chooseFormat(format: BodyFormat): void {
    const draft = this.session.draft();
    this.restart({ ...this.request, format, from: this.session.item.from.address }, draft);
  }

  private listen(): void {
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-kind-choice]')) {
      button.addEventListener('click', () => this.choose(button.dataset.kindChoice as ItemKind));
    }
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-format-choice]')) {
      button.addEventListener('click', () => this.chooseFormat(button.dataset.formatChoice as BodyFormat));
    }
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-command]')) {
      button.addEventListener('mousedown', (event) => event.preventDefault());
      button.addEventListener('click', () => document.execCommand(button.dataset.command ?? ''));
    }
    ref('new', HTMLButtonElement).addEventListener('click', () => this.restart(this.request, noDraft));
    ref('send', HTMLButtonElement).addEventListener('click', () => void this.send());
    document.addEventListener('selectionchange', () => this.session.rememberSelection());
    this.logView.offerCopy(() => this.log);
  }

  private async send(): Promise<void> {
    const { session } = this;
    await session.send();
    if (this.session === session) this.view.remark(notSent);
  }

  private showChoice(): void {
    const { kind, format } = this.request;
    const mark = (selector: string, chosen: string) => {
      for (const button of document.querySelectorAll<HTMLButtonElement>(selector)) {
        const value = button.dataset.kindChoice ?? button.dataset.formatChoice;
        button.setAttribute('aria-pressed', String(value === chosen));
      }
    };
    mark('[data-kind-choice]', kind);
    mark('[data-format-choice]', format);
    ref('formats', HTMLElement).hidden = kind === 'appointment';
  }

  private buttons() {
    return this.addin.buttons[this.request.kind === 'appointment' ? 'appointment' : 'message'];
  }

  private showButtons(): void {
    ref('addin-buttons', HTMLElement).replaceChildren(
      ...this.buttons().map((button) => {
        const icon = button.icon ? [el('img', { src: button.icon, alt: '', width: 20, height: 20 })] : [];
        const press = () => void this.session.press(button);
        return el(
          'button',
          { type: 'button', class: 'tool', onclick: press },
          ...icon,
          button.label || this.addin.name,
        );
      }),
    );
  }

  /** An insight bar's button opens the add-in's pane. */
  private openPane(): void {
    const button = this.buttons().find(({ action }) => action.kind === 'pane');
    if (button) void this.session.press(button);
  }

  private focusBody(): void {
    const { editor, area } = this.view;
    (editor.hidden ? area : editor).focus();
  }
}
