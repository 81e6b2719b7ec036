import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Pane } from './pane.tsx';

/** Outlook tells its colours (Mailbox 1.14); where it doesn't, the pane is light as Outlook is by default. */
function isDark(theme: Partial<Office.OfficeTheme> | undefined = Office.context.officeTheme): boolean {
  const colour = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(theme?.bodyBackgroundColor ?? '');
  if (!colour) return false;
  const [red = 255, green = 255, blue = 255] = colour.slice(1).map((part) => Number.parseInt(part, 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/**
 * The pane in Outlook's colours, also when they change while it is open. Outlook need not tell an add-in that handles launch events of a
 * change (@types/office-js, OfficeThemeChanged), so they are looked at again whenever the pane gets the focus.
 */
function Themed() {
  const [dark, setDark] = useState(isDark);
  useEffect(() => {
    const look = (changed?: { officeTheme?: Office.OfficeTheme }) => setDark(isDark(changed?.officeTheme));
    const focused = () => look();
    window.addEventListener('focus', focused);
    try {
      Office.context.mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, look);
    } catch {
      // An Outlook that does not know the event is left in peace.
    }
    return () => window.removeEventListener('focus', focused);
  }, []);
  return (
    <FluentProvider theme={dark ? webDarkTheme : webLightTheme} style={{ minHeight: '100vh' }}>
      <Pane />
    </FluentProvider>
  );
}

Office.onReady(() => {
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<Themed />);
});
