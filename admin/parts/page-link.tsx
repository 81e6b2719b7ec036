import { Button, type ButtonProps, Link, type LinkProps } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

/** What makes an anchor lead to a page of the app without loading it again; what isn't saved is asked about before. */
export function usePageLink(to: string, options: { replace?: boolean } = {}) {
  return { href: useHref(to), onClick: useLinkClickHandler<HTMLAnchorElement>(to, options) };
}

/** A link to a page of the app. */
export function PageLink({
  to,
  ...rest
}: { to: string; children: ReactNode; className?: string; title?: string } & Pick<LinkProps, 'inline'>) {
  return <Link {...rest} {...usePageLink(to)} />;
}

/** A plain anchor to a page of the app, to be styled by whoever uses it. */
export function PlainLink(props: { to: string; children: ReactNode; className?: string; title?: string }) {
  const { to, ...rest } = props;
  return <a {...rest} {...usePageLink(to)} />;
}

/** A button that leads to a page of the app. */
export function ButtonLink(props: {
  to: string;
  children: ReactNode;
  title?: string;
  className?: string;
  icon?: ButtonProps['icon'];
  appearance?: ButtonProps['appearance'];
  size?: ButtonProps['size'];
  shape?: ButtonProps['shape'];
}) {
  const { to, ...rest } = props;
  return <Button as="a" {...rest} {...usePageLink(to)} />;
}
