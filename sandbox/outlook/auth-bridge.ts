/**
 * Installs `window.nestedAppAuthBridge`, by which msal-browser asks its host for tokens: JSON texts, relayed to the compose
 * window that frames the page. `hostOrigin` is that window's origin. This function is served as text: it must not use
 * anything from outside its own body.
 */
export function installAuthBridge(hostOrigin: string): void {
  if (window.parent === window) return;
  type Listener = (answer: string) => void;
  const listeners = new Set<Listener>();
  window.addEventListener('message', (event: MessageEvent) => {
    if (event.source !== window.parent || event.origin !== hostOrigin || typeof event.data !== 'string') return;
    if (!event.data.includes('"NestedAppAuthResponse"')) return;
    for (const listener of listeners) listener(event.data);
  });
  Object.assign(window, {
    nestedAppAuthBridge: {
      addEventListener(_: string, listener: Listener) {
        listeners.add(listener);
      },
      removeEventListener(_: string, listener: Listener) {
        listeners.delete(listener);
      },
      postMessage(text: string) {
        window.parent.postMessage(text, hostOrigin);
      },
    },
    // Classic Outlook has the bridge only after this call; here it is there already.
    __initializeNestedAppAuth: () => Promise.resolve(),
  });
}
