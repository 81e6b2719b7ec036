import { z } from 'zod';
import { batchSize, type Graph } from '../directory/index.ts';
import { deletePhotos, readImageHeader, readPhotoCandidates, readPhotoTags, savePhoto } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { toSignetError } from '../platform/errors.ts';
import type { Logger } from '../platform/log.ts';
import type { TenantService } from '../tenants/index.ts';
import type { Sweep } from './backlog.ts';

const day = 24 * 3_600_000;
/** More is not even read. Bytes. */
const mostRead = 4 * 1024 * 1024;
/** More is not kept: without a library to make pictures smaller, they are stored as they came. Bytes and pixels. */
const [mostKept, mostEdge] = [200 * 1024, 1024];
/** The size that is asked for where the photo is that large. */
const wanted = 240;

const metadataSchema = z.looseObject({
  '@odata.mediaContentType': z.string().nullish(),
  '@odata.mediaEtag': z.string().nullish(),
  width: z.number().nullish(),
});

export interface PhotoBacklogOptions {
  tenants: TenantService;
  clock: Clock;
  log: Pick<Logger, 'info'>;
}

/**
 * Photos of the people there are. Delta never tells of them, so that each is asked about once a day, twenty at a time, and fetched
 * when its version has changed. Whatever is wrong with one photo concerns that photo only: the last good one stays.
 */
export function createPhotoSweep({ tenants, clock, log }: PhotoBacklogOptions): Sweep {
  return {
    name: 'photos',
    every: day,
    async next({ _id: tenantId }, after, signal) {
      const candidates = await readPhotoCandidates(tenantId, after, batchSize);
      if (candidates.length === 0) return { last: null };
      const graph = tenants.graphOf(tenantId, { priority: 'low' });
      const known = await readPhotoTags(
        tenantId,
        candidates.map(({ id }) => id),
      );
      const pathOf = (objectId: string) => `/users/${encodeURIComponent(objectId)}/photo`;
      const answers = await graph.readBatch(
        candidates.map(({ objectId }) => pathOf(objectId)),
        signal,
      );
      const gone: string[] = [];
      for (const { id, objectId } of candidates) {
        const version = versionOf(answers.get(pathOf(objectId)));
        if (version === 'none' && known.has(id)) gone.push(id);
        if (version === 'none' || version === 'unknown' || version.etag === known.get(id)) continue;
        const read = await readPhoto(graph, objectId, version.width, signal);
        if ('problem' in read) log.info({ tenantId, person: id, problem: read.problem }, 'photo not taken');
        await savePhoto({ _id: id, tenantId, etag: version.etag, readAt: clock.now(), ...read });
      }
      await deletePhotos(tenantId, gone);
      return { last: candidates.at(-1)?.id ?? null };
    },
  };
}

/** The version of the photo, by its metadata. Nobody's photo is a 404, or a GIF of one pixel without a tag. */
function versionOf(
  answer: { status: number; body: unknown } | undefined,
): { etag: string; width: number } | 'none' | 'unknown' {
  if (answer?.status === 404) return 'none';
  const metadata = answer?.status === 200 ? metadataSchema.safeParse(answer.body).data : undefined;
  if (!metadata) return 'unknown';
  const etag = metadata['@odata.mediaEtag'];
  if (!etag || metadata['@odata.mediaContentType'] === 'image/gif') return 'none';
  return { etag, width: metadata.width ?? 0 };
}

/** The picture, or why it is not taken. A failure of the network or a throttled Graph is not the picture's, and is thrown. */
async function readPhoto(
  graph: Graph,
  objectId: string,
  width: number,
  signal: AbortSignal,
): Promise<{ contentType: string; width: number; height: number; bytes: Buffer } | { problem: string }> {
  const size = width >= wanted ? `photos/${wanted}x${wanted}` : 'photo';
  const read = await graph
    .readBytes(`/users/${encodeURIComponent(objectId)}/${size}/$value`, { most: mostRead, signal })
    .catch((thrown) => {
      const error = toSignetError(thrown);
      if (error.code === 'NOT_FOUND' || error.code === 'DIRECTORY_ANSWER') return error.message;
      throw error;
    });
  if (typeof read === 'string') return { problem: read };
  const header = readImageHeader(read.bytes);
  if (!header) return { problem: 'It is neither PNG nor JPEG.' };
  if (header.width > mostEdge || header.height > mostEdge)
    return { problem: `It has ${header.width} × ${header.height} pixels; ${mostEdge} each way are taken.` };
  if (read.bytes.length > mostKept)
    return { problem: `It has ${Math.round(read.bytes.length / 1024)} KB; ${mostKept / 1024} are taken.` };
  return { contentType: header.type, width: header.width, height: header.height, bytes: Buffer.from(read.bytes) };
}
