import { Button, type ButtonProps, Tooltip, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, type ReactNode, useState } from 'react';

interface ReasonedButtonProps {
  /** Why it can't be pressed; undefined when it can. */
  whyNot: string | undefined;
  onClick: () => void;
  appearance?: ButtonProps['appearance'];
  icon?: ReactElement;
  busy?: boolean;
  /** What a button with nothing but an icon is called. */
  label?: string;
  children?: ReactNode;
}

/** A button that, when it can't be pressed, can still be reached by keyboard and says why. It stays the same element, and so keeps the focus. */
export function ReasonedButton({ whyNot, onClick, appearance, icon, busy, label, children }: ReasonedButtonProps) {
  const [pointed, setPointed] = useState(false);
  const restoreFocus = useRestoreFocusTarget();
  const off = whyNot !== undefined || Boolean(busy);
  return (
    <Tooltip
      content={whyNot ?? ''}
      relationship="description"
      withArrow
      visible={pointed && whyNot !== undefined}
      onVisibleChange={(_, { visible }) => setPointed(visible)}
    >
      <Button
        {...restoreFocus}
        appearance={appearance}
        icon={icon}
        aria-label={label}
        disabledFocusable={off}
        onClick={off ? undefined : onClick}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
