import { useSyncExternalStore } from 'react';

/** The pages of the admin app. The address is `/admin/#/people?query=anna`: a hash, so that any static server can serve it. */
export const pages = ['home', 'people'] as const;
export type PageName = (typeof pages)[number];

export interface Route {
  page: PageName;
  params: Readonly<Record<string, string>>;
}

/** Reads the hash of the address; what it doesn't know is Home. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const page = pages.find((name) => name === path) ?? 'home';
  return { page, params: Object.fromEntries(new URLSearchParams(search)) };
}

/** The hash for a page; empty parameters are left out. */
export function formatRoute(page: PageName, params: Readonly<Record<string, string | undefined>> = {}): string {
  const filled = Object.entries(params).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(filled).toString();
  const path = page === 'home' ? '' : page;
  return search === '' ? `#/${path}` : `#/${path}?${search}`;
}

/** Goes to a page: as a new step of the browser history, or in place of the current one. */
export function goTo(hash: string, step: 'push' | 'replace' = 'push'): void {
  if (step === 'push') location.assign(hash);
  else location.replace(hash);
}

let known: { hash: string; route: Route } | undefined;

function currentRoute(): Route {
  if (known?.hash !== location.hash) known = { hash: location.hash, route: parseRoute(location.hash) };
  return known.route;
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** The route of the address, following it. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute);
}
