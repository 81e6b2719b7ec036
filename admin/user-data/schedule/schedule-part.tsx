import { Field, Input, makeStyles, Option, SpinButton, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useNextRuns } from '../../api/settings-queries.ts';
import { formatInZone } from '../../dates.ts';
import { ChoiceBox } from '../../parts/choice-box.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { dataText } from '../messages.ts';
import { type SyncDraft, useSyncDraft } from '../use-sync-draft.ts';

const useStyles = makeStyles({
  fields: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXXL, rowGap: tokens.spacingVerticalL },
  zone: { width: '260px', maxWidth: '100%', '> *': { minWidth: 0 } },
  number: { width: '110px' },
  unit: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  next: { margin: 0, paddingInlineStart: '1.2em', fontVariantNumeric: 'tabular-nums' },
});

/** When a sync starts on its own; the next nights are shown before it is saved. */
export function SchedulePart({ mayEdit }: { mayEdit: boolean }) {
  const { draft, error, retry } = useSyncDraft('auto', 'notifications', 'keepRemovedDays');
  if (error) return <ErrorBar error={error} onRetry={retry} />;
  return draft ? (
    <>
      <ScheduleFields draft={draft} mayEdit={mayEdit} />
      <KeepField draft={draft} mayEdit={mayEdit} />
      <SaveBar draft={draft} />
    </>
  ) : (
    <PageSkeleton />
  );
}

/** When a sync starts on its own, in a draft that somebody else saves. */
export function ScheduleFields({ draft, mayEdit }: { draft: SyncDraft<'auto' | 'notifications'>; mayEdit: boolean }) {
  const styles = useStyles();
  const text = dataText.schedule;
  const { auto, notifications } = draft.value;
  const edit = (change: Partial<typeof auto>) => draft.edit({ auto: { ...auto, ...change } });
  const off = !mayEdit || !auto.enabled;
  return (
    <Panel title={text.when}>
      <SwitchField
        label={text.auto}
        hint={auto.enabled ? text.on : text.off}
        disabled={!mayEdit}
        checked={auto.enabled}
        onChange={(enabled) => edit({ enabled })}
      />
      <div className={styles.fields}>
        <Field label={text.time}>
          <Input
            type="time"
            disabled={off}
            value={auto.time}
            onChange={(_, { value }) => value && edit({ time: value })}
          />
        </Field>
        <ZoneField zone={auto.timeZone} disabled={off} onPick={(timeZone) => edit({ timeZone })} />
        <Field label={text.delta}>
          <span className={styles.unit}>
            <SpinButton
              aria-label={text.delta}
              className={styles.number}
              disabled={off}
              min={1}
              max={1440}
              value={auto.deltaMinutes}
              onChange={(_, { value, displayValue }) => edit({ deltaMinutes: within(value ?? displayValue, 1, 1440) })}
            />
            {text.minutes}
          </span>
        </Field>
      </div>
      <div>
        <Text weight="semibold">{text.next}</Text>
        {auto.enabled ? <NextNights time={auto.time} zone={auto.timeZone} /> : <p>{text.nextNone}</p>}
      </div>
      <SwitchField
        label={text.notifications}
        hint={text.notificationsHint}
        disabled={off}
        checked={notifications}
        onChange={(checked) => draft.edit({ notifications: checked })}
      />
    </Panel>
  );
}

function KeepField({ draft, mayEdit }: { draft: SyncDraft<'keepRemovedDays'>; mayEdit: boolean }) {
  const styles = useStyles();
  const text = dataText.schedule;
  const { keepRemovedDays } = draft.value;
  return (
    <Panel title={text.keep}>
      <Field label={text.keepDays} hint={text.keepHint}>
        <span className={styles.unit}>
          <SpinButton
            aria-label={text.keepDays}
            className={styles.number}
            disabled={!mayEdit}
            min={1}
            max={365}
            value={keepRemovedDays}
            onChange={(_, { value, displayValue }) =>
              draft.edit({ keepRemovedDays: within(value ?? displayValue, 1, 365) })
            }
          />
          {text.days}
        </span>
      </Field>
    </Panel>
  );
}

/** What was typed as a whole number between the bounds. */
function within(typed: number | string | undefined, least: number, most: number): number {
  const number = Math.round(Number(typed));
  return Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : least;
}

function NextNights({ time, zone }: { time: string; zone: string }) {
  const styles = useStyles();
  const next = useNextRuns(time, zone);
  if (next.error) return <ErrorBar error={next.error} />;
  return (
    <ol className={styles.next}>
      {next.data?.next.map((at) => (
        <li key={at}>{formatInZone(at, zone)}</li>
      ))}
    </ol>
  );
}

const zones = Intl.supportedValuesOf('timeZone');
const mostShown = 60;

function ZoneField({ zone, disabled, onPick }: { zone: string; disabled: boolean; onPick: (zone: string) => void }) {
  const styles = useStyles();
  const text = dataText.schedule;
  const [typed, setTyped] = useState<string>();
  const wanted = (typed ?? '').trim().toLowerCase().replaceAll(' ', '_');
  const shown = ['UTC', ...zones].filter((name) => name.toLowerCase().includes(wanted)).slice(0, mostShown);
  return (
    <Field label={text.zone} className={styles.zone}>
      <ChoiceBox
        disabled={disabled}
        placeholder={text.zoneHint}
        value={typed ?? zone.replaceAll('_', ' ')}
        selectedOptions={[zone]}
        onChange={(event) => setTyped(event.target.value)}
        onOpenChange={(_, { open }) => !open && setTyped(undefined)}
        onOptionSelect={(_, { optionValue }) => {
          if (optionValue) onPick(optionValue);
          setTyped(undefined);
        }}
      >
        {shown.map((name) => (
          <Option key={name} value={name} text={name}>
            {name.replaceAll('_', ' ')}
          </Option>
        ))}
      </ChoiceBox>
    </Field>
  );
}
