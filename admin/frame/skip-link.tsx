import { Button, makeStyles } from '@fluentui/react-components';
import { messages } from '../messages/messages.ts';

const useStyles = makeStyles({
  root: {
    position: 'fixed',
    top: '8px',
    left: '8px',
    zIndex: 20,
    transform: 'translateY(-64px)',
    ':focus': { transform: 'none' },
  },
});

/** The first stop of the Tab key: past header and navigation. A button, because the hash of the address is the route. */
export function SkipLink({ onSkip }: { onSkip: () => void }) {
  return (
    <Button appearance="primary" className={useStyles().root} onClick={onSkip}>
      {messages.frame.skip}
    </Button>
  );
}
