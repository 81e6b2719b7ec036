import { el } from './element.ts';
import type { Attachment, Notification } from './host/compose-item.ts';

const kilobyte = 1024;

/** Bytes for people. */
export function sizeText(bytes: number): string {
  if (bytes < kilobyte) return `${bytes} B`;
  return bytes < kilobyte * kilobyte
    ? `${Math.round(bytes / kilobyte)} KB`
    : `${(bytes / kilobyte / kilobyte).toFixed(1)} MB`;
}

/** Shows the attachments, but for inline images that the body shows already (as Outlook does). */
export function showAttachments(
  place: HTMLElement,
  attachments: readonly Attachment[],
  inBody: ReadonlySet<string>,
): void {
  const listed = attachments.filter(({ isInline, name }) => !isInline || !inBody.has(name));
  place.hidden = listed.length === 0;
  place.replaceChildren(
    ...listed.map(({ name, size, isInline, contentType, base64 }) => {
      const picture = contentType.startsWith('image/')
        ? el('img', { src: `data:${contentType};base64,${base64}`, alt: '' })
        : el('span', { class: 'file-icon', 'aria-hidden': 'true' });
      const about = isInline ? `${sizeText(size)} · inline, but not in the text` : sizeText(size);
      return el('li', { class: 'file' }, picture, el('span', {}, name, el('small', {}, about)));
    }),
  );
}

const tones = ['info', 'progress', 'error', 'insight'];

/** Shows the bars above the body. `act` runs a bar's button, `close` takes a bar away. */
export function showNotifications(
  place: HTMLElement,
  notifications: readonly Notification[],
  act: (notification: Notification) => void,
  close: (notification: Notification) => void,
): void {
  place.hidden = notifications.length === 0;
  place.replaceChildren(
    ...notifications.map((notification) => {
      const bar = el(
        'div',
        { class: `bar bar-${tones[notification.type] ?? 'info'}` },
        el('span', {}, notification.message),
      );
      if (notification.actionText) {
        bar.append(
          el('button', { type: 'button', class: 'link', onclick: () => act(notification) }, notification.actionText),
        );
      }
      bar.append(
        el(
          'button',
          { type: 'button', class: 'close', 'aria-label': 'Dismiss', onclick: () => close(notification) },
          '×',
        ),
      );
      return bar;
    }),
  );
}
