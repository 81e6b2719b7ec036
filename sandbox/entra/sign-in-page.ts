import { escapeHtml, hiddenFields, renderPage } from '../html.ts';
import type { UserEntry } from '../world/types.ts';
import type { Entra } from './entra.ts';

/** More would make the page slow, not more useful. */
const mostShown = 400;

const search = `
const field = document.querySelector('input[type=search]');
const rows = [...document.querySelectorAll('ul.people li')];
field.addEventListener('input', () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
  document.querySelector('#nobody').hidden = rows.some((row) => !row.hidden);
});
field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  rows.find((row) => !row.hidden)?.querySelector('button').click();
});
field.focus();`;

/** The page on which one chooses who to be. There are no passwords in the sandbox. */
export function signInPage(entra: Entra, tenant: string, wishes: Record<string, string>): string {
  const hint = wishes.login_hint ? entra.world.findUser(wishes.login_hint)?.user.displayName : undefined;
  const rows = peopleToShow(entra).map(row).join('\n');
  const body = `<h1>Sign in</h1>
<p class="quiet">Choose who to be in ${escapeHtml(entra.world.tenant.displayName)}. There are no passwords here.</p>
<form method="post" action="/${escapeHtml(encodeURIComponent(tenant))}/login">
${hiddenFields({ request: new URLSearchParams(wishes).toString() })}
<input type="search" aria-label="Find a person" placeholder="Find a name, address, job, department or town" value="${escapeHtml(hint ?? '')}">
<ul class="people">${rows}</ul><p class="quiet" id="nobody" role="status" hidden>Nobody fits. Try part of a name, a job or a town.</p>
<div class="buttons"><button name="cancel" value="1">Cancel</button></div>
</form>`;
  return renderPage({
    title: 'Sign in – Sandbox',
    body,
    script: `${search}\nfield.dispatchEvent(new Event('input'));`,
  });
}

/** Those with a role in the app first, then by name; only who may sign in and has a mailbox of their own. */
function peopleToShow({ world }: Entra): UserEntry[] {
  const shown: UserEntry[] = [];
  for (const entry of world.presentUsers()) {
    if (shown.length >= mostShown) break;
    if (entry.user.accountEnabled && entry.purpose === 'user') shown.push(entry);
  }
  const rank = ({ roles }: UserEntry) => ['admin', 'editor', 'auditor'].indexOf(roles?.[0] ?? '') + (roles ? 0 : 10);
  return shown.sort((a, b) => rank(a) - rank(b) || nameOf(a).trim().localeCompare(nameOf(b).trim(), 'en'));
}

const nameOf = ({ user }: UserEntry) => user.displayName ?? user.userPrincipalName;

function row(entry: UserEntry): string {
  const { user, roles } = entry;
  const name = nameOf(entry);
  const initials = [...(user.givenName?.trim() || name)][0] ?? '?';
  const hue = Number.parseInt(user.id.slice(0, 2), 16) * 1.4;
  const details = [user.jobTitle, user.city].filter(Boolean).join(' · ');
  return `<li><button name="oid" value="${escapeHtml(user.id)}">
<span class="face" style="background:hsl(${Math.round(hue)} 45% 42%)" aria-hidden="true">${escapeHtml(initials)}</span>
<span class="who"><span dir="auto">${escapeHtml(name)}</span><span class="quiet">${escapeHtml(user.userPrincipalName)}</span>
<span class="quiet" dir="auto">${escapeHtml(details)}</span><span hidden>${escapeHtml(user.department ?? '')}</span></span>
${roles ? `<span class="tag">${escapeHtml(roles.join(', '))}</span>` : ''}</button></li>`;
}
