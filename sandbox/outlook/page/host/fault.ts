/** What can be made to go wrong with one call: no answer ever, an empty answer, an error code, a late answer. */
export type Fault =
  | { kind: 'hang' }
  | { kind: 'null' }
  | { kind: 'code'; code: number }
  | { kind: 'status'; status: string }
  | { kind: 'delay'; ms: number };

/** Faults by the lower-case name of the call or event they strike. */
export type Faults = ReadonlyMap<string, Fault>;

function readEffect(effect: string): Fault | undefined {
  if (effect === 'hang') return { kind: 'hang' };
  if (effect === 'null') return { kind: 'null' };
  const delay = /^delay(\d+)$/.exec(effect);
  if (delay) return { kind: 'delay', ms: Number(delay[1]) };
  if (/^\d+$/.test(effect)) return { kind: 'code', code: Number(effect) };
  if (/^[A-Z_]+$/.test(effect)) return { kind: 'status', status: effect };
  return undefined;
}

/**
 * Reads `fault` parameters such as `getComposeTypeAsync:hang`, `setSignatureAsync:5001`, `from.getAsync:delay3000`,
 * `roamingSettings.saveAsync:null` or `token:USER_INTERACTION_REQUIRED`. What it doesn't understand comes back in `unknown`.
 */
export function readFaults(parameters: readonly string[]): { faults: Faults; unknown: string[] } {
  const faults = new Map<string, Fault>();
  const unknown: string[] = [];
  for (const parameter of parameters) {
    const at = parameter.lastIndexOf(':');
    const fault = at > 0 ? readEffect(parameter.slice(at + 1)) : undefined;
    if (fault) faults.set(parameter.slice(0, at).toLowerCase(), fault);
    else unknown.push(parameter);
  }
  return { faults, unknown };
}

/** The fault for a call named `item.body.setSignatureAsync` or, shorter, `setSignatureAsync`. */
export function faultFor(faults: Faults, name: string): Fault | undefined {
  const full = name.toLowerCase();
  return faults.get(full) ?? faults.get(full.slice(full.lastIndexOf('.') + 1));
}
