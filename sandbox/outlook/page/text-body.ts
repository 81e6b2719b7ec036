import type { BodyFormat } from './host/compose-item.ts';
import type { BodyPort } from './host/office-world.ts';
import { placeTextSignature, typedText } from './host/signature-place.ts';
import { textOfNodes } from './html-text.ts';
import { cleanFragment } from './sanitize.ts';

const asText = (data: string, as: BodyFormat): string =>
  as === 'html' ? textOfNodes(cleanFragment(data).childNodes) : data;

function escapeText(text: string): string {
  const holder = document.createElement('div');
  holder.textContent = text;
  return holder.innerHTML;
}

/** The body of a plain-text mail. */
export class TextBody implements BodyPort {
  private readonly area: HTMLTextAreaElement;
  private signature = '';

  constructor(area: HTMLTextAreaElement) {
    this.area = area;
  }

  /** Begins anew with what was typed already and the quoted message. */
  start(typed: string, quote: string): void {
    this.signature = '';
    this.area.value = quote ? `${typed}\n\n${quote}` : typed;
    this.area.setSelectionRange(typed.length, typed.length);
  }

  /** What the user wrote: without signature and quoted message. */
  typed(): string {
    return typedText({ text: this.area.value, signature: this.signature });
  }

  setSignature(data: string, as: BodyFormat): void {
    const { selectionStart, selectionEnd } = this.area;
    const placed = placeTextSignature({ text: this.area.value, signature: this.signature }, asText(data, as));
    this.area.value = placed.text;
    this.signature = placed.signature;
    this.area.setSelectionRange(selectionStart, selectionEnd);
  }

  read(as: BodyFormat): string {
    const text = this.area.value;
    if (as === 'text') return text;
    return `<html><head></head><body>${escapeText(text).replace(/\n/g, '<br>')}</body></html>`;
  }

  write(data: string, as: BodyFormat): void {
    this.area.value = asText(data, as);
  }

  prepend(data: string, as: BodyFormat): void {
    this.area.value = asText(data, as) + this.area.value;
  }

  selection(): string {
    return this.area.value.slice(this.area.selectionStart, this.area.selectionEnd);
  }

  replaceSelection(data: string, as: BodyFormat): void {
    this.area.setRangeText(asText(data, as));
  }
}
