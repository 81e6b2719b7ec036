import type { Photo } from '../world/types.ts';
import type { Graph, GraphAnswer, GraphCall, JsonObject } from './graph-call.ts';
import { GraphError, refusals } from './graph-errors.ts';
import { requireUser } from './users.ts';

/** The sizes that Microsoft 365 keeps, largest first. */
const sizes = [648, 504, 432, 360, 240, 120, 96, 64, 48];

/** GET /users/{id}/photo, /photos and /photos/{size}, each with or without $value. */
export function answerPhoto(graph: Graph, call: GraphCall, idOrName: string): GraphAnswer {
  if (!['User.Read.All', 'ProfilePhoto.Read.All', 'Directory.Read.All'].some((role) => call.roles.has(role))) {
    throw refusals.denied();
  }
  const { user, photo, purpose } = requireUser(graph, idOrName);
  const [, , collection, ...rest] = call.segments;
  const value = rest.at(-1) === '$value';
  const size = collection === 'photos' ? sizeOf(rest[0]) : undefined;
  const context = `${graph.base}/$metadata#users('${encodeURIComponent(user.id)}')/`;
  if (collection === 'photos' && rest.length === 0) return listSizes(context, photo);
  // Those without a mailbox here get Microsoft's picture of one transparent pixel as metadata; the others a plain 404.
  if (!photo && !value && !purpose)
    return { status: 200, body: { '@odata.context': `${context}photo/$entity`, ...onePixel } };
  const edge = photo ? fitting(photo, size) : undefined;
  if (!photo || edge === undefined) throw notFound();
  if (!value) return { status: 200, body: { '@odata.context': `${context}photos/$entity`, ...metadata(photo, edge) } };
  return {
    status: 200,
    headers: { 'Content-Type': photo.contentType, ETag: etagOf(photo, edge) },
    body: photo.render(edge),
  };
}

const onePixel = { '@odata.mediaContentType': 'image/gif', '@odata.mediaEtag': '', id: '1x1', height: 1, width: 1 };

const notFound = () =>
  new GraphError(
    404,
    'ImageNotFound',
    "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
  );

function sizeOf(text: string | undefined): number {
  const size = sizes.find((each) => text?.toLowerCase() === `${each}x${each}`);
  if (text !== undefined && size === undefined) throw refusals.badRequest(`Unsupported size of photo: '${text}'.`);
  return size ?? 0;
}

/** The edge to show: the size asked for if the photo is that large, the largest where none was asked for. */
function fitting(photo: Photo, size: number | undefined): number | undefined {
  if (size) return size <= photo.size ? size : undefined;
  return sizes.find((each) => each <= photo.size) ?? photo.size;
}

function listSizes(context: string, photo: Photo | undefined): GraphAnswer {
  const there = photo ? sizes.filter((size) => size <= photo.size).reverse() : [];
  const value = there.map((size) => (photo ? metadata(photo, size) : {}));
  return { status: 200, body: { '@odata.context': `${context}photos`, value } };
}

function metadata(photo: Photo, edge: number): JsonObject {
  return {
    '@odata.mediaContentType': photo.contentType,
    '@odata.mediaEtag': etagOf(photo, edge),
    id: `${edge}x${edge}`,
    height: edge,
    width: edge,
  };
}

const etagOf = (photo: Photo, edge: number) => `W/"${photo.etag}-${edge}"`;
