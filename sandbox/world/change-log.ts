import { randomUUID } from 'node:crypto';
import type { Change } from './types.ts';

/** The first version of every world: what it was built with. Tokens of this version survive a restart. */
export const firstVersion = 1;

/** What changed since the world was built, oldest first. */
export class ChangeLog {
  /** Tells this world's later versions from those of another process. */
  private epoch = randomUUID();
  private oldest = firstVersion;
  private readonly entries: Change[] = [];
  private readonly listeners: ((change: Change) => void)[] = [];

  /** The world's version: one more with every change. */
  get version(): number {
    return firstVersion + this.entries.length;
  }

  /** What a token must carry to be understood later. */
  stamp(): { version: number; epoch: string } {
    return { version: this.version, epoch: this.epoch };
  }

  /** Does a token with this stamp still lead anywhere? */
  knows({ version, epoch }: { version: number; epoch: string }): boolean {
    if (version < this.oldest || version > this.version) return false;
    return version === firstVersion || epoch === this.epoch;
  }

  add(change: Omit<Change, 'version'>): void {
    const entry = { ...change, version: this.version + 1 };
    this.entries.push(entry);
    for (const listener of this.listeners) listener(entry);
  }

  /** Tells of every change from now on. */
  onChange(listener: (change: Change) => void): void {
    this.listeners.push(listener);
  }

  /** Changes after a version up to another, oldest first. */
  between(after: number, upTo: number): Change[] {
    return this.entries.slice(after - firstVersion, upTo - firstVersion);
  }

  /** All stamps handed out so far become unknown. */
  forget(): void {
    this.epoch = randomUUID();
    this.entries.push({ version: this.version + 1, kind: 'user', id: '' });
    this.oldest = this.version;
  }
}
