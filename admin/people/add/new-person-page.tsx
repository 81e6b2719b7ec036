import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { ArrowLeft16Regular } from '@fluentui/react-icons/svg/arrow-left';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { PersonField, PersonFields } from '../../../contract/index.ts';
import { useAddPerson } from '../../api/people-changes.ts';
import { messages } from '../../messages/messages.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { GroupNamesField } from '../../parts/group-names-field.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { ButtonLink, PageLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { UnsavedGuard } from '../../parts/unsaved-guard.tsx';
import { pathTo } from '../../paths.ts';
import { importText } from '../import/messages.ts';

const useStyles = makeStyles({
  back: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, width: 'fit-content' },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalM,
  },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS },
});

const asked: readonly PersonField[] = [
  'displayName',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'companyName',
  'businessPhone',
  'mobilePhone',
  'officeLocation',
  'streetAddress',
  'postalCode',
  'city',
  'country',
  'website',
];

/** Somebody who is not in the directory. */
export function NewPersonPage() {
  const styles = useStyles();
  const navigate = useNavigate();
  const add = useAddPerson();
  const [address, setAddress] = useState('');
  const [kind, setKind] = useState<'user' | 'sharedMailbox'>('user');
  const [fields, setFields] = useState<PersonFields>({});
  const [groups, setGroups] = useState<string[]>([]);
  const started = address !== '' || Object.keys(fields).length > 0;
  return (
    <>
      <PageLink to={pathTo.people()} className={styles.back}>
        <ArrowLeft16Regular /> {importText.back}
      </PageLink>
      <PageHeading page={importText.newPage} heading={importText.newPage} note={importText.newLead} />
      <UnsavedGuard dirty={started && !add.isPending && !add.isSuccess} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(
            { address, kind, fields, groups },
            { onSuccess: (person) => navigate(pathTo.person(person.id), { replace: true }) },
          );
        }}
      >
        <Panel title={messages.person.fields}>
          <div className={styles.fields}>
            <Field label={importText.address} required>
              <Input type="email" value={address} onChange={(_, { value }) => setAddress(value)} />
            </Field>
            <Field label={importText.kind}>
              <Select value={kind} onChange={(_, { value }) => setKind(value === 'sharedMailbox' ? value : 'user')}>
                <option value="user">{messages.personKinds.user}</option>
                <option value="sharedMailbox">{messages.personKinds.sharedMailbox}</option>
              </Select>
            </Field>
            {asked.map((field) => (
              <Field key={field} label={messages.fields[field]}>
                <Input
                  value={fields[field] ?? ''}
                  maxLength={1000}
                  onChange={(_, { value }) => setFields({ ...fields, [field]: value })}
                />
              </Field>
            ))}
          </div>
          <GroupNamesField label={importText.groups} hint={importText.groupsHint} names={groups} onChange={setGroups} />
        </Panel>
        {add.error && <ErrorBar error={add.error} />}
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" disabledFocusable={add.isPending}>
            {importText.add}
          </Button>
          <ButtonLink to={pathTo.people()}>{importText.cancel}</ButtonLink>
        </div>
      </form>
    </>
  );
}
