import { type BrandVariants, createDarkTheme, createLightTheme, type Theme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';

/** Signet's colour: a deep petrol, apart from the red, amber and green that mean something. White on 80 has a contrast of 5.9:1. */
const petrol: BrandVariants = {
  10: '#001012',
  20: '#04191c',
  30: '#042a2f',
  40: '#05373e',
  50: '#06454d',
  60: '#07525d',
  70: '#08606c',
  80: '#0a6e7b',
  90: '#2a7d89',
  100: '#458c97',
  110: '#5e9ca5',
  120: '#77abb4',
  130: '#90bbc2',
  140: '#a9cbd1',
  150: '#c3dce0',
  160: '#dcedef',
};

export const lightTheme: Theme = createLightTheme(petrol);

export const darkTheme: Theme = {
  ...createDarkTheme(petrol),
  colorBrandForeground1: petrol[120],
  colorBrandForeground2: petrol[130],
  colorBrandForegroundLink: petrol[120],
  colorBrandForegroundLinkHover: petrol[130],
  colorCompoundBrandForeground1: petrol[120],
};

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const storageKey = 'signet.theme';
const listeners = new Set<() => void>();
const systemDark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return themeChoices.find((choice) => choice === stored) ?? 'system';
  } catch {
    return 'system'; // storage is blocked: follow the system
  }
}

let choice: ThemeChoice = globalThis.localStorage ? readChoice() : 'system';

/** Remembers light, dark, or like the system, on this device. */
export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // storage is blocked: it holds until the page is loaded again
  }
  for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  systemDark?.addEventListener('change', changed);
  return () => {
    listeners.delete(changed);
    systemDark?.removeEventListener('change', changed);
  };
}

/** The choice, and whether it comes out dark right now. */
export function useTheme(): { choice: ThemeChoice; dark: boolean } {
  const chosen = useSyncExternalStore(subscribe, () => choice);
  const dark = useSyncExternalStore(
    subscribe,
    () => choice === 'dark' || (choice === 'system' && Boolean(systemDark?.matches)),
  );
  return { choice: chosen, dark };
}
