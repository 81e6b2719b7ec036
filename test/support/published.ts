import mongoose from 'mongoose';
import { findServedDatabase, socketPathFor } from '../../embedded-db/index.ts';
import { connectMongo } from '../../server/platform/mongo.ts';
import type { TemplateSource } from '../../server/signatures/template.ts';
import { publishVersion, readPublished } from '../../server/signatures/template-store.ts';

/** Connects this process to the embedded database that a running server serves. */
export async function connectToServed(dataDir: string): Promise<{ close(): Promise<void> }> {
  const uri = await findServedDatabase(socketPathFor(dataDir));
  if (!uri) throw new Error(`Nobody serves the database in ${dataDir}`);
  await connectMongo(uri);
  return { close: () => mongoose.disconnect() };
}

/** Writes the next version of a template past every check, as a hostile or broken process would, and publishes it. Gives its number. */
export async function publishUnchecked(tenantId: string, id: string, source: TemplateSource): Promise<number> {
  const now = (await readPublished(tenantId)).find((version) => version.id === id);
  if (!now) throw new Error(`${tenantId} has no template ${id}`);
  const version = now.version + 1;
  await publishVersion(tenantId, { ...now, source, version });
  return version;
}
