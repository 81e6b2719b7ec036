import { type Filter, parseFilter } from './filter.ts';
import { type GraphCall, isEventual, type JsonObject } from './graph-call.ts';
import { refusals } from './graph-errors.ts';
import { parseSearch } from './search.ts';
import { type ObjectKind, parseSelect } from './select.ts';

export interface ListQuery {
  select: string[] | undefined;
  filter?: Filter;
  search?: (object: JsonObject) => boolean;
  orderBy?: { property: string; descending: boolean };
  count: boolean;
  expandManager?: string[] | 'default';
}

/** Reads the query options of a list and enforces which of them need `ConsistencyLevel: eventual` (and `$count=true`). */
export function parseListQuery(kind: ObjectKind, call: GraphCall, cast = false): ListQuery {
  const text = (name: string) => call.query.get(name);
  const filter = text('$filter');
  const search = text('$search');
  const query: ListQuery = {
    select: parseSelect(kind, text('$select')),
    count: text('$count') === 'true',
    ...(filter === null ? {} : { filter: parseFilter(filter, [...kind.properties]) }),
    ...(search === null ? {} : { search: parseSearch(search) }),
    ...orderOf(kind, text('$orderby') ?? text('$orderBy')),
    ...expansionOf(kind, text('$expand')),
  };
  requireEventual(call, query, cast);
  return query;
}

function requireEventual(call: GraphCall, query: ListQuery, cast: boolean): void {
  const eventual = isEventual(call);
  if (query.search && !eventual) {
    throw refusals.unsupported(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  if (query.count && !eventual) {
    throw refusals.unsupported("$count is only supported with the request header 'ConsistencyLevel: eventual'.");
  }
  const advanced = query.filter?.advanced || (query.filter && query.orderBy) || (cast && hasMore(call));
  if (advanced && !(eventual && query.count)) {
    throw refusals.unsupported(
      "This query needs the advanced query capabilities: add the header 'ConsistencyLevel: eventual' and $count=true.",
    );
  }
  if (query.expandManager && (advanced || query.search || query.count)) {
    throw refusals.unsupported('$expand is not supported together with advanced query capabilities.');
  }
}

/** A cast by itself is plain; with a parameter besides it becomes advanced. $select, $top and paging don't count. */
function hasMore(call: GraphCall): boolean {
  return ['$filter', '$search', '$orderby', '$orderBy', '$count'].some((name) => call.query.has(name));
}

function orderOf(kind: ObjectKind, text: string | null): Pick<ListQuery, 'orderBy'> {
  if (text === null) return {};
  const [name = '', direction = 'asc'] = text.trim().split(/\s+/);
  const sortable = kind.type === 'user' ? ['displayName', 'userPrincipalName'] : ['displayName'];
  const property = sortable.find((each) => each.toLowerCase() === name.toLowerCase());
  if (!property || !['asc', 'desc'].includes(direction)) {
    throw refusals.unsupported(`Sorting not supported for current query: '${text}'.`);
  }
  return { orderBy: { property, descending: direction === 'desc' } };
}

/** `$expand=manager($select=id,displayName)` */
function expansionOf(kind: ObjectKind, text: string | null): Pick<ListQuery, 'expandManager'> {
  if (text === null) return {};
  const match = /^manager(?:\((?:\$levels=1;)?\$select=([^)]*)\))?$/.exec(text.trim());
  if (kind.type !== 'user' || !match) throw refusals.badRequest(`Parsing OData Select and Expand failed: '${text}'.`);
  return { expandManager: parseSelect(kind, match[1] ?? null) ?? 'default' };
}
