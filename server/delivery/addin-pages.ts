/** Where the add-in's pages find office.js. `hostScript` is one script before it, in the sandbox. */
export interface OfficeJsSource {
  url: string;
  hostScript?: string;
}

const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** The page that runs the launch bundle in Outlook on the web, new Outlook, on Mac and mobile: three scripts and nothing to see. */
export function renderRuntimePage(officeJs: OfficeJsSource): string {
  return page(officeJs, 'Signet', 'launch.js', '');
}

/** The task pane's page. */
export function renderTaskpanePage(officeJs: OfficeJsSource): string {
  return page(officeJs, 'Signature', 'taskpane.js', '<div id="root"></div>\n');
}

/** Addresses are relative, so that the pages work under any path prefix. */
function page(officeJs: OfficeJsSource, title: string, bundle: string, body: string): string {
  const scripts = [officeJs.hostScript, officeJs.url, bundle].filter((url) => url !== undefined);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${scripts
  .slice(0, -1)
  .map((url) => `<script src="${escapeHtml(url)}"></script>`)
  .join('\n')}
</head>
<body>
${body}<script src="${bundle}"></script>
</body>
</html>
`;
}

/** Pages of Microsoft 365 that show add-ins in a frame. */
const officeHosts = [
  'https://*.office.com',
  'https://*.office365.com',
  'https://*.outlook.com',
  'https://outlook.live.com',
  'https://*.microsoft365.com',
  'https://*.cloud.microsoft',
  'https://*.officeapps.live.com',
];

const originOf = (url: string | undefined): string[] => (url && URL.canParse(url) ? [new URL(url).origin] : []);

/**
 * The Content-Security-Policy of the add-in's pages.
 *
 * office.js needs neither 'unsafe-eval' nor inline scripts: there is no `eval(`, `new Function(` or text timer in office.js or
 * outlook-web-16.01.js of @microsoft/office-js 1.1.110, and it loads its further files (same folder, and MicrosoftAjax.js from
 * ajax.aspnetcdn.com) by script elements with an address. Styles do need 'unsafe-inline': Fluent UI writes style elements, office.js'
 * own dialogs set style attributes, and a signature's preview is all inline styles.
 */
export function addinPolicy(options: {
  officeJs: OfficeJsSource;
  authority: string;
  frameAncestors: string[];
}): string {
  const { officeJs, authority, frameAncestors } = options;
  const scripts = [
    "'self'",
    ...originOf(officeJs.url),
    ...originOf(officeJs.hostScript),
    'https://appsforoffice.microsoft.com',
    'https://ajax.aspnetcdn.com',
  ];
  const directives = {
    'default-src': ["'none'"],
    'script-src': scripts,
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'https:'],
    'font-src': ["'self'", 'data:', 'https://*.cdn.office.net'],
    'connect-src': [
      "'self'",
      ...originOf(authority),
      'https://login.microsoftonline.com',
      'https://login.microsoft.com',
    ],
    'frame-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'self'", ...officeHosts, ...frameAncestors],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${[...new Set(values)].join(' ')}`)
    .join('; ');
}
