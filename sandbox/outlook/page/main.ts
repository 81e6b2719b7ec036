import { ComposeWindow } from './compose-window.ts';
import { el, ref } from './element.ts';
import { readComposeRequest, writeComposeRequest } from './host/compose-request.ts';
import { type Mailbox, mailboxOf, type Setup } from './host/mailbox.ts';
import { readManifest } from './manifest.ts';
import { avatar, showPicker } from './picker-view.ts';

/** A reason why the window can't open, in words for the person who sees it. */
class Problem extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

function show(part: 'loading' | 'picker' | 'compose' | 'problem'): void {
  for (const name of ['loading', 'picker', 'compose', 'problem']) ref(name, HTMLElement).hidden = name !== part;
}

async function fetchManifest(appUrl: string): Promise<string> {
  const response = await fetch('manifest.xml');
  if (response.ok) return response.text();
  throw new Problem(
    `No add-in manifest at ${appUrl}/manifest.xml`,
    `${await response.text()} Is Signet running at ${appUrl}?`,
  );
}

function showPerson(me: Mailbox): void {
  const who = ref('me', HTMLAnchorElement);
  const text = el('span', { class: 'me-text' }, el('b', { dir: 'auto' }, me.name), el('span', {}, me.address));
  who.replaceChildren(avatar(me.name), text);
  who.setAttribute('aria-label', `You are ${me.name}. Be someone else`);
  who.hidden = false;
  document.title = `${me.name} – Outlook sandbox`;
}

function fillPeople(mailboxes: readonly Mailbox[]): void {
  ref('people', HTMLElement).replaceChildren(
    ...mailboxes.map(({ name, address }) => el('option', { value: `${name} <${address}>` })),
  );
}

async function start(): Promise<void> {
  const setup = (await (await fetch('setup.json')).json()) as Setup;
  const request = readComposeRequest(location.search);
  const me = request.as ? mailboxOf(setup.mailboxes, request.as) : undefined;
  if (!me) {
    show('picker');
    showPicker(setup.mailboxes, request.as, (picked) => {
      location.search = writeComposeRequest({ ...request, as: picked.address });
    });
    return;
  }
  showPerson(me);
  if (!setup.officeJs) {
    throw new Problem(
      'Microsoft’s office.js is not installed',
      'It is a development dependency: run npm ci (without --omit=dev).',
    );
  }
  const addin = readManifest(await fetchManifest(setup.appUrl));
  if (!addin.runtimeUrl)
    throw new Problem(`${addin.name}’s manifest names no runtime`, 'Launch events need a <Runtime>.');
  fillPeople(setup.mailboxes);
  show('compose');
  new ComposeWindow(setup, addin, me, request);
}

start().catch((error: unknown) => {
  show('problem');
  ref('problem-text', HTMLElement).textContent = error instanceof Error ? error.message : 'The window could not open.';
  ref('problem-hint', HTMLElement).textContent = error instanceof Problem ? error.hint : '';
});
