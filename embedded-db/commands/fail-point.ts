import { setTimeout as after } from 'node:timers/promises';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { CommandError, fail } from '../errors.ts';

/** MongoDB's fail point "failCommand": lets commands fail on purpose, so that clients can be tested. */
export class FailPoint {
  #left = 0;
  #data: Doc = doc({});

  /** Sets how often ('alwaysOn', 'off', {times: n}) the commands in the data fail. */
  set(mode: Value | undefined, data: Doc): void {
    const times = isDoc(mode) ? mode.get('times') : undefined;
    if (mode === 'off') this.#left = 0;
    else if (mode === 'alwaysOn') this.#left = Number.POSITIVE_INFINITY;
    else if (isNumeric(times)) this.#left = toNumber(times);
    else fail(2, "configureFailPoint: mode must be 'off', 'alwaysOn' or {times: n}");
    this.#data = data;
  }

  /** Fails the command if its turn has come: waits, throws its error, or throws ConnectionLost. */
  async strike(name: string): Promise<void> {
    const commands = this.#data.get('failCommands');
    if (this.#left <= 0 || !Array.isArray(commands) || !commands.includes(name)) return;
    this.#left -= 1;
    const pause = this.#data.get('blockTimeMS');
    if (this.#data.get('blockConnection') === true && isNumeric(pause)) await after(toNumber(pause));
    if (this.#data.get('closeConnection') === true) throw new ConnectionLost();
    const code = this.#data.get('errorCode');
    const labels = this.#data.get('errorLabels');
    if (isNumeric(code)) {
      const fields = Array.isArray(labels) ? { errorLabels: labels } : undefined;
      throw new CommandError(toNumber(code), "Failing command via 'failCommand' failpoint", fields);
    }
  }
}

/** The connection is to be closed without an answer. */
export class ConnectionLost extends Error {}
