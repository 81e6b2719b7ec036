type Attributes = Record<string, string | boolean | number | ((event: Event) => void)>;

/**
 * Makes an element: attributes by name, listeners as `onclick` and the like, texts as text (never as HTML, so that a person
 * called `<script>` is just a name).
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** The page's element marked `data-ref="name"`; throws where the page has none of that type. */
export function ref<Kind extends HTMLElement>(name: string, type: new () => Kind): Kind {
  const element = document.querySelector(`[data-ref="${name}"]`);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} called ${name}`);
  return element;
}
