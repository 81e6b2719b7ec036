/** The least an add-in can do: reads sender and compose type, at once, and sets a constant text. */
export const minimalAddin = `
function onNewMessageCompose(event) {
  var item = Office.context.mailbox.item;
  var waiting = 2;
  function read() {
    waiting -= 1;
    if (waiting > 0) return;
    item.body.setSignatureAsync('<p>Anna Adler</p>', { coercionType: 'html' }, function () { event.completed(); });
  }
  item.from.getAsync(read);
  item.getComposeTypeAsync(read);
}
Office.actions.associate('onNewMessageCompose', onNewMessageCompose);
if (typeof document !== 'undefined') Office.onReady();
`;
