export { probeDirectory, readOneUser, readUserPages } from './directory.ts';
export { type DirectoryUser, directoryUserSchema, type UserPage } from './directory-user.ts';
export { type Graph, openGraph } from './graph-client.ts';
export { GraphError } from './graph-error.ts';
export type { GraphSurroundings } from './graph-middleware.ts';
