import type { Tenant } from '../world/types.ts';
import type { Graph, GraphAnswer, GraphCall, JsonObject } from './graph-call.ts';
import { refusals } from './graph-errors.ts';

/** GET /organization and /organization/{id}. Without Organization.Read.All only the name and the domains are readable. */
export function getOrganization(graph: Graph, call: GraphCall): GraphAnswer {
  const { tenant } = graph.world;
  const full = ['Organization.Read.All', 'Directory.Read.All'].some((role) => call.roles.has(role));
  const [, id] = call.segments;
  if (id !== undefined && id.toLowerCase() !== tenant.id) throw refusals.notFound(id);
  const shown = pickSelected(describe(tenant, full), call.query.get('$select'));
  const context = `${graph.base}/$metadata#organization`;
  if (id !== undefined) return { status: 200, body: { '@odata.context': `${context}/$entity`, ...shown } };
  return { status: 200, body: { '@odata.context': context, value: [shown] } };
}

function pickSelected(object: JsonObject, select: string | null): JsonObject {
  if (!select) return object;
  const names = select.split(',').map((name) => name.trim());
  return Object.fromEntries(Object.entries(object).filter(([name]) => name === 'id' || names.includes(name)));
}

function describe(tenant: Tenant, full: boolean): JsonObject {
  const domain = (name: string, isDefault: boolean, isInitial: boolean) => ({
    capabilities: 'Email, OfficeCommunicationsOnline',
    isDefault,
    isInitial,
    name,
    type: 'Managed',
  });
  return {
    id: tenant.id,
    deletedDateTime: null,
    displayName: tenant.displayName,
    city: full ? tenant.city : null,
    country: full ? tenant.country : null,
    countryLetterCode: full ? 'DE' : null,
    createdDateTime: full ? '2019-04-01T08:00:00Z' : null,
    preferredLanguage: full ? 'en' : null,
    tenantType: full ? 'AAD' : null,
    verifiedDomains: [
      domain(tenant.domain, true, false),
      ...tenant.otherDomains.map((name) => domain(name, false, false)),
      domain(tenant.initialDomain, false, true),
    ],
  };
}
