import {
  createDOMRenderer,
  FluentProvider,
  makeStaticStyles,
  makeStyles,
  RendererProvider,
  tokens,
} from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { RouterProvider } from 'react-router';
import { makeQueryClient } from './api/query-client.ts';
import { useLanguage } from './language.ts';
import { CrashGuard } from './parts/crash-guard.tsx';
import { router } from './router.tsx';
import { darkTheme, lightTheme, useTheme } from './theme.ts';

const queryClient = makeQueryClient();

// A server with a strict style policy hands the nonce of this answer in a meta element.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const renderer = createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});

const useDocumentStyles = makeStaticStyles({
  body: { margin: 0 },
  // Fluent leaves the margins of the browser on headings
  'h1, h2, h3': { margin: 0 },
  // a select is never wider than its place, however long its choices are
  '.fui-Field, .fui-Field > *, .fui-Select__select': { minWidth: 0 },
});

const useStyles = makeStyles({
  root: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground3, color: tokens.colorNeutralForeground1 },
});

function Themed() {
  useDocumentStyles();
  const styles = useStyles();
  const { dark } = useTheme();
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
    document.documentElement.lang = language;
  }, [dark, language]);
  return (
    <FluentProvider theme={dark ? darkTheme : lightTheme}>
      {/* not on the provider: every portal (tooltip, drawer) takes over its class and would cover the page */}
      <div className={styles.root}>
        {/* another language is another tree: every text is read while rendering */}
        <CrashGuard key={language}>
          <RouterProvider router={router} />
        </CrashGuard>
      </div>
    </FluentProvider>
  );
}

/** The admin app: styles, theme, queries, and what the session allows to see. */
export function App() {
  return (
    <RendererProvider renderer={renderer}>
      <QueryClientProvider client={queryClient}>
        <Themed />
      </QueryClientProvider>
    </RendererProvider>
  );
}
