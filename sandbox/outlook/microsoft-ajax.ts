/**
 * Installs the few parts of the MicrosoftAjax library that office.js wants on the web. With them in place it doesn't fetch the
 * library from ajax.aspnetcdn.com (its own check, `isMsAjaxLoaded`), and stays unmodified itself. This function is served
 * as text: it must not use anything from outside its own body.
 */
export function installMicrosoftAjax(): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  if (scope.Sys) return;
  const named = (name: string) => (message?: string) => {
    const error = new Error(`${name}: ${message ?? ''}`);
    error.name = name;
    return error;
  };
  class StringBuilder {
    private text = '';
    append(part: unknown): this {
      this.text += String(part);
      return this;
    }
    toString(): string {
      return this.text;
    }
  }
  const nothing = () => undefined;
  scope.Sys = {
    StringBuilder,
    Debug: { trace: nothing, assert: nothing },
    Browser: { agent: 'Chrome' },
    Serialization: { JavaScriptSerializer: { serialize: JSON.stringify, deserialize: JSON.parse } },
  };
  const type = Function as unknown as Record<string, unknown>;
  scope.Type = type;
  type.registerNamespace = (path: string) => {
    let at = scope;
    for (const part of path.split('.')) {
      at[part] = at[part] ?? {};
      at = at[part] as Record<string, unknown>;
    }
  };
  type.registerClass = nothing;
  (Function.prototype as unknown as Record<string, unknown>).registerClass = function registerClass(this: unknown) {
    return this;
  };
  type._validateParams = () => null;
  type._validateParameter = () => null;
  Object.assign(Error, {
    create: (message?: string) => new Error(message),
    argument: named('Sys.ArgumentException'),
    argumentNull: named('Sys.ArgumentNullException'),
    argumentOutOfRange: named('Sys.ArgumentOutOfRangeException'),
    argumentType: named('Sys.ArgumentTypeException'),
    argumentUndefined: named('Sys.ArgumentUndefinedException'),
    invalidOperation: named('Sys.InvalidOperationException'),
    notImplemented: named('Sys.NotImplementedException'),
    parameterCount: named('Sys.ParameterCountException'),
  });
}
