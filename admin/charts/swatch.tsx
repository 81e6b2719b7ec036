import { type Tone, useTones } from './tones.ts';

/** A small square in one of the colours: what it stands for follows in words. */
export function Swatch({ tone }: { tone: Tone }) {
  return (
    <svg width="12" height="12" role="presentation">
      <rect className={useTones()[tone]} width="12" height="12" rx="2" />
    </svg>
  );
}
