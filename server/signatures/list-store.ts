import mongoose from 'mongoose';
import { SignetError } from '../platform/errors.ts';
import { definedOnly, stored } from '../platform/mongo.ts';
import { moveRevision } from './revision-store.ts';

/** A tenant's assignments, or campaigns, in one document: reordering and importing them happens at once or not at all. */
interface ListDocument {
  _id: string;
  tenantId: string;
  /** Grows with every change of the list. */
  revision: number;
  items: unknown[];
}

/** A list, and how often it has been written; 0: never. */
export interface StoredList<Item> {
  revision: number;
  items: Item[];
}

/** Reads and writes the one list of its kind that every tenant has. */
export interface ListStore<Item> {
  read(tenantId: string): Promise<StoredList<Item>>;
  /** Replaces the list. @throws {SignetError} CONFLICT where someone else wrote since `revision` */
  write(tenantId: string, items: Item[], revision: number): Promise<void>;
  /** Writes the list that `next` makes of the present one; where somebody else was faster, of what is there then. */
  rewrite<Result>(
    tenantId: string,
    next: (items: Item[], revision: number) => { items: Item[]; result: Result },
  ): Promise<Result>;
}

/** How often a change is tried again when somebody else changed something else in the list at the same moment. */
const mostTries = 5;

/** The lists in a collection. */
export function createListStore<Item>(model: string, collection: string): ListStore<Item> {
  const lists = mongoose.model(
    model,
    new mongoose.Schema<ListDocument>(
      {
        _id: { type: String, required: true },
        tenantId: { type: String, required: true },
        revision: { type: Number, required: true },
        items: { type: mongoose.Schema.Types.Mixed, required: true },
      },
      { collection, autoIndex: false, versionKey: false, minimize: false },
    ),
  );
  const idOf = (tenantId: string) => `${tenantId}:${collection}`;

  const store: ListStore<Item> = {
    async read(tenantId) {
      const found = await stored(() => lists.findById(idOf(tenantId)).lean<ListDocument>());
      return { revision: found?.revision ?? 0, items: (found?.items ?? []) as Item[] };
    },
    async write(tenantId, items, revision) {
      const next = { tenantId, items: definedOnly(items), revision: revision + 1 };
      // The first write inserts; of two first ones the second meets the id and loses.
      const write = () =>
        lists.updateOne({ _id: idOf(tenantId), revision }, { $set: next }, { upsert: revision === 0 });
      const { matchedCount, upsertedCount } = await stored(write).catch((error: unknown) => {
        if (error instanceof SignetError && error.code === 'DUPLICATE') return { matchedCount: 0, upsertedCount: 0 };
        throw error;
      });
      if (matchedCount + upsertedCount === 0) throw new SignetError('CONFLICT');
      await moveRevision(tenantId);
    },
    async rewrite(tenantId, next) {
      for (let attempt = 1; ; attempt += 1) {
        const { items, revision } = await store.read(tenantId);
        const made = next(items, revision);
        try {
          await store.write(tenantId, made.items, revision);
          return made.result;
        } catch (error) {
          if (!(error instanceof SignetError) || error.code !== 'CONFLICT' || attempt >= mostTries) throw error;
        }
      }
    },
  };
  return store;
}
