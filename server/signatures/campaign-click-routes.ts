import { type Request, Router } from 'express';
import { clicksQuerySchema } from '../../contract/index.ts';
import { askerOf, requireRole } from '../access/index.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import type { RateLimits } from '../platform/rate-limits.ts';
import type { CampaignClicks } from './campaign-clicks.ts';

/** `/campaign-clicks`: how often banners were clicked. */
export function createClickCountRoutes(clicks: CampaignClicks): Router {
  const routes = Router();
  routes.get('/campaign-clicks', requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    response.json(await clicks.list(askerOf(request).tenantId, parse(clicksQuerySchema, request.query).days));
  });
  return routes;
}

/**
 * `/go/…`: the links of banners, for whoever reads the mail: without sign-in. It leads only where a campaign of this installation said,
 * and no cookie, address or name of whoever follows it is kept. Programs that only look whether a link is alive (HEAD) don't count.
 */
export function createClickRoutes(clicks: CampaignClicks, rates: Pick<RateLimits, 'count'>): Router {
  const routes = Router();
  /** Whoever follows a link gets there; one address that follows very many is only counted no more. */
  const counts = ({ method, ip }: Request): boolean => {
    if (method !== 'GET') return false;
    try {
      rates.count('stranger', `click ${ip}`);
      return true;
    } catch {
      return false;
    }
  };
  routes.get('/go/:token', async (request, response) => {
    const token = String(request.params.token);
    const target = /^[\w-]{40,4000}$/.test(token) ? clicks.targetOf(token) : null;
    if (target === null) throw new SignetError('NOT_FOUND', 'This link leads nowhere.');
    if (counts(request)) await clicks.count(target);
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' });
    response.redirect(302, target.link);
  });
  return routes;
}
