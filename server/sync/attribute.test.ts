import { expect, it } from '@jest/globals';
import { attributeOf } from './attribute.ts';

const user = {
  id: '1',
  city: '',
  businessPhones: ['+49 30 1', '+49 30 2'],
  onPremisesExtensionAttributes: { extensionAttribute3: 'VIP' },
};

it.each<[string, string, string[]]>([
  ['an extension attribute by its short name', 'extensionAttribute3', ['VIP']],
  ['every element of a list', 'businessPhones', ['+49 30 1', '+49 30 2']],
  ['nothing where it is empty', 'city', []],
  ['nothing where it was never set', 'state', []],
  ['never what every object inherits', 'constructor.name', []],
])('gives %s', (_name, attribute, expected) => expect(attributeOf(user, attribute)).toEqual(expected));
