import { describe, expect, it } from '@jest/globals';
import { placeAmong, placeTextSignature, quoteLine, typedText } from './signature-place.ts';

describe('among the blocks of an HTML body', () => {
  it.each([
    [[], 0, false],
    [['typed', 'typed'], 2, false],
    [['typed', 'quote'], 1, false],
    [['quote', 'typed'], 0, false],
    [['typed', 'signature', 'typed', 'quote'], 1, true],
    [['typed', 'quote', 'signature'], 2, true],
  ] as const)('%j: at %i, in place of the old one: %s', (blocks, at, replace) => {
    expect(placeAmong(blocks)).toEqual({ at, replace });
  });
});

describe('in a plain-text body', () => {
  const quote = `${quoteLine}\nFrom: Jonas`;

  it('stands below what was typed, an empty line between', () => {
    expect(placeTextSignature({ text: 'Hello', signature: '' }, '-- \r\nAda\n')).toEqual({
      text: 'Hello\n\n-- \nAda\n',
      signature: '-- \nAda',
    });
  });

  it('leaves room to type where nothing was typed', () => {
    expect(placeTextSignature({ text: '', signature: '' }, 'Ada').text).toBe('\n\nAda\n');
  });

  it('stands above the quoted message', () => {
    const placed = placeTextSignature({ text: `Hello\n\n${quote}`, signature: '' }, 'Ada');
    expect(placed.text).toBe(`Hello\n\nAda\n\n${quote}`);
  });

  it('replaces the earlier one where it stands, keeping all that is around it', () => {
    const body = { text: `Hello\n\nAda\nPS\n\n${quote}\nAda`, signature: 'Ada' };
    expect(placeTextSignature(body, 'Bob').text).toBe(`Hello\n\nBob\nPS\n\n${quote}\nAda`);
  });

  it('keeps one that the user edited', () => {
    expect(placeTextSignature({ text: 'Hi\n\nAda!', signature: 'Ada B' }, 'Bob').text).toBe('Hi\n\nAda!\n\nBob\n');
  });

  it('takes the earlier one away for an empty one', () => {
    expect(placeTextSignature({ text: 'Hi\n\nAda\n', signature: 'Ada' }, '')).toEqual({
      text: 'Hi\n\n\n',
      signature: '',
    });
    expect(placeTextSignature({ text: 'Hi', signature: '' }, '').text).toBe('Hi');
  });

  it('tells the typed words from signature and quoted message', () => {
    expect(typedText({ text: `Hello\n\nAda\n\n${quote}`, signature: 'Ada' })).toBe('Hello');
    expect(typedText({ text: 'Hello\n', signature: '' })).toBe('Hello');
  });
});
