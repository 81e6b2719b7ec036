import { expect, test } from '@jest/globals';
import { toEml } from './eml.ts';

test('a test mail has both variants and its embedded images, in short ASCII lines', () => {
  const images = [
    { name: 'logo.png', contentType: 'image/png', url: 'https://x.example/l.png', base64: 'A'.repeat(200) },
  ];
  const mail = toEml(
    { html: '<p>Größe</p><img src="cid:logo.png">', text: 'Größe', images },
    { subject: 'Prüfung', body: '<Hallo>' },
  );
  expect(mail.split('\r\n').every((line) => line.length <= 998 && /^[\x20-\x7e]*$/.test(line))).toBe(true);
  const parts = [...mail.matchAll(/base64\r\n\r\n([\s\S]*?)\r\n\r?\n?--/g)].map(([, body = '']) =>
    Buffer.from(body, 'base64').toString('utf8'),
  );
  expect(parts[0]).toContain('Größe');
  expect(parts[1]).toContain('<p>&lt;Hallo&gt;</p><br><p>Größe</p>');
  expect(mail).toContain('Content-ID: <logo.png>');
});
