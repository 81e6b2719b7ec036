import { LRUCache } from 'lru-cache';
import type { Clock } from '../platform/clock.ts';
import type { CompiledTemplate } from './compile-template.ts';
import type { ImageDelivery } from './images/image-delivery.ts';
import type { TemplateVersion } from './template.ts';
import type { TemplateCompiler } from './template-compiler.ts';

/** A version that is being compiled, is ready, or could not be compiled. */
export interface Compiling {
  ready?: CompiledTemplate;
  failedAt?: number;
  /** Never rejects. */
  ended: Promise<void>;
}

/** After this a version that failed is tried anew: the machine may have been busy. Milliseconds. */
const failureCounts = 60_000;

/** Versions compiled once and kept; `report` hears of those that cannot be. */
export function holdCompiled(
  compiler: TemplateCompiler,
  { sourceOf }: ImageDelivery,
  clock: Clock,
  report: (version: TemplateVersion, error: unknown) => void,
): (version: TemplateVersion) => Compiling {
  const held = new LRUCache<string, Compiling>({ max: 1_000 });
  const isStale = ({ failedAt }: Compiling) =>
    failedAt !== undefined && Math.abs(clock.now().getTime() - failedAt) >= failureCounts;

  return (version) => {
    const key = keyOf(version);
    const known = held.get(key);
    if (known && !isStale(known)) return known;
    const compiling: Compiling = { ended: Promise.resolve() };
    compiling.ended = compiler.compile(version.source, sourceOf(version.meta)).then(
      (ready) => {
        compiling.ready = ready;
      },
      (error) => {
        compiling.failedAt = clock.now().getTime();
        report(version, error);
      },
    );
    held.set(key, compiling);
    return compiling;
  };
}

/** A version's key among all tenants'. */
export function keyOf({ tenantId, id, version }: TemplateVersion): string {
  return `${tenantId}:${id}:${version}`;
}
