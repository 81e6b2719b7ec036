/** Names whose values open something, whatever stands around the word; in any spelling, at any depth. */
const secretNames = /authori[sz]ation|cookie|token|secret|password|passphrase|assertion|credential|private_?key|^pem$/i;
/** Names whose values are somebody's data, or what somebody writes. */
const personalNames =
  /^(?:(?:former)?address(?:es)?|e?mail|userPrincipalName|proxyAddresses|displayName|givenName|surname|fields|overrides|raw|photo|html|text|body|base64|before|after|diff)$/i;
const deepest = 6;
const mostItems = 20;

/** What of a value may stand in the log: no secret, nothing of a person, of an error no more than what it is and where it came from. */
export function loggable(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > deepest) return '[deeper]';
  if (value instanceof Error) return loggableError(value, depth);
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item) => loggable(item, depth + 1));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isHidden(name) ? '[hidden]' : loggable(part, depth + 1)]),
  );
}

const isHidden = (name: string) => secretNames.test(name) || personalNames.test(name);

/** Errors of the driver and of HTTP clients carry whole documents and requests as properties: those stay behind. */
function loggableError(error: Error, depth: number): object {
  const { name, message, stack, cause } = error;
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  return {
    ...{ type: name, message, stack },
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(cause === undefined ? {} : { cause: loggable(cause, depth + 1) }),
    ...(Array.isArray(errors) ? { errors: loggable(errors, depth + 1) } : {}),
  };
}

/** What is known by its looks, wherever in a sentence it comes. Each is bounded: a line of the log may be long. */
const looks: [pattern: RegExp, instead: string][] = [
  [/\beyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g, '[token]'],
  [/\bsignet_[\w-]{8,}/g, '[token]'],
  [/\b(Bearer|Basic) +[^\s"'\\,]+/gi, '$1 [hidden]'],
  [/(__Host-[\w-]+=)[^\s"'\\;,]+/g, '$1[hidden]'],
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----.*?(?:-----END|$)/gs, '[private key]'],
  [/(:\/\/[^\s"'\\:/@]{1,200}):[^\s"'\\/@]{1,200}@/g, '$1:[hidden]@'],
  [/\b(\w{0,20}(?:secret|token|assertion|password|code|state)=)[^&\s"'\\]+/gi, '$1[hidden]'],
  [/[\p{L}\p{N}._%+'#-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu, '[address]'],
];

/** A line of the log without tokens, keys, passwords and e-mail addresses, which foreign libraries put into their messages. */
export function withoutSecrets(line: string): string {
  return looks.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);
}
