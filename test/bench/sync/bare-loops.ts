import { MongoClient } from 'mongodb';

interface RawUser {
  id: string;
}
interface RawPage {
  value: RawUser[];
  '@odata.nextLink'?: string;
}

/** Fetches and parses every page, and does nothing else. Gives the number of users. */
export async function readOnly(graphUrl: string): Promise<number> {
  return eachPage(graphUrl, async () => undefined);
}

/** Fetches and parses every page, and upserts the raw users by `_id`, one bulk write a page. Gives the number of users. */
export async function readAndUpsert(graphUrl: string, databaseUri: string): Promise<number> {
  // As durable as what Signet writes.
  const client = new MongoClient(databaseUri, { writeConcern: { w: 'majority' } });
  try {
    const users = client.db('bare').collection<{ _id: string }>('users');
    return await eachPage(graphUrl, async (page) => {
      await users.bulkWrite(
        page.value.map((user) => ({
          updateOne: { filter: { _id: user.id }, update: { $set: user as object }, upsert: true },
        })),
      );
    });
  } finally {
    await client.close();
  }
}

async function eachPage(graphUrl: string, work: (page: RawPage) => Promise<void>): Promise<number> {
  let users = 0;
  let link: string | undefined = `${graphUrl}/v1.0/users?$top=999`;
  while (link) {
    const response = await fetch(link, { headers: { Authorization: 'Bearer benchmark' } });
    const page = (await response.json()) as RawPage;
    await work(page);
    users += page.value.length;
    link = page['@odata.nextLink'];
  }
  return users;
}
