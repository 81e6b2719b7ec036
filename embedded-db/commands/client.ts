import { type Credentials, ScramExchange } from '../authentication/scram.ts';

let last = 0;

/** One connection: its number, whether it has gone, and who it has proved to be. */
export class Client {
  readonly number: number;
  gone = false;
  /** Null: nobody has to prove anything. */
  readonly credentials: Credentials | null;
  authenticated = false;
  exchange: ScramExchange | null = null;
  /** Whether the exchange leaves out its last, empty message. */
  isShort = false;

  constructor(credentials: Credentials | null) {
    last += 1;
    this.number = last;
    this.credentials = credentials;
  }

  /** Begins to prove itself anew. */
  beginExchange(credentials: Credentials, isShort: boolean): ScramExchange {
    this.authenticated = false;
    this.isShort = isShort;
    this.exchange = new ScramExchange(credentials);
    return this.exchange;
  }
}
