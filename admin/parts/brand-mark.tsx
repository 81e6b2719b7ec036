import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({ root: { color: tokens.colorBrandBackground, flexShrink: 0, display: 'block' } });

/** Signet's mark: the beginning of a signature on a seal. */
export function BrandMark({ size = 28 }: { size?: number }) {
  const styles = useStyles();
  return (
    <svg className={styles.root} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="currentColor" />
      <path
        d="M7 21c4 0 5-11 8.500-11 3 0-2.500 11 1 11 2.500 0 2.500-5 5-5 2 0 1 3.500 3.500 3.500"
        fill="none"
        stroke="#fff"
        strokeWidth="2.400"
        strokeLinecap="round"
      />
    </svg>
  );
}
