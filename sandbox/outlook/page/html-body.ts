import type { Attachment, BodyFormat } from './host/compose-item.ts';
import type { BodyPort } from './host/office-world.ts';
import { type BlockKind, placeAmong } from './host/signature-place.ts';
import { nodesOfText, textOfNodes } from './html-text.ts';
import { cleanFragment } from './sanitize.ts';

const isPart = (node: Node, part: BlockKind): node is HTMLElement =>
  node instanceof HTMLElement && node.dataset.part === part;

const kindOf = (node: Node): BlockKind =>
  isPart(node, 'signature') ? 'signature' : isPart(node, 'quote') ? 'quote' : 'typed';

const nodesOf = (data: string, as: BodyFormat): Node[] =>
  as === 'html' ? [...cleanFragment(data).childNodes] : nodesOfText(data);

const isBlank = (node: Node): boolean =>
  !node.textContent?.trim() && !(node instanceof Element && node.querySelector('img'));

/**
 * The body of an HTML mail: an editable element whose top-level children are typed blocks, one signature and, in replies and
 * forwards, one quoted message.
 */
export class HtmlBody implements BodyPort {
  private readonly editor: HTMLElement;
  private readonly attachments: () => readonly Attachment[];
  private range: Range | undefined;
  /** What the last signature was made of, to tell from it what the user wrote into its place. */
  private set: { nodes: ReadonlySet<Node>; text: string } = { nodes: new Set(), text: '' };

  constructor(editor: HTMLElement, attachments: () => readonly Attachment[]) {
    this.editor = editor;
    this.attachments = attachments;
  }

  /** Begins anew with what was typed already (or an empty line) and the quoted message. */
  start(typed: Node[], quote: Node | undefined): void {
    const first = typed.length > 0 ? typed : nodesOfText('\n');
    this.editor.replaceChildren(...first, ...(quote ? [quote] : []));
    this.range = undefined;
  }

  /** The blocks that the user wrote: all but signature and quoted message. */
  typed(): Node[] {
    return [...this.editor.childNodes].filter((node) => kindOf(node) === 'typed');
  }

  /** Remembers where the caret stands; setSelectedDataAsync writes there even when the focus has gone elsewhere. */
  rememberSelection(): void {
    const selection = getSelection();
    if (!selection || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    if (this.editor.contains(range.commonAncestorContainer)) this.range = range.cloneRange();
  }

  /** Shows the attachments in the images that name them by `cid:`. */
  showImages(): void {
    const files = new Map(this.attachments().map((file) => [file.name, file]));
    for (const image of this.editor.querySelectorAll('img[data-cid]')) {
      const file = files.get(image.getAttribute('data-cid') ?? '');
      if (file) image.setAttribute('src', `data:${file.contentType};base64,${file.base64}`);
      else image.removeAttribute('src');
    }
  }

  setSignature(data: string, as: BodyFormat): void {
    const children = [...this.editor.childNodes];
    const place = placeAmong(children.map(kindOf));
    const there = children[place.at];
    const old = place.replace ? there : undefined;
    const content = document.createElement('div');
    content.dataset.signatureContent = '';
    content.append(...nodesOf(data, as));
    const next = document.createElement('div');
    next.dataset.part = 'signature';
    next.append(content);
    if (data.trim()) this.editor.insertBefore(next, there ?? null);
    if (old) this.retire(old);
    this.set = { nodes: new Set(content.childNodes), text: content.textContent ?? '' };
    // A second block is what the browser makes of the first when someone presses Enter at its end: typed text, then.
    for (const node of this.editor.querySelectorAll(':scope > [data-part="signature"]')) {
      if (node !== next) delete (node as HTMLElement).dataset.part;
    }
    if (!old && next.parentNode) this.keepLineAbove(next);
    this.showImages();
  }

  /** Takes the old signature out. Blocks that aren't part of it (someone pressed Enter at its end) stay in the mail. */
  private retire(old: Node): void {
    const nodes = [...old.childNodes].flatMap((node) =>
      node instanceof HTMLElement && 'signatureContent' in node.dataset ? [...node.childNodes] : [node],
    );
    const typed = nodes.filter((node) => {
      const text = node.textContent?.trim();
      return text && !this.set.nodes.has(node) && !this.set.text.includes(text);
    });
    old.parentNode?.replaceChild(this.fragmentOf(typed), old);
  }

  private fragmentOf(nodes: Node[]): DocumentFragment {
    const fragment = document.createDocumentFragment();
    fragment.append(...nodes);
    return fragment;
  }

  /** A new signature has an empty line above it, and above that one to type in. */
  private keepLineAbove(signature: HTMLElement): void {
    const above = signature.previousSibling;
    if (!above || !isBlank(above)) signature.before(...nodesOfText(''));
    if (this.editor.firstChild === signature.previousSibling) this.editor.prepend(...nodesOfText(''));
  }

  read(as: BodyFormat): string {
    if (as === 'text') return textOfNodes([this.editor]);
    const copy = this.editor.cloneNode(true) as HTMLElement;
    for (const image of copy.querySelectorAll('img[data-cid]')) {
      image.setAttribute('src', `cid:${image.getAttribute('data-cid')}`);
      image.removeAttribute('data-cid');
    }
    for (const content of copy.querySelectorAll('[data-signature-content]')) {
      content.removeAttribute('data-signature-content');
    }
    for (const part of copy.querySelectorAll<HTMLElement>('[data-part]')) {
      part.id = part.dataset.part === 'signature' ? 'Signature' : 'divRplyFwdMsg';
      delete part.dataset.part;
    }
    return `<html><head></head><body>${copy.innerHTML}</body></html>`;
  }

  write(data: string, as: BodyFormat): void {
    this.editor.replaceChildren(...nodesOf(data, as));
    const signature = this.editor.querySelector<HTMLElement>(':scope > #Signature');
    if (signature) signature.dataset.part = 'signature';
    this.showImages();
  }

  prepend(data: string, as: BodyFormat): void {
    this.editor.prepend(...nodesOf(data, as));
    this.showImages();
  }

  selection(as: BodyFormat): string {
    if (!this.range) return '';
    const holder = document.createElement('div');
    holder.append(this.range.cloneContents());
    return as === 'text' ? textOfNodes([holder]) : holder.innerHTML;
  }

  replaceSelection(data: string, as: BodyFormat): void {
    const nodes = as === 'text' ? [document.createTextNode(data)] : nodesOf(data, as);
    if (!this.range) {
      this.editor.prepend(...nodes);
    } else {
      this.range.deleteContents();
      this.range.insertNode(this.fragmentOf(nodes));
      this.range.collapse(false);
    }
    this.showImages();
  }
}
