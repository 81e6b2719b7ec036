import { describe, expect, it } from '@jest/globals';
import { readImport } from './read-import.ts';

describe('reading an import', () => {
  it('knows fields by their own names and by those of other programs', () => {
    const text =
      'E-Mail;First name;Last Name;Job Title;Mobile;extensionAttribute3;Groups;Aliases\nAnna@X.example;Anna;Berg;Captain;+49 1;x;Sales|Crew;a@x.example';
    expect(readImport(text)).toEqual({
      problems: [],
      lines: [
        {
          line: 2,
          address: 'anna@x.example',
          aliases: ['a@x.example'],
          groups: ['Sales', 'Crew'],
          fields: {
            givenName: 'Anna',
            surname: 'Berg',
            jobTitle: 'Captain',
            mobilePhone: '+49 1',
            extensionAttribute3: 'x',
          },
        },
      ],
    });
  });

  it('names line, column and what to do for everything that is wrong, at once', () => {
    const text = 'mail,name\nanna,Anna\nben@x.example\n,Nobody\ncleo@x.example,Cleo\nCLEO@x.example,Again\n';
    expect(readImport(text).problems).toEqual([
      { line: 2, column: 'mail', message: expect.stringContaining('“anna” is no e-mail address') },
      { line: 3, message: expect.stringContaining('1 values, the header 2') },
      { line: 4, column: 'mail', message: 'The address is missing.' },
      { line: 6, message: expect.stringContaining('stands in line 5 already') },
    ]);
  });

  it.each([
    ['an empty file', '', /empty/],
    ['no address', 'name\nAnna', /No column is called/],
    ['an unknown column', 'mail,shoe size\na@x.example,42', /no field called “shoe size”/],
    ['a column twice', 'mail,title,jobTitle\na@x.example,x,y', /stands twice/],
  ])('refuses %s by the header alone', (_, text, message) => {
    expect(readImport(text).problems).toMatchObject([{ line: 1, message: expect.stringMatching(message) }]);
    expect(readImport(text).lines).toEqual([]);
  });

  it('takes control characters and text direction overrides out of values', () => {
    expect(readImport('mail,name\na@x.example,"\u202eAn\u0000na "').lines[0]?.fields).toEqual({ displayName: 'Anna' });
  });
});
