/** Elements that Outlook doesn't let into a body; their text goes too, except that of forms and custom elements. */
const banned =
  'script,style,iframe,frame,object,embed,applet,link,meta,base,noscript,template,svg,math,audio,video,source';
const unwrapped = 'form,input,button,select,textarea';
const safeLink = /^(https?:|mailto:|tel:|cid:|data:image\/|#)/i;

function cleanAttributes(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const isLink = name === 'href' || name === 'src' || name === 'background' || name === 'action';
    const unsafe = name.startsWith('on') || name === 'srcdoc' || name === 'contenteditable' || name === 'srcset';
    if (unsafe || (isLink && !safeLink.test(value.trim()))) element.removeAttribute(name);
  }
}

/** Foreign HTML as harmless nodes of this page: no scripts, no frames, no styles that would reach beyond it. */
export function cleanFragment(html: string): DocumentFragment {
  const foreign = new DOMParser().parseFromString(html, 'text/html');
  for (const element of foreign.querySelectorAll(banned)) element.remove();
  for (const element of foreign.querySelectorAll(unwrapped)) element.replaceWith(...element.childNodes);
  for (const element of foreign.body.querySelectorAll('*')) cleanAttributes(element);
  // `cid:` isn't something a browser can fetch: the body editor shows the attachment of that name instead.
  for (const image of foreign.querySelectorAll('img[src^="cid:" i]')) {
    image.setAttribute('data-cid', (image.getAttribute('src') ?? '').slice(4));
    image.removeAttribute('src');
  }
  const fragment = document.createDocumentFragment();
  fragment.append(...[...foreign.body.childNodes].map((node) => document.importNode(node, true)));
  return fragment;
}
