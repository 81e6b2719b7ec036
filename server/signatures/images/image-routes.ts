import { type Response, Router, raw } from 'express';
import { type ImageView, imageUploadSchema, type Page } from '../../../contract/index.ts';
import { actorOf, askerOf, requireRole } from '../../access/index.ts';
import { SignetError } from '../../platform/errors.ts';
import { parse } from '../../platform/http.ts';
import type { ImageService } from './image-service.ts';
import type { ImageServer, ServedImage } from './serve-images.ts';

const year = 365 * 24 * 3600;
const hour = 3600;

/** `/api/v1/images`: the library. The body of an upload is the file itself; what is said of it stands in the query. */
export function createImageRoutes(images: ImageService): Router {
  const routes = Router();
  const editors = requireRole('admin', 'editor');
  // One byte more than allowed is let in, so that the answer can say what is wrong.
  const body = raw({ type: () => true, limit: '5mb' });

  routes.get('/images', requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    const page: Page<ImageView> = { items: await images.list(askerOf(request).tenantId) };
    response.json(page);
  });

  routes.post('/images', editors, body, async (request, response) => {
    const upload = parse(imageUploadSchema, request.query);
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0)
      throw new SignetError(
        'BAD_REQUEST',
        'Send the image file as the body, with Content-Type: image/png or the like.',
      );
    const asker = askerOf(request);
    const image = await images.add(asker.tenantId, { ...upload, bytes }, actorOf(asker));
    response.status(201).location(`/api/v1/images/${image.name}`).json(image);
  });

  routes.delete('/images/:name', editors, async (request, response) => {
    const asker = askerOf(request);
    await images.remove(asker.tenantId, String(request.params.name), actorOf(asker));
    response.status(204).end();
  });

  return routes;
}

/**
 * `/images/…`: the pictures of signatures, for whoever reads the mail: without sign-in, from any site, and for good. Addresses are hashes
 * or sealed, so nobody finds one by trying.
 */
export function createPublicImageRoutes(server: ImageServer): Router {
  const routes = Router();
  routes.get('/images/made/:token', async (request, response) => {
    const token = /^([\w-]{40,4000})\.png$/.exec(String(request.params.token))?.[1];
    send(response, token ? await server.made(token) : null, token?.slice(0, 38));
  });
  routes.get('/images/:file', async (request, response) => {
    const file = String(request.params.file);
    send(response, await server.file(file), file.slice(0, 43));
  });
  return routes;
}

function send(response: Response, image: ServedImage | null, tag = ''): void {
  if (image === null) throw new SignetError('NOT_FOUND', 'There is no image at this address.');
  response.set({
    'Content-Type': image.contentType,
    'Cache-Control': image.lasting ? `public, max-age=${year}, immutable` : `public, max-age=${hour}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    // Mail programs in the browser show these pictures from pages of their own.
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Access-Control-Allow-Origin': '*',
  });
  if (image.lasting) response.set('ETag', `"${tag}"`);
  response.send(image.bytes);
}
