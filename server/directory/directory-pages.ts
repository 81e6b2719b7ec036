import { z } from 'zod';
import { SignetError } from '../platform/errors.ts';
import type { Graph, GraphRead } from './graph-client.ts';

/** More pages than any tenant has: a chain of links that long goes in circles. */
const mostPages = 20_000;
/** A page of the wrong shape is fetched again; a proxy's page for people has been seen in between. */
const mostReads = 3;

/** One page of a list, with the link to the next one, or, at the end of a delta round, to the next round. */
export interface DirectoryPage<Item> {
  items: Item[];
  nextLink?: string;
  deltaLink?: string;
}

/**
 * Reads one page. `isItem` is a quick look that may say yes only to what the schema takes as it is; the schema decides, and
 * says why, where it says no.
 * @throws {SignetError} DIRECTORY_ANSWER where it is not a list of such items
 */
export async function readPage<Schema extends z.ZodType>(
  graph: Graph,
  request: GraphRead,
  item: Schema,
  isItem?: (value: unknown) => value is z.infer<Schema>,
): Promise<DirectoryPage<z.infer<Schema>>> {
  for (let reads = 1; ; reads += 1) {
    const page = parsePage(await graph.read(request), item, isItem);
    if (page.success) return page.data;
    if (reads < mostReads) continue;
    const where = page.error.issues[0];
    throw new SignetError(
      'DIRECTORY_ANSWER',
      `Microsoft Graph sent a page that cannot be used (${where?.path.join('.')}: ${where?.message}).`,
      { cause: page.error },
    );
  }
}

function parsePage<Schema extends z.ZodType>(
  answer: unknown,
  item: Schema,
  isItem?: (value: unknown) => value is z.infer<Schema>,
): { success: true; data: DirectoryPage<z.infer<Schema>> } | { success: false; error: z.ZodError } {
  if (isItem && isPageOf(answer, isItem)) return { success: true, data: toPage(answer) };
  const schema = z.object({
    value: z.array(item),
    '@odata.nextLink': z.string().optional(),
    '@odata.deltaLink': z.string().optional(),
  });
  const page = schema.safeParse(answer);
  return page.success ? { success: true, data: toPage<z.infer<Schema>>(page.data) } : page;
}

function toPage<Item>(page: RawPage<Item>): DirectoryPage<Item> {
  return { items: page.value, nextLink: page['@odata.nextLink'], deltaLink: page['@odata.deltaLink'] };
}

interface RawPage<Item> {
  value: Item[];
  '@odata.nextLink'?: string;
  '@odata.deltaLink'?: string;
}

function isPageOf<Item>(answer: unknown, isItem: (value: unknown) => value is Item): answer is RawPage<Item> {
  if (typeof answer !== 'object' || answer === null) return false;
  const { value, '@odata.nextLink': next, '@odata.deltaLink': delta } = answer as Partial<RawPage<unknown>>;
  const isLink = (link: unknown) => link === undefined || typeof link === 'string';
  return Array.isArray(value) && isLink(next) && isLink(delta) && value.every(isItem);
}

/** The items of a list, page by page, to its end. Headers are sent with each page; the query only with the first. */
export async function* readPages<Schema extends z.ZodType>(
  graph: Graph,
  first: GraphRead,
  item: Schema,
): AsyncGenerator<z.infer<Schema>[]> {
  const watch = watchLinks();
  let request: GraphRead | null = first;
  while (request) {
    const page: DirectoryPage<z.infer<Schema>> = await readPage(graph, request, item);
    yield page.items;
    request =
      page.nextLink === undefined ? null : { link: watch(page.nextLink), headers: first.headers, signal: first.signal };
  }
}

/** Lets each link through once: Graph has been seen handing out the same page for ever. */
export function watchLinks(): (link: string) => string {
  const seen = new Set<string>();
  return (link) => {
    if (seen.has(link) || seen.size >= mostPages) {
      throw new SignetError(
        'DIRECTORY_ANSWER',
        'Microsoft Graph gave the same next page twice; the read was stopped before it went round in circles.',
      );
    }
    seen.add(link);
    return link;
  };
}
