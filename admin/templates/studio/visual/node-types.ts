import type { Component, ComponentView, Editor } from 'grapesjs';
import { placeOf } from './components.ts';
import { componentMark, readEdited } from './edited-text.ts';
import { drawnAs, drawnWith } from './element-look.ts';
import { pictureOf, type ShownValues, valueFor } from './expression-look.ts';
import { visualText } from './messages.ts';
import { mayStand } from './place-rules.ts';
import { conditionWord, elementWord, expressionWord } from './words.ts';

/** A picture that templates name, and where it is. */
export interface ShownImage {
  name: string;
  url: string;
  width: number;
  alt: string;
}

/** What the canvas knows beside the template: whose values it shows, and the pictures of the library. */
export interface Shown {
  values: ShownValues | undefined;
  images: readonly ShownImage[];
}

/** Words as the browser reads them: `&nbsp;` is a blank. Nothing in an inert template loads or runs. */
export function decoded(raw: string): string {
  const inert = document.createElement('template');
  inert.innerHTML = raw;
  return inert.content.textContent ?? '';
}

/** What a component is called in the list and in its frame. */
export function nameOfComponent(component: Component): string {
  const place = placeOf(component);
  if (place?.kind === 'element') return elementWord(place.name);
  if (place?.kind === 'expression') return expressionWord(place.raw);
  if (place?.kind === 'branch') return conditionWord(place.open);
  if (place?.kind === 'block') return nameOfComponent(component.components().models[0] ?? component);
  return place?.kind === 'text' ? decoded(place.raw).trim() : '';
}

/** Teaches GrapesJS the nodes of a source: how they are drawn, and where they may stand. Their bytes it only carries. */
export function addNodeTypes(editor: Editor, shown: Shown): void {
  const rules = {
    stylable: false,
    resizable: false,
    toolbar: [],
    traits: [],
    droppable: (child: Component, parent: Component) => mayStand(child, parent),
    draggable: (child: Component, parent: Component) => mayStand(child, parent),
  };
  const add = (type: string, draw: (view: ComponentView) => void, more: object = {}, extend?: string) =>
    editor.Components.addType(type, {
      ...(extend ? { extend } : {}),
      isComponent: () => false,
      model: { defaults: { ...rules, ...more } },
      view: {
        init() {
          this.listenTo(this.model, 'change:source paint', () => {
            draw(this);
            this.updateStatus();
          });
        },
        tagName() {
          const place = placeOf(this.model);
          if (place?.kind === 'element') return drawnAs(place.name);
          return place?.kind === 'block' || place?.kind === 'branch' ? `sg-${place.kind}` : 'span';
        },
        updateAttributes() {
          for (const { name } of [...this.el.attributes]) this.el.removeAttribute(name);
          draw(this);
          this.el.setAttribute('data-gjs-type', type);
          this.el.setAttribute(componentMark, this.model.cid);
          this.el.draggable = true;
        },
        // Classes and styles are the source's, and are drawn with the attributes.
        updateClasses() {
          this.updateStatus();
        },
        updateStyle() {},
        onRender() {
          draw(this);
        },
        ...(extend
          ? {
              /** Instead of reading the HTML again: what nobody touched keeps its bytes. */
              async syncContent(this: ComponentView) {
                this.model.components(readEdited(this.el, this.model));
              },
            }
          : {}),
      },
    });

  add('signet-element', drawElement);
  add('signet-text', drawElement, { editable: true }, 'text');
  add('signet-value', (view) => drawValue(view, shown), { droppable: false, textable: true });
  add('signet-block', () => undefined, { droppable: false });
  add('signet-branch', drawBranch, { draggable: false, copyable: false, removable: false });
  add('signet-fixed', (view) => view.el.setAttribute('hidden', ''), {
    selectable: false,
    hoverable: false,
    layerable: false,
  });
}

function drawElement({ el, model }: ComponentView): void {
  const place = placeOf(model);
  if (place?.kind !== 'element') return;
  for (const name of ['style', 'class', 'width', 'align', 'bgcolor', 'color', 'size']) el.removeAttribute(name);
  for (const [name, value] of drawnWith(place.open, decoded)) el.setAttribute(name, value);
}

function drawBranch({ el, model }: ComponentView): void {
  const place = placeOf(model);
  if (place?.kind !== 'branch') return;
  el.setAttribute('data-label', conditionWord(place.open));
  const around = model.parent()?.parent();
  const outer = placeOf(around);
  const inText = around?.get('type') === 'signet-text' || around?.isChildOf('signet-text');
  const name = outer?.kind === 'element' ? outer.name : '';
  const where = /^(table|tbody|thead|tfoot)$/.test(name) ? 'rows' : name === 'tr' ? 'cells' : inText ? 'line' : 'flow';
  el.setAttribute(
    'data-place',
    placeOf(around)?.kind === 'branch' ? (around?.getEl()?.getAttribute('data-place') ?? 'flow') : where,
  );
}

function drawValue({ el, model }: ComponentView, shown: Shown): void {
  const place = placeOf(model);
  if (place?.kind !== 'expression') return;
  const label = expressionWord(place.raw);
  el.replaceChildren();
  el.setAttribute('contenteditable', 'false');
  el.setAttribute('title', place.raw);
  const picture = pictureOf(place.raw);
  if (picture) {
    el.append(drawPicture(el.ownerDocument, picture, label, shown));
    return;
  }
  const value = shown.values && valueFor(place.raw, shown.values);
  el.setAttribute('class', value ? 'sg-value' : 'sg-chip');
  el.textContent = value ?? label;
}

function drawPicture(
  owner: Document,
  { call, name, width, round }: NonNullable<ReturnType<typeof pictureOf>>,
  label: string,
  { images }: Shown,
): HTMLElement {
  const image = name === undefined ? undefined : images.find((one) => one.name === name);
  if (image) {
    const drawn = owner.createElement('img');
    drawn.src = image.url;
    drawn.width = width || image.width;
    drawn.alt = image.alt;
    return drawn;
  }
  const box = owner.createElement('span');
  box.className = `sg-picture sg-${call}`;
  box.textContent = name === undefined ? label : `${label}: ${visualText.noPicture}`;
  if (call === 'photo' || call === 'qr') {
    box.style.width = `${width}px`;
    box.style.height = `${width}px`;
    if (round) box.style.borderRadius = '50%';
  }
  return box;
}
