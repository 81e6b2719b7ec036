import { z } from 'zod';
import { batchSize, type Graph } from '../directory/index.ts';
import {
  cleanPhoto,
  deleteDirectoryPhotos,
  readPhotoCandidates,
  readPhotoTags,
  savePhoto,
  type TakenPhoto,
} from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { toSignetError } from '../platform/errors.ts';
import type { Logger } from '../platform/log.ts';
import type { TenantService } from '../tenants/index.ts';
import type { Sweep } from './backlog.ts';

const day = 24 * 3_600_000;
/** More is not even read. Bytes. */
const mostRead = 4 * 1024 * 1024;
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
      await deleteDirectoryPhotos(tenantId, gone, clock.now());
      return { last: candidates.at(-1)?.id ?? null };
    },
  };
}

/** The version of the photo, by its metadata. Nobody's photo is a 404, or a GIF of one pixel. */
function versionOf(
  answer: { status: number; body: unknown } | undefined,
): { etag: string; width: number } | 'none' | 'unknown' {
  if (answer?.status === 404) return 'none';
  const metadata = answer?.status === 200 ? metadataSchema.safeParse(answer.body).data : undefined;
  if (!metadata) return 'unknown';
  const etag = metadata['@odata.mediaEtag'];
  const width = metadata.width ?? 0;
  const isNobodys = metadata['@odata.mediaContentType'] === 'image/gif' && width <= 1;
  return !etag || isNobodys ? 'none' : { etag, width };
}

/** The picture, or why it is not taken. A failure of the network or a throttled Graph is not the picture's, and is thrown. */
async function readPhoto(
  graph: Graph,
  objectId: string,
  width: number,
  signal: AbortSignal,
): Promise<TakenPhoto | { problem: string }> {
  const size = width >= wanted ? `photos/${wanted}x${wanted}` : 'photo';
  const read = await graph
    .readBytes(`/users/${encodeURIComponent(objectId)}/${size}/$value`, { most: mostRead, signal })
    .catch((thrown) => {
      const error = toSignetError(thrown);
      if (error.code === 'NOT_FOUND' || error.code === 'DIRECTORY_ANSWER') return error.message;
      throw error;
    });
  return typeof read === 'string' ? { problem: read } : cleanPhoto(Buffer.from(read.bytes));
}
