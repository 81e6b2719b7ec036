import { z } from 'zod';
import { type ApiRoom, type ApiRoute, type Caller, errorSchema, type OtherContent } from '../contract/api/index.ts';

type Json = Record<string, unknown>;

/** A document of OpenAPI 3.1, as far as we look into it ourselves. */
export interface ApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; securitySchemes: Json };
}

export interface Operation {
  tags: string[];
  summary: string;
  /** Roles that may call it, or which other caller. */
  'x-may': Caller;
  security: Record<string, string[]>[];
  parameters?: { name: string; in: 'path' | 'query'; required: boolean; schema: Json }[];
  requestBody?: { required: true; content: Record<string, { schema?: Json; example: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: Json }> }>;
}

const securitySchemes = {
  apiToken: { type: 'http', scheme: 'bearer', description: 'An API token of Signet: signet_…' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-signet',
    description: 'The web app; writes need Origin, too',
  },
  entra: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: "An employee's access token of Entra" },
};

/** The document that describes these rooms, made from the schemas that the routes check with. */
export function describeApi(rooms: ApiRoom[], { url, version }: { url: string; version: string }): ApiDocument {
  const schemas: Record<string, Json> = {};
  const paths: ApiDocument['paths'] = {};
  schemaOf(errorSchema, 'output', schemas);
  for (const { name, routes } of rooms) {
    for (const route of routes) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method]: operationOf(route, name, schemas) };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Signet', version, description: 'E-mail signatures for Microsoft 365. More: docs/api.md' },
    servers: [{ url }],
    tags: rooms.map(({ name }) => ({ name })),
    paths,
    components: { schemas, securitySchemes },
  };
}

function operationOf(route: ApiRoute, tag: string, schemas: Record<string, Json>): Operation {
  const parameters = parametersOf(route, schemas);
  const { body } = route;
  return {
    tags: [tag],
    summary: route.does,
    'x-may': route.may,
    security: securityOf(route.may),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? {
          requestBody: { required: true, content: contentOf(body.schema, 'input', schemas, { example: body.example }) },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, answer]) => [
          status,
          { description: answer ? 'All is well' : 'All is well; no body', ...bodyOf(answer, schemas) },
        ]),
      ),
      default: { description: 'Refused or failed', ...bodyOf(errorSchema, schemas) },
    },
  };
}

function securityOf(may: Caller): Operation['security'] {
  if (may === 'employee') return [{ entra: [] }, { session: [] }];
  return may === 'anyone' || may === 'graph' ? [] : [{ apiToken: [] }, { session: [] }];
}

function parametersOf({ path, query }: ApiRoute, schemas: Record<string, Json>): NonNullable<Operation['parameters']> {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    ...{ name, in: 'path' as const, required: true, schema: { type: 'string' } },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    ...{ name, in: 'query' as const, required: !z.safeParse(schema, undefined).success },
    schema: schemaOf(schema as z.ZodType, 'input', schemas),
  }));
  return [...inPath, ...inQuery];
}

const bodyOf = (answer: z.ZodType | OtherContent | null, schemas: Record<string, Json>) =>
  answer ? { content: contentOf(answer, 'output', schemas, {}) } : {};

function contentOf<More extends object>(
  content: z.ZodType | OtherContent,
  io: 'input' | 'output',
  schemas: Record<string, Json>,
  more: More,
): Record<string, { schema?: Json } & More> {
  if (content instanceof z.ZodType) return { 'application/json': { schema: schemaOf(content, io, schemas), ...more } };
  return { [content.type]: more };
}

/** The JSON Schema of a value; what has a name goes to `schemas`, and so does what is used more than once. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, Json>): Json {
  const {
    $schema: _draft,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, { io, reused: 'ref', unrepresentable: 'any' });
  const prefix = `Part${Object.keys(schemas).length}`;
  const nameOf = (key: string) => (key.startsWith('__') ? `${prefix}${key.replace(/\W|_/g, '')}` : key);
  const moved = (part: unknown): Json =>
    JSON.parse(JSON.stringify(part), (key, value) => {
      if (key === '$ref' && typeof value === 'string')
        return value.replace(/^#\/\$defs\/(.+)$/, (_all, name: string) => `#/components/schemas/${nameOf(name)}`);
      // Answers may grow; nobody should refuse a field that they don't know.
      return key === 'additionalProperties' && value === false && io === 'output' ? undefined : value;
    });
  for (const [key, part] of Object.entries($defs)) {
    const { id: _id, ...rest } = moved(part);
    schemas[nameOf(key)] = rest;
  }
  const { id, ...own } = moved(root);
  if (typeof id !== 'string') return own;
  schemas[id] = own;
  return { $ref: `#/components/schemas/${id}` };
}
