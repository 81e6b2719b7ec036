import type { TemplateMeta, TemplateSource } from '../../contract/index.ts';
import type { Actor } from '../access/index.ts';
import { SignetError } from '../platform/errors.ts';

export {
  longestSource,
  type TemplateImage,
  type TemplateMeta,
  type TemplateSource,
  templateMetaSchema,
} from '../../contract/index.ts';

/** A template before it is published, or while it is changed. */
export interface TemplateContent {
  meta: TemplateMeta;
  source: TemplateSource;
}

/** What a template says about itself before anybody wrote anything. */
export function blankMeta(title: string): TemplateMeta {
  return { title, description: '', fields: [], images: [], imageMode: 'hosted' };
}

/** One published version of a template; it never changes. */
export interface TemplateVersion extends TemplateContent {
  tenantId: string;
  id: string;
  version: number;
  publishedAt: Date;
  publishedBy?: string;
  approvedBy?: string;
  note?: string;
  /** The version whose content this is again. */
  restored?: number;
}

/** What waits to be published: a copy, so that the draft can be worked on meanwhile. */
export interface WaitingVersion extends TemplateContent {
  by: Actor;
  requestedAt: Date;
  note?: string;
  /** Somebody else has to say yes; `approvedBy` did. */
  needsApproval: boolean;
  approvedBy?: string;
  /** The local time it is scheduled for, and the moment that is. */
  at?: string;
  publishAt?: Date;
  problem?: string;
}

/** A template: what people get of it, what is being worked on, what waits. */
export interface Template {
  tenantId: string;
  id: string;
  /** The version that people get; 0: none yet. */
  published: number;
  /** Every version there was, oldest first. */
  versions: number[];
  draft?: TemplateContent;
  waiting?: WaitingVersion;
  archivedAt?: Date;
  /** Grows with every change. */
  revision: number;
  changedAt: Date;
  changedBy: string;
}

/** Where something in a template stands: line and column count from 1. */
export interface Place {
  variant: 'html' | 'text';
  line: number;
  column: number;
}

/** The error of a template that cannot be used: TEMPLATE_INVALID, with the place in the message and in the details. */
export function templateError(message: string, place: Place, cause?: unknown): SignetError {
  const where = `${place.variant}.hbs, line ${place.line}, column ${place.column}`;
  return new SignetError('TEMPLATE_INVALID', `${where}: ${message}`, {
    details: { ...place, problem: message },
    cause,
  });
}

/** Line and column (from 1) of an offset in a text. */
export function placeAt(source: string, offset: number, variant: Place['variant']): Place {
  const before = source.slice(0, offset);
  return { variant, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
