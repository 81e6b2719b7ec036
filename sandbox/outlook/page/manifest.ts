/** A button that the add-in puts into the compose window. */
export interface AddinButton {
  id: string;
  label: string;
  icon: string;
  action: { kind: 'pane'; url: string } | { kind: 'function'; name: string };
}

/** What the compose window needs to know of an add-in. */
export interface Addin {
  id: string;
  name: string;
  /** In Outlook's host numbering: 0 restricted, 1 read, 2 mailbox, 3 read and write the item. */
  permission: number;
  runtimeUrl: string;
  launchEvents: ReadonlyMap<string, string>;
  buttons: { message: AddinButton[]; appointment: AddinButton[] };
}

const permissions: Record<string, number> = { ReadItem: 1, ReadWriteMailbox: 2, ReadWriteItem: 3 };

/** The element's descendants of that name, whatever their namespace prefix. */
const all = (parent: Element, name: string): Element[] => [...parent.getElementsByTagNameNS('*', name)];
const first = (parent: Element, name: string): Element | undefined => all(parent, name)[0];
const own = (parent: Element, name: string): Element | undefined =>
  [...parent.children].find((child) => child.localName === name);
const typeOf = (element: Element): string =>
  (element.getAttributeNS('http://www.w3.org/2001/XMLSchema-instance', 'type') ?? '').replace(/^.*:/, '');

/** Only https and http://localhost may be loaded into the window. */
export function isLoadable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost');
}

function readResources(overrides: Element): (resid: string | null | undefined) => string {
  const resources = own(overrides, 'Resources');
  const values = new Map<string, string>();
  for (const name of ['Image', 'Url', 'String']) {
    for (const entry of resources ? all(resources, name) : []) {
      values.set(entry.getAttribute('id') ?? '', entry.getAttribute('DefaultValue') ?? '');
    }
  }
  return (resid) => values.get(resid ?? '') ?? '';
}

/** The icon nearest above the 20 pixels it is shown at, for screens of double density too. */
function iconOf(control: Element): string | null | undefined {
  const size = (image: Element) => Number(image.getAttribute('size'));
  const icons = all(control, 'Image').sort((one, other) => size(one) - size(other));
  return (icons.find((image) => size(image) >= 32) ?? icons.at(-1))?.getAttribute('resid');
}

function readButtons(desktop: Element, surface: string, resource: ReturnType<typeof readResources>): AddinButton[] {
  const point = all(desktop, 'ExtensionPoint').find((candidate) => typeOf(candidate) === surface);
  const controls = point ? all(point, 'Control').filter((control) => typeOf(control) === 'Button') : [];
  return controls.flatMap((control): AddinButton[] => {
    const action = own(control, 'Action');
    if (!action) return [];
    const icon = resource(iconOf(control));
    const button = {
      id: control.getAttribute('id') ?? '',
      label: resource(own(control, 'Label')?.getAttribute('resid')),
      icon: isLoadable(icon) ? icon : '',
    };
    if (typeOf(action) === 'ExecuteFunction') {
      return [
        { ...button, action: { kind: 'function', name: first(action, 'FunctionName')?.textContent?.trim() ?? '' } },
      ];
    }
    const url = resource(first(action, 'SourceLocation')?.getAttribute('resid'));
    return isLoadable(url) ? [{ ...button, action: { kind: 'pane', url } }] : [];
  });
}

/** Reads an XML manifest the way Outlook does: the innermost VersionOverrides win. Throws with a plain reason. */
export function readManifest(text: string): Addin {
  const xml = new DOMParser().parseFromString(text, 'application/xml');
  const root = xml.documentElement;
  if (root.localName !== 'OfficeApp') throw new Error('The manifest is not the XML manifest of an Office add-in.');
  const overrides = all(root, 'VersionOverrides').at(-1);
  const desktop = overrides && first(overrides, 'DesktopFormFactor');
  if (!overrides || !desktop) throw new Error('The manifest has no VersionOverrides with a DesktopFormFactor.');
  const resource = readResources(overrides);
  const runtimeUrl = resource(first(overrides, 'Runtime')?.getAttribute('resid'));
  if (runtimeUrl && !isLoadable(runtimeUrl)) throw new Error(`Outlook loads only https addresses, not ${runtimeUrl}`);
  const launchEvents = all(desktop, 'LaunchEvent').flatMap((event): [string, string][] => {
    const type = event.getAttribute('Type');
    return type ? [[type, event.getAttribute('FunctionName') ?? '']] : [];
  });
  return {
    id: own(root, 'Id')?.textContent?.trim() ?? '',
    name: own(root, 'DisplayName')?.getAttribute('DefaultValue') ?? 'Add-in',
    permission: permissions[own(root, 'Permissions')?.textContent?.trim() ?? ''] ?? 0,
    runtimeUrl,
    launchEvents: new Map(launchEvents),
    buttons: {
      message: readButtons(desktop, 'MessageComposeCommandSurface', resource),
      appointment: readButtons(desktop, 'AppointmentOrganizerCommandSurface', resource),
    },
  };
}
