/** The networks that `social` knows, and what they call themselves. */
export const networks: Readonly<Record<string, string>> = {
  linkedin: 'LinkedIn',
  xing: 'XING',
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  github: 'GitHub',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  whatsapp: 'WhatsApp',
};
