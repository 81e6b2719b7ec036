import mongoose from 'mongoose';
import type { OnItsWay } from './trusting-fetch.ts';

/** Calls of the driver that leave the process. */
const reads = ['find', 'findOne', 'countDocuments', 'aggregate'] as const;
const writes = [
  ...['insertOne', 'insertMany', 'updateOne', 'updateMany', 'replaceOne', 'deleteOne', 'deleteMany', 'bulkWrite'],
  'findOneAndUpdate',
] as const;

/** What a call was, to be read in a failing test. */
export type OutsideCall = string;

/** Everything that leaves the process, counted, and on demand cut off at one of these calls. */
export interface OutsideCalls {
  /** What was called since `begin`. */
  calls: OutsideCall[];
  /**
   * Begins counting. The process "dies" at call number `at` (from 0): the call is not made, or, `answerLost`, made without anyone
   * learning of it; from then on no call is made any more.
   */
  begin(death?: { at: number; answerLost: boolean }): void;
  /** A new process: calls go through again, and are counted on. */
  revive(): void;
  /** For the directory's calls. */
  onItsWay: OnItsWay;
  /** Takes the hooks out of the driver. */
  end(): void;
}

/** Hooks into the driver of this process. */
export function watchOutsideCalls(): OutsideCalls {
  const prototype = mongoose.mongo.Collection.prototype as unknown as Record<string, (...given: unknown[]) => unknown>;
  const original = new Map([...reads, ...writes].map((name) => [name, prototype[name]]));
  let death: { at: number; answerLost: boolean } | undefined;
  let dead = false;
  const watched: OutsideCalls = {
    calls: [],
    begin(given) {
      death = given;
      dead = false;
      watched.calls = [];
    },
    revive() {
      death = undefined;
      dead = false;
    },
    onItsWay: ({ url }) => {
      meet(`GET ${url.pathname}`);
    },
    end() {
      for (const [name, method] of original) if (method) prototype[name] = method;
    },
  };
  /** Counts a call; true where it is the last one, whose answer gets lost. */
  function meet(call: OutsideCall, isWrite = false): boolean {
    if (dead) throw new Error(`dead: ${call}`);
    const dies = death?.at === watched.calls.length;
    watched.calls.push(call);
    if (!dies) return false;
    dead = true;
    if (death?.answerLost && isWrite) return true;
    throw new Error(`killed at ${call}`);
  }
  for (const name of [...reads, ...writes]) {
    const method = original.get(name);
    if (!method) continue;
    const isWrite = (writes as readonly string[]).includes(name);
    prototype[name] = function (this: { collectionName: string }, ...given: unknown[]) {
      const call = `${name} ${this.collectionName}`;
      if (!isWrite) {
        meet(call);
        return method.apply(this, given);
      }
      return (async () => {
        const lost = meet(call, true);
        const answer = await method.apply(this, given);
        if (lost) throw new Error(`killed after ${call}`);
        return answer;
      })();
    };
  }
  return watched;
}
