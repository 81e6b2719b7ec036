import { Avatar, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { PersonView } from '../../../contract/index.ts';
import { apiUrl } from '../../api/call.ts';
import { useChangePhoto } from '../../api/people-changes.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { mayStart } from '../../runs/permission.ts';
import { useSignedIn } from '../../signed-in.ts';
import { nameOf } from '../person-words.ts';
import { personText } from './messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', alignItems: 'center', gap: tokens.spacingVerticalXS },
  hidden: { display: 'none' },
});

/** The tag makes each picture an address of its own. */
const photoUrl = (id: string, tag: string) => apiUrl(`/people/${encodeURIComponent(id)}/photo`, { tag });

/** The photo that the signature shows, and for editors what changes it. */
export function PersonPhoto({ person }: { person: PersonView }) {
  const styles = useStyles();
  const { session } = useSignedIn();
  const input = useRef<HTMLInputElement>(null);
  const change = useChangePhoto(person.id);
  const { photo } = person;
  return (
    <div className={styles.root}>
      <Avatar
        name={nameOf(person)}
        {...(photo ? { image: { src: photoUrl(person.id, photo.tag) } } : {})}
        size={64}
        color="colorful"
        idForColor={person.id}
        aria-hidden
      />
      {mayStart(session) && (
        <>
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/gif"
            aria-label={personText.uploadPhoto}
            className={styles.hidden}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) change.mutate(file);
              event.target.value = '';
            }}
          />
          <Button
            size="small"
            appearance="subtle"
            disabledFocusable={change.isPending}
            onClick={() => input.current?.click()}
          >
            {personText.uploadPhoto}
          </Button>
          {photo?.uploaded && (
            <Button
              size="small"
              appearance="subtle"
              disabledFocusable={change.isPending}
              onClick={() => change.mutate(null)}
            >
              {personText.removePhoto}
            </Button>
          )}
        </>
      )}
      {change.error && <ErrorBar error={change.error} />}
    </div>
  );
}
