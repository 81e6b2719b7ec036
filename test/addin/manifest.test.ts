import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { paneButtonIds } from '../../addin/core/notice.ts';
import { moveManifest, withSendCheck } from '../../server/delivery/manifest.ts';
import { launchWorld } from '../support/launch-world.ts';
import { allElements, type XmlElement, xmlTree } from '../support/xml-tree.ts';

const xml = readFileSync('manifest.xml', 'utf8');
const manifest = xmlTree(xml);
const elements = allElements(manifest);
const named = (name: string) => elements.filter((element) => element.name === name);
const only = (name: string): XmlElement => {
  const [first, ...rest] = named(name);
  if (!first || rest.length) throw new Error(`Expected one ${name}`);
  return first;
};
const childNames = (element: XmlElement) => element.children.map(({ name }) => name);
const inner = () => {
  const found = named('VersionOverrides').find((element) => element.attributes['xsi:type'] === 'VersionOverridesV1_1');
  if (!found) throw new Error('No VersionOverridesV1_1');
  return found;
};

/** The order of [MS-OWEMXML]; Outlook refuses any other. */
const orders: Record<string, string[]> = {
  OfficeApp: [
    'Id',
    'Version',
    'ProviderName',
    'DefaultLocale',
    'DisplayName',
    'Description',
    'IconUrl',
    'HighResolutionIconUrl',
    'SupportUrl',
    'Hosts',
    'Requirements',
    'FormSettings',
    'Permissions',
    'Rule',
    'DisableEntityHighlighting',
    'VersionOverrides',
  ],
  Host: ['Runtimes', 'DesktopFormFactor', 'MobileFormFactor'],
  DesktopFormFactor: ['SupportsSharedFolders', 'FunctionFile', 'ExtensionPoint', 'ExtensionPoint', 'ExtensionPoint'],
  Group: ['Label', 'Control'],
  Control: ['Label', 'Supertip', 'Icon', 'Action'],
  Resources: ['bt:Images', 'bt:Urls', 'bt:ShortStrings', 'bt:LongStrings'],
};

describe('Checklist 12: manifest.xml', () => {
  it.each(Object.entries(orders))('has the children of %s in the order of the schema', (name, order) => {
    const found = elements.filter((element) => element.name === name && element.children.length > 0);
    expect(found.length).toBeGreaterThan(0);
    for (const element of found) expect(childNames(element)).toEqual(order);
  });

  it('has its overrides inside the overrides for older clients, in order', () => {
    expect(childNames(inner())).toEqual(['Description', 'Requirements', 'Hosts', 'Resources']);
    const set = allElements(inner()).find(({ name }) => name === 'bt:Sets');
    expect(set?.attributes.DefaultMinVersion).toBe('1.10');
  });

  it('resolves every resid, each of at most 32 characters and defined once', () => {
    const ids = allElements(inner()).flatMap(({ name, attributes }) =>
      name.startsWith('bt:') && attributes.id ? [attributes.id] : [],
    );
    const used = elements.flatMap(({ attributes }) => (attributes.resid ? [attributes.resid] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new Set(used)].sort()).toEqual([...ids].sort());
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(32);
  });

  it('starts every launch event in the one runtime, whose override is the launch bundle', () => {
    const runtime = only('Runtime');
    const points = elements.filter(({ attributes }) => attributes['xsi:type'] === 'LaunchEvent');
    expect(points).toHaveLength(2);
    for (const point of points) {
      expect(childNames(point)).toEqual(['LaunchEvents', 'SourceLocation']);
      expect(point.children[1]?.attributes.resid).toBe(runtime.attributes.resid);
    }
    expect(only('Override').attributes).toEqual({ type: 'javascript', resid: 'Launch.Url' });
  });

  it('names only functions that the built bundle associates', async () => {
    const { outlook } = await launchWorld();
    const functions = named('LaunchEvent').map(({ attributes }) => attributes.FunctionName);
    for (const name of functions) expect([...outlook.associated.keys()]).toContain(name);
  }, 180_000);

  it('raises on mobile only what mobile knows', () => {
    const events = allElements(only('MobileFormFactor')).filter(({ name }) => name === 'LaunchEvent');
    expect(events.map(({ attributes }) => attributes.Type)).toEqual([
      'OnNewMessageCompose',
      'OnMessageRecipientsChanged',
      'OnMessageFromChanged',
    ]);
  });

  it('raises on the desktop what signatures depend on, and never sending unless that is asked for', () => {
    const eventsOf = (text: string) =>
      allElements(xmlTree(text))
        .filter(({ name }) => name === 'DesktopFormFactor')
        .flatMap(allElements)
        .filter(({ name }) => name === 'LaunchEvent')
        .map(({ attributes }) => [attributes.Type, attributes.SendMode]);
    const usual = [
      ['OnNewMessageCompose', undefined],
      ['OnNewAppointmentOrganizer', undefined],
      ['OnMessageFromChanged', undefined],
      ['OnAppointmentFromChanged', undefined],
      ['OnMessageRecipientsChanged', undefined],
    ];
    expect(eventsOf(xml)).toEqual(usual);
    expect(eventsOf(withSendCheck(xml))).toEqual([...usual, ['OnMessageSend', 'PromptUser']]);
  });

  it('changes only together with its version, because administrators must consent to every change', () => {
    const meaning = xml.replace(/<!--[\s\S]*?-->/g, '').replace(/\s+/g, ' ');
    // Changed on purpose? Raise the second number of Version in manifest.xml, note it in CHANGELOG.md, and put the new pair here.
    expect([only('Version').text, createHash('sha256').update(meaning).digest('hex').slice(0, 16)]).toEqual([
      '1.1.0.0',
      '8a365007997ff192',
    ]);
  });

  it('has texts no longer than Outlook shows, unique control ids, and the buttons that notices press', () => {
    const strings = (list: string) => only(list).children.map(({ attributes }) => attributes.DefaultValue ?? '');
    for (const text of strings('bt:ShortStrings')) expect(text.length).toBeLessThanOrEqual(125);
    for (const text of strings('bt:LongStrings')) expect(text.length).toBeLessThanOrEqual(250);
    const ids = named('Control').map(({ attributes }) => attributes.id);
    expect(ids).toEqual(Object.values(paneButtonIds));
    expect(only('Permissions').text).toBe('ReadWriteItem');
  });

  it('keeps its id, and has only https addresses', () => {
    expect(only('Id').text).toBe('190015b5-b2e3-47c8-acf2-0898fa4e3bf3');
    const addresses = elements.flatMap(({ attributes }) =>
      Object.values(attributes).filter((value) => /^\w+:\/\//.test(value)),
    );
    const own = addresses.filter(
      (address) => !address.startsWith('http://schemas.') && !address.startsWith('http://www.w3.org/'),
    );
    expect(own.length).toBeGreaterThan(8);
    for (const address of own) expect(address).toMatch(/^https:\/\/localhost:3000\//);
  });

  it('moves as a whole to an address with a path', () => {
    const moved = moveManifest(xml, 'https://mail.example/signet/');
    expect(moved).not.toContain('localhost');
    expect(moved).toContain('"https://mail.example/signet/addin/launch.js"');
    expect(allElements(xmlTree(moved))).toHaveLength(elements.length);
  });
});

describe('the icons', () => {
  it.each([16, 25, 32, 48, 64, 80, 96, 128])('of %i pixels is a PNG of that size', (size) => {
    const png = readFileSync(`addin/assets/icon-${size}.png`);
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });

  it('in the manifest are the files of the size they stand for', () => {
    const images = allElements(only('bt:Images')).filter(({ name }) => name === 'bt:Image');
    for (const { attributes } of images)
      expect(attributes.DefaultValue).toMatch(new RegExp(`/icon-${attributes.id?.slice(5)}\\.png$`));
    expect(only('IconUrl').attributes.DefaultValue).toMatch(/icon-64\.png$/);
    expect(only('HighResolutionIconUrl').attributes.DefaultValue).toMatch(/icon-128\.png$/);
  });
});
