/** A small add-in for trying the pretend Outlook: it signs by sender and compose type, and its pane signs in by msal-browser. */

export const tenantId = '11111111-1111-4111-8111-111111111111';
export const clientId = '22222222-2222-4222-8222-222222222222';

/** A green picture of one pixel. */
export const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Its manifest, for a server at `app`. */
export const manifest = (app: string) => `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xmlns:mo="http://schemas.microsoft.com/office/mailappversionoverrides/1.1" xsi:type="MailApp">
  <Id>33333333-3333-4333-8333-333333333333</Id><DisplayName DefaultValue="Fake add-in"/><Permissions>ReadWriteItem</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides" xsi:type="VersionOverridesV1_0">
    <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides/1.1" xsi:type="VersionOverridesV1_1">
      <Hosts><Host xsi:type="MailHost"><Runtimes><Runtime resid="Web"><Override type="javascript" resid="Js"/></Runtime></Runtimes>
        <DesktopFormFactor><FunctionFile resid="Web"/>
          <ExtensionPoint xsi:type="MessageComposeCommandSurface"><OfficeTab id="TabDefault"><Group id="g"><Label resid="Label"/>
            <Control xsi:type="Button" id="open"><Label resid="Label"/><Icon><bt:Image size="16" resid="Icon"/></Icon>
              <Action xsi:type="ShowTaskpane"><SourceLocation resid="Pane"/></Action></Control></Group></OfficeTab></ExtensionPoint>
          <ExtensionPoint xsi:type="LaunchEvent"><LaunchEvents>
            <LaunchEvent Type="OnNewMessageCompose" FunctionName="onNewMessageCompose"/>
            <LaunchEvent Type="OnNewAppointmentOrganizer" FunctionName="onNewMessageCompose"/>
            <LaunchEvent Type="OnMessageFromChanged" FunctionName="onMessageFromChanged"/>
          </LaunchEvents><SourceLocation resid="Web"/></ExtensionPoint>
        </DesktopFormFactor></Host></Hosts>
      <Resources><bt:Images><bt:Image id="Icon" DefaultValue="${app}/icon.png"/></bt:Images>
        <bt:Urls><bt:Url id="Web" DefaultValue="${app}/launch.html"/><bt:Url id="Js" DefaultValue="${app}/launch.js"/><bt:Url id="Pane" DefaultValue="${app}/pane.html"/></bt:Urls>
        <bt:ShortStrings><bt:String id="Label" DefaultValue="My signature"/></bt:ShortStrings></Resources>
    </VersionOverrides>
  </VersionOverrides>
</OfficeApp>`;

/** A page that loads our host.js, Microsoft's office.js from `host`, then scripts of its own. */
export const page = (host: string, ...scripts: string[]) => `<!doctype html><html><head><meta charset="utf-8">
<script src="${host}/office-js/host.js"></script><script src="${host}/office-js/office.js"></script>
${scripts.map((src) => `<script src="${src}"></script>`).join('')}</head><body></body></html>`;

/** Compose type, sender, inline image, signature, completed() once (but twice for one of the senders). */
export const launchScript = `
const call = (target, method, ...args) => new Promise((resolve, reject) => target[method](...args, (result) =>
  result.status === 'succeeded' ? resolve(result.value) : reject(new Error(result.error.code + ' ' + result.error.message))));
async function sign(event) {
  const { item } = Office.context.mailbox;
  try {
    if (item.itemType === 'appointment') await call(item.body, 'setSignatureAsync', 'x', { coercionType: 'html' });
    const { composeType, coercionType } = await call(item, 'getComposeTypeAsync');
    const from = await call(item.from, 'getAsync');
    Office.context.roamingSettings.set('last', from.emailAddress);
    await call(Office.context.roamingSettings, 'saveAsync');
    await call(item.sessionData, 'setAsync', 'type', composeType);
    if (coercionType === 'text') {
      await call(item.body, 'setSignatureAsync', '-- \\n' + from.emailAddress, { coercionType: 'text' });
    } else {
      await call(item, 'addFileAttachmentFromBase64Async', '${dot}', 'dot.png', { isInline: true });
      await call(item.body, 'setSignatureAsync',
        '<p id="sig" onclick="alert(1)"><b>' + from.emailAddress + '</b> (' + composeType + ')<img src="cid:dot.png" width="8" height="8" alt="dot"></p><script>window.broken = 1</scr' + 'ipt>',
        { coercionType: 'html' });
    }
  } catch (error) {
    await call(item.notificationMessages, 'addAsync', 'failed', { type: 'errorMessage', message: String(error.message) });
  }
  event.completed();
  if (item.from && (await call(item.from, 'getAsync')).emailAddress.startsWith('a.lindqvist')) event.completed();
}
window.onNewMessageCompose = sign;
Office.actions.associate('onMessageFromChanged', sign);
Office.onReady();`;

/** Signs in as Signet's add-in does, and writes down what came of it. */
export const paneScript = `
Office.onReady(async () => {
  const show = (name, value) => { const p = document.createElement('p'); p.id = name; p.textContent = value; document.body.append(p); };
  try {
    show('naa', Office.context.requirements.isSetSupported('NestedAppAuth', '1.1'));
    const app = await msal.createNestablePublicClientApplication({ auth: { clientId: '${clientId}', authority: 'https://login.microsoftonline.com/${tenantId}' } });
    const scopes = ['api://${clientId}/access_as_user'];
    const first = await app.acquireTokenSilent({ scopes }).catch(() => app.ssoSilent({ scopes }));
    show('first', first.accessToken + ' for ' + first.account.username);
    const second = await app.acquireTokenSilent({ scopes, account: first.account });
    show('second', second.accessToken + (second.fromCache ? ' cached' : ' fresh'));
    show('setting', Office.context.roamingSettings.get('last'));
  } catch (error) { show('failed', error.stack); }
});`;
