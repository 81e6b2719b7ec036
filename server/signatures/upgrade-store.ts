import mongoose from 'mongoose';
import { upgradeDocuments } from '../platform/mongo.ts';
import type { Assignment } from './assignment.ts';
import { assignmentLists } from './assignment-store.ts';

/** A template as the first version kept it: no more than what is published. */
interface FirstTemplate {
  _id: string;
  tenantId: string;
  id: string;
  published: number;
}

/** An assignment as the first version kept it: a document each. */
interface FirstAssignment extends Pick<Assignment, 'id' | 'templateId' | 'who'> {
  tenantId: string;
  order: number;
  when?: Pick<Assignment['when'], 'composeTypes' | 'from'>;
}

const changedBy = 'Signet';
const collection = (name: string) => mongoose.connection.collection(name);

upgradeDocuments(async () => {
  await upgradeTemplates();
  await upgradeAssignments();
});

async function upgradeTemplates(): Promise<void> {
  const old = collection('templates').find({ revision: { $exists: false } });
  for await (const { _id, tenantId, id, published } of old as AsyncIterable<unknown> as AsyncIterable<FirstTemplate>) {
    const found = await collection('templateVersions')
      .find({ tenantId, id }, { projection: { version: 1, publishedAt: 1 } })
      .sort({ version: 1 })
      .toArray();
    const changedAt = found.at(-1)?.publishedAt ?? new Date(0);
    const versions = found.map(({ version }) => Number(version));
    const kept = versions.includes(published) ? published : 0;
    const update = { $set: { published: kept, versions, revision: 1, changedAt, changedBy } };
    await collection('templates').updateOne({ _id: _id as never, revision: { $exists: false } }, update);
  }
}

/** Whoever has a list already has been brought up to date, or has made one; then only what is left of the old ones goes. */
async function upgradeAssignments(): Promise<void> {
  const found = (await collection('assignments')
    .find({ order: { $exists: true } })
    .sort({ tenantId: 1, order: 1, id: 1 })
    .toArray()) as unknown as FirstAssignment[];
  for (const tenantId of new Set(found.map((one) => one.tenantId))) {
    const items = found
      .filter((one) => one.tenantId === tenantId)
      .map(({ id, templateId, who, when: { composeTypes, from } = {} }): Assignment => {
        const when = { ...(composeTypes ? { composeTypes } : {}), ...(from ? { from } : {}) };
        const changed = { revision: 1, changedAt: new Date(0), changedBy };
        return { ...changed, id, name: id, enabled: true, templateId: templateId ?? null, choices: [], who, when };
      });
    if ((await assignmentLists.read(tenantId)).revision === 0) await assignmentLists.write(tenantId, items, 0);
    await collection('assignments').deleteMany({ tenantId, order: { $exists: true } });
  }
}
