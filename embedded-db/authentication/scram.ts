import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { fail } from '../errors.ts';

/** A user as a server knows one: enough to check a password, not to learn it (RFC 5802, RFC 7677). */
export interface Credentials {
  user: string;
  iterations: number;
  salt: Buffer;
  storedKey: Buffer;
  serverKey: Buffer;
}

/** MongoDB's scramSHA256IterationCount. */
const ITERATIONS = 15_000;

/** What a server keeps of a user's password. */
export function credentialsOf(user: string, password: string): Credentials {
  const salt = randomBytes(28);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest();
  return { user, iterations: ITERATIONS, salt, storedKey, serverKey: hmac(salted, 'Server Key') };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** One client's SCRAM-SHA-256 exchange. Throws AuthenticationFailed (18). */
export class ScramExchange {
  readonly #credentials: Credentials;
  #knownUser = false;
  #nonce = '';
  /** What both sides have said so far, as the proofs cover it. */
  #said = '';

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  /** Answers the client's first message with a salt; also for a user that there is not, so that nobody learns who is. */
  begin(message: string): string {
    const parts = /^[ny],(?:a=[^,]*)?,(n=([^,]*),r=([^,]+))/.exec(message);
    if (!parts) return refuse();
    const [, bare, user = '', clientNonce] = parts;
    const credentials = this.#credentials;
    this.#knownUser = user.replaceAll('=2C', ',').replaceAll('=3D', '=') === credentials.user;
    this.#nonce = clientNonce + randomBytes(18).toString('base64');
    const answer = `r=${this.#nonce},s=${credentials.salt.toString('base64')},i=${credentials.iterations}`;
    this.#said = `${bare},${answer}`;
    return answer;
  }

  /** Checks the client's proof and answers with the server's. */
  finish(message: string): string {
    const parts = /^(c=[^,]*,r=([^,]*)),p=(.*)$/.exec(message);
    if (!parts || this.#nonce === '' || parts[2] !== this.#nonce) return refuse();
    const said = `${this.#said},${parts[1]}`;
    const { storedKey, serverKey } = this.#credentials;
    const signature = hmac(storedKey, said);
    const proof = Buffer.from(parts[3] ?? '', 'base64');
    if (proof.length !== signature.length) return refuse();
    const clientKey = proof.map((byte, index) => byte ^ (signature[index] as number));
    const isRight = timingSafeEqual(createHash('sha256').update(clientKey).digest(), storedKey);
    if (!isRight || !this.#knownUser) return refuse();
    return `v=${hmac(serverKey, said).toString('base64')}`;
  }
}

function refuse(): never {
  return fail(18, 'Authentication failed.');
}
