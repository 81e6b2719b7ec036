import type { World } from './world/world.ts';

export interface SignInSample {
  name: string;
  address: string;
  role: 'admin' | 'editor' | 'employee';
}

/** A few people worth being: an admin, an editor, and employees, one of them with letters beyond ASCII. */
export function signInSamples(world: World): SignInSample[] {
  const samples: SignInSample[] = [];
  const employees: SignInSample[] = [];
  for (const { user, roles, purpose } of world.presentUsers()) {
    if (samples.length > 2 && employees.length > 1) break;
    if (!user.accountEnabled || purpose !== 'user' || !user.mail) continue;
    const name = user.displayName ?? user.mail;
    const sample = { name, address: user.mail };
    const role = (['admin', 'editor'] as const).find((each) => roles?.includes(each));
    if (role && !samples.some((other) => other.role === role)) samples.push({ ...sample, role });
    else if (!roles && employees.length < 2 && user.jobTitle && user.department !== 'Executive Board') {
      employees.push({ ...sample, role: 'employee' });
    }
    if (samples.length === 2 && employees.length === 2) break;
  }
  return [...samples, ...employees];
}
