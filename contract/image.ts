import { z } from 'zod';

/** An image's name: what templates call it by. */
export const imageNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be small letters, digits and hyphens, like company-logo');

/** The largest upload, in bytes. */
export const largestImage = 4 * 1024 * 1024;

/** What is said of an uploaded image in the query of `POST /api/v1/images`; the body is the file. */
export const imageUploadSchema = z.object({
  name: imageNameSchema,
  /** How wide templates show it, in pixels; absent: as wide as it is, at most 600. It is kept in twice the pixels, for sharp screens. */
  width: z.coerce.number().int().min(8).max(800).optional(),
  /** What it says to those who don't see it. */
  alt: z.string().trim().max(200).optional(),
  /** `dark`: the variant of the image `name` for dark backgrounds. */
  variant: z.enum(['light', 'dark']).default('light'),
});
export type ImageUpload = z.infer<typeof imageUploadSchema>;

/** Where an image is shown: by a template (its draft, its published version, one that waits to be published) or a campaign. */
export interface ImageUse {
  kind: 'template' | 'campaign';
  id: string;
  title: string;
  in?: 'draft' | 'published' | 'waiting';
}

/** One file of an image. Its address never changes what it shows, and needs no sign-in. */
export interface ImageFile {
  file: string;
  url: string;
  contentType: string;
  width: number;
  height: number;
  bytes: number;
}

/** `GET /api/v1/images`. */
export interface ImageView {
  name: string;
  alt: string;
  /** The size it is shown in. */
  width: number;
  height: number;
  animated: boolean;
  /** In twice the pixels, as far as the upload had them. */
  double: ImageFile;
  single: ImageFile;
  /** For dark backgrounds. */
  dark?: ImageFile;
  usedBy: ImageUse[];
  changedAt: string;
  changedBy: string;
}

/** Something of a person found in an imported signature, and what stands for it in the template. */
export interface RecognisedField {
  field: string;
  /** `{{phone mobilePhone}}` */
  expression: string;
  /** As it stood there. */
  found: string;
  times: number;
  /** It is the person's value; otherwise it only looks like one. */
  sure: boolean;
}

/**
 * `POST /api/v1/templates/import?address=&accept=`: the body is an Outlook signature (.htm, or a zip of it and its _files folder).
 * `address` says whose it is; `accept` lists the fields to put in (absent: all; empty: none).
 */
export const importQuerySchema = z.object({
  address: z.string().trim().max(320).optional(),
  accept: z
    .string()
    .max(1000)
    .transform((text) =>
      text
        .split(',')
        .map((field) => field.trim())
        .filter(Boolean),
    )
    .optional(),
});

/** A template proposed for an imported signature. Nothing is saved but its images. */
export interface ImportedSignature {
  source: { html: string };
  fields: RecognisedField[];
  /** Images taken into the library, by name. */
  images: string[];
  warnings: string[];
}
