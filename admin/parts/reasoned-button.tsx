import { Button, type ButtonProps, Tooltip } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';

interface ReasonedButtonProps {
  /** Why it can't be pressed; undefined when it can. */
  whyNot: string | undefined;
  onClick: () => void;
  appearance?: ButtonProps['appearance'];
  icon?: ReactElement;
  busy?: boolean;
  children: ReactNode;
}

/** A button that, when it can't be pressed, can still be reached by keyboard and says why. */
export function ReasonedButton({ whyNot, onClick, appearance, icon, busy, children }: ReasonedButtonProps) {
  const off = whyNot !== undefined || Boolean(busy);
  const button = (
    <Button appearance={appearance} icon={icon} disabledFocusable={off} onClick={off ? undefined : onClick}>
      {children}
    </Button>
  );
  if (whyNot === undefined) return button;
  return (
    <Tooltip content={whyNot} relationship="description" withArrow>
      {button}
    </Tooltip>
  );
}
