import { OfficeError, officeCodes } from './office-error.ts';
import { type MethodTable, textOf } from './office-world.ts';

/** 25 MB as base64 text: the documented limit of addFileAttachmentFromBase64Async. */
const largestBase64 = 34_865_152;

const contentTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  txt: 'text/plain',
};

/** The content type that a file's name stands for. */
export function contentTypeOf(name: string): string {
  return contentTypes[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
}

/** Bytes in a base64 text. */
export function sizeOfBase64(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return Math.max(0, Math.floor((base64.length * 3) / 4) - padding);
}

/** Files and inline images. */
export const attachmentMethods: MethodTable = {
  20: {
    name: 'removeAttachmentAsync',
    run(parameters, { item, changed }) {
      const id = textOf(parameters, 'attachmentIndex');
      const found = item.attachments.find((attachment) => attachment.id === id);
      // Inline images can't be removed this way (Microsoft's documentation; the code is a guess).
      if (!found || found.isInline) throw new OfficeError(officeCodes.attachmentMissing);
      item.attachments = item.attachments.filter((attachment) => attachment !== found);
      changed('attachments');
    },
  },
  148: {
    name: 'addFileAttachmentFromBase64Async',
    run(parameters, { item, changed }) {
      const base64 = textOf(parameters, 'base64String');
      if (base64.length > largestBase64) throw new OfficeError(officeCodes.attachmentTooLarge);
      const name = textOf(parameters, 'name');
      // Since March 2026 Outlook on the web answers a temporary id of this form.
      const id = `addinId-${item.nextAttachment++}`;
      const isInline = parameters.isInline === true;
      item.attachments.push({
        id,
        name,
        size: sizeOfBase64(base64),
        contentType: contentTypeOf(name),
        isInline,
        base64,
      });
      changed('attachments');
      return id;
    },
  },
  149: {
    name: 'getAttachmentsAsync',
    run: (_, { item }) => item.attachments.map(({ base64, ...rest }) => ({ ...rest, attachmentType: 0 })),
  },
  150: {
    name: 'getAttachmentContentAsync',
    run(parameters, { item }) {
      const found = item.attachments.find((attachment) => attachment.id === textOf(parameters, 'id'));
      if (!found) throw new OfficeError(officeCodes.attachmentMissing);
      return { content: found.base64, format: 'base64' };
    },
  },
};
