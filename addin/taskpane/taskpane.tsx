import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Pane } from './pane.tsx';

/** Outlook tells its colours (Mailbox 1.14); where it doesn't, the pane is light as Outlook is by default. */
function isDark(): boolean {
  const colour = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(
    Office.context.officeTheme?.bodyBackgroundColor ?? '',
  );
  if (!colour) return false;
  const [red = 255, green = 255, blue = 255] = colour.slice(1).map((part) => Number.parseInt(part, 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/** The pane in Outlook's colours, also when they change while it is open (1.14; an Outlook that doesn't tell is left in peace). */
function Themed() {
  const [dark, setDark] = useState(isDark);
  useEffect(() => {
    try {
      Office.context.mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, () => setDark(isDark()));
    } catch {
      // The colours stay as they were when the pane was opened.
    }
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
