/** Somebody signed in to the admin app, as their browser would be. */
export interface AdminSession {
  /** Where the browser was sent after signing in. */
  landed: string;
  /** Calls the API; gives status, headers and the JSON body (null where there is none). */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Headers; body: unknown }>;
}

/** Signs in through the sandbox's own page, cookie by cookie, as a browser does; one that has a cookie of ours already, perhaps. */
export async function signInAs(
  url: string,
  objectId: string,
  cookieBefore = '',
  returnTo = '/admin/',
): Promise<AdminSession> {
  const [name, value] = cookieBefore.split('=');
  const jar = new Map<string, string>(name && value ? [[name, value]] : []);
  const visit = async (target: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(target, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), cookie },
    });
    for (const given of answer.headers.getSetCookie()) {
      const [pair = ''] = given.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  };
  const start = await visit(`${url}/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
  const authorize = start.headers.get('location') ?? '';
  const page = await (await visit(authorize)).text();
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
  const request = (/name="request" value="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
  const chosen = await visit(new URL(action, authorize).href, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ request, oid: objectId }).toString(),
  });
  const back = await visit(chosen.headers.get('location') ?? '');
  if (back.status !== 302) throw new Error(`the sign-in ended with ${back.status}: ${await back.text()}`);
  return {
    landed: back.headers.get('location') ?? '',
    call: async (method, path, body, headers = {}) => {
      const answer = await visit(`${url}${path}`, {
        method,
        headers: { Origin: url, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null };
    },
  };
}
