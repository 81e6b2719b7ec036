import { webLink } from './link.ts';

interface SocialNetwork {
  title: string;
  /** Where the profile of a bare name stands; the name goes in place of `*`. */
  profile: string;
}

/** The networks that `social` knows. */
export const socialNetworks: Readonly<Record<string, SocialNetwork>> = {
  linkedin: { title: 'LinkedIn', profile: 'https://www.linkedin.com/in/*' },
  xing: { title: 'XING', profile: 'https://www.xing.com/profile/*' },
  x: { title: 'X', profile: 'https://x.com/*' },
  facebook: { title: 'Facebook', profile: 'https://www.facebook.com/*' },
  instagram: { title: 'Instagram', profile: 'https://www.instagram.com/*' },
  youtube: { title: 'YouTube', profile: 'https://www.youtube.com/@*' },
  tiktok: { title: 'TikTok', profile: 'https://www.tiktok.com/@*' },
  github: { title: 'GitHub', profile: 'https://github.com/*' },
  bluesky: { title: 'Bluesky', profile: 'https://bsky.app/profile/*' },
  mastodon: { title: 'Mastodon', profile: '' },
  whatsapp: { title: 'WhatsApp', profile: 'https://wa.me/*' },
};

/** The address of a profile: a web address as it is, a name (`anna.berg`, `@anna`) on its network; '' for anything else. */
export function socialLink(network: string, value: string): string {
  const text = value.trim();
  const known = Object.hasOwn(socialNetworks, network) ? socialNetworks[network] : undefined;
  if (known === undefined || text === '') return '';
  if (/^https?:\/\//i.test(text) || text.includes('/')) return webLink(text);
  if (network === 'mastodon') {
    const [, name, host] = /^@?([\w.-]+)@([\w.-]+\.[\w.-]+)$/.exec(text) ?? [];
    return name && host ? webLink(`https://${host}/@${name}`) : '';
  }
  const name = network === 'whatsapp' ? text.replace(/[\s+()-]/g, '') : text.replace(/^@/, '');
  return /^[\p{L}\p{N}._-]{1,100}$/u.test(name) ? known.profile.replace('*', encodeURIComponent(name)) : '';
}
