import library from 'grapesjs';

/** GrapesJS. Its types are written for a CommonJS module, but what is loaded is an ES module, whose default export it is. */
export const grapesjs = library as unknown as typeof library.default;
