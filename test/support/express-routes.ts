import type { Express } from 'express';

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
  slash?: boolean;
  match(path: string): boolean;
}

/** Where routers are mounted in this house. */
const prefixes = ['/api/v1', '/api/v1/me'];

/** Every route that Express really has, as `get /api/v1/people/:id`. */
export function routesOf(app: Express): string[] {
  return walk((app.router as unknown as { stack: Layer[] }).stack, '');
}

function walk(stack: Layer[], prefix: string): string[] {
  return stack.flatMap(({ route, handle, slash, match }, index) => {
    if (route) {
      const methods = Object.keys(route.methods).filter((method) => method !== '_all' && method !== 'head');
      return [route.path].flat().flatMap((path) => methods.map((method) => `${method} ${prefix}${path}`));
    }
    if (!handle.stack) return [];
    const mounted = slash ? '' : prefixes.find((one) => match.call(stack[index], `${one}/`));
    if (mounted === undefined) throw new Error('A router is mounted where this walk does not look: add its prefix.');
    return walk(handle.stack, `${prefix}${mounted}`);
  });
}
