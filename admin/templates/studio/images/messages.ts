import { catalogue } from '../../../catalogue.ts';
import { formatNumber } from '../../../format.ts';

const megabytes = (bytes: number) => formatNumber(Math.round((bytes / 1024 / 1024) * 10) / 10);

const english = {
  pictures: 'Pictures',
  lead: 'PNG, JPEG or GIF of up to 4 MB. Everyone who works on templates sees them.',
  close: 'Close',
  choose: 'Choose a picture',
  drop: 'or drop one here',
  empty: 'No pictures yet. Upload your logo first.',
  insert: (name: string) => `Insert ${name}`,
  insertShort: 'Insert',
  remove: (name: string) => `Delete ${name}`,
  removeTitle: (name: string) => `Delete ${name}?`,
  removeBody: 'It is gone for good. Published versions that showed it keep their file.',
  removeNow: 'Delete',
  shownIn: (titles: string) => `Shown in ${titles}`,
  unused: 'Shown nowhere',
  inUse: (titles: string) => `It cannot be deleted while it is shown in ${titles}. Take it out there first.`,
  stages: { draft: 'draft', published: 'published', waiting: 'waits to be published' },
  size: (width: number, height: number) => `${formatNumber(width)} × ${formatNumber(height)} pixels`,
  added: (name: string) => `${name} is in the library.`,
  tooLarge: (bytes: number, most: number) =>
    `The file has ${megabytes(bytes)} MB; at most ${megabytes(most)} MB are taken. Save it smaller, and choose it again.`,
  noPicture: (name: string) =>
    `${name} is not a picture that can be read. Mail programs show PNG, JPEG and GIF: save it as one of these.`,
  crop: 'Part to keep',
  cropHint:
    'Draw a frame, or pull its corners. By keyboard: the arrow keys move the frame, with Shift they change its size.',
  left: 'From the left',
  top: 'From the top',
  width: 'Width',
  height: 'Height',
  all: 'All of it',
  square: 'Square',
  animated: 'If it moves, it stands still after cropping.',
  kept: (width: number, height: number) => `Kept: ${width} × ${height} pixels`,
  name: 'Name',
  nameHint: 'Small letters, digits and hyphens; templates call it by this.',
  replaces: (name: string) => `There is a picture “${name}” already: this one takes its place wherever drafts show it.`,
  alt: 'What it shows',
  altHint: 'Read out to those who don’t see it, and shown where pictures are off. For a logo: the company’s name.',
  altMissing: 'Say what the picture shows.',
  nameWrong: 'Use small letters, digits and hyphens, like company-logo.',
  shownWidth: 'Shown how wide (pixels)',
  widthWrong: 'From 8 to 800 pixels.',
  upload: 'Upload',
  cancel: 'Cancel',
};

const german: typeof english = {
  pictures: 'Bilder',
  lead: 'PNG, JPEG oder GIF bis 4 MB. Alle, die an Vorlagen arbeiten, sehen sie.',
  close: 'Schließen',
  choose: 'Bild auswählen',
  drop: 'oder hierher ziehen',
  empty: 'Noch keine Bilder. Laden Sie zuerst Ihr Logo hoch.',
  insert: (name) => `${name} einfügen`,
  insertShort: 'Einfügen',
  remove: (name) => `${name} löschen`,
  removeTitle: (name) => `${name} löschen?`,
  removeBody: 'Es ist dann endgültig weg. Veröffentlichte Versionen, die es zeigten, behalten ihre Datei.',
  removeNow: 'Löschen',
  shownIn: (titles) => `Gezeigt in ${titles}`,
  unused: 'Nirgends gezeigt',
  inUse: (titles) =>
    `Es kann nicht gelöscht werden, solange es in ${titles} gezeigt wird. Nehmen Sie es dort erst heraus.`,
  stages: { draft: 'Entwurf', published: 'veröffentlicht', waiting: 'wartet auf Veröffentlichung' },
  size: (width, height) => `${formatNumber(width)} × ${formatNumber(height)} Pixel`,
  added: (name) => `${name} ist in der Bibliothek.`,
  tooLarge: (bytes, most) =>
    `Die Datei hat ${megabytes(bytes)} MB; höchstens ${megabytes(most)} MB sind möglich. Speichern Sie sie kleiner und wählen Sie sie noch einmal.`,
  noPicture: (name) =>
    `${name} ist kein Bild, das sich lesen lässt. Mailprogramme zeigen PNG, JPEG und GIF: Speichern Sie es so.`,
  crop: 'Ausschnitt',
  cropHint:
    'Ziehen Sie einen Rahmen auf oder an seinen Ecken. Mit der Tastatur: Pfeiltasten verschieben den Rahmen, mit Umschalt ändern sie seine Größe.',
  left: 'Von links',
  top: 'Von oben',
  width: 'Breite',
  height: 'Höhe',
  all: 'Alles',
  square: 'Quadrat',
  animated: 'Falls es sich bewegt, steht es nach dem Zuschneiden still.',
  kept: (width, height) => `Bleibt: ${width} × ${height} Pixel`,
  name: 'Name',
  nameHint: 'Kleinbuchstaben, Ziffern und Bindestriche; so nennen es Vorlagen.',
  replaces: (name) => `Es gibt schon ein Bild „${name}“: Dieses tritt an seine Stelle, wo immer Entwürfe es zeigen.`,
  alt: 'Was darauf ist',
  altHint:
    'Wird denen vorgelesen, die es nicht sehen, und gezeigt, wo Bilder aus sind. Bei einem Logo: der Name der Firma.',
  altMissing: 'Sagen Sie, was auf dem Bild ist.',
  nameWrong: 'Kleinbuchstaben, Ziffern und Bindestriche, etwa firmen-logo.',
  shownWidth: 'Wie breit gezeigt (Pixel)',
  widthWrong: 'Von 8 bis 800 Pixel.',
  upload: 'Hochladen',
  cancel: 'Abbrechen',
};

/** The texts of the picture library. */
export const imageText = catalogue({ en: english, de: german });
