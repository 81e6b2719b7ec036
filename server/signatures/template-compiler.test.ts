import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createTemplateCompiler, type TemplateCompiler, type TemplateCompilerOptions } from './template-compiler.ts';

// Threads are plain Node, which reads no TypeScript: the built one is what runs in an installation, too.
const script = pathToFileURL(resolve('dist/server/signatures/compile-worker.js'));
const endless = `<style>${'b:nth-last-of-type(3n+1){color:red}'.repeat(290)}</style><p>${'<b>x</b>'.repeat(980)}</p>`;

let compiler: TemplateCompiler | undefined;
afterEach(() => compiler?.close());

function open(options: TemplateCompilerOptions): TemplateCompiler {
  compiler = createTemplateCompiler({ script, ...options });
  return compiler;
}

describe('a template compiler', () => {
  it('compiles in a thread; what is wrong comes back with its place', async () => {
    const { compile } = open({});
    const ready = await compile({ html: '<p>{{upper name}}</p>' });
    expect(ready.html({ name: 'a<b' }, 'm')).toContain('A&lt;B');
    expect(ready.fields).toEqual(['name']);
    await expect(compile({ html: '<p>\n{{oops name}}</p>' })).rejects.toMatchObject({
      code: 'TEMPLATE_INVALID',
      details: { line: 2, column: 1 },
    });
  });

  it('kills what takes too long, while others are served, and goes on', async () => {
    const { compile } = open({ limit: 300 });
    const one = { html: '<p>{{name}}</p>' };
    await compile(one);
    const endings = [compile({ html: endless }), compile({ html: endless })].map((ending) =>
      ending.then(
        () => 'compiled',
        (error) => String(error.message),
      ),
    );
    expect(await Promise.all(endings)).toEqual([expect.stringContaining('0.3 s'), expect.stringContaining('0.3 s')]);
    expect((await compile(one)).html({ name: 'Anna' }, 'm')).toContain('Anna');
  });

  it('says so where its threads cannot start, each time, instead of trying for ever', async () => {
    const { compile } = open({ script: pathToFileURL(resolve('dist/no-such-file.js')) });
    await expect(compile({ html: 'x' })).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(compile({ html: 'x' })).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('leaves nobody waiting when it closes', async () => {
    const one = open({});
    const waiting = [one.compile({ html: endless }), one.compile({ html: 'x' }), one.compile({ html: 'y' })];
    const endings = Promise.allSettled(waiting);
    await one.close();
    expect((await endings).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(one.compile({ html: 'x' })).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
