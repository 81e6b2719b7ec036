import { Caption1, Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import type { Period } from '../../contract/index.ts';
import { weekdayNames, weekdays } from '../dates.ts';
import { CheckGroup } from '../parts/check-group.tsx';
import { audienceText } from './messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  row: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(132px, 1fr))', gap: tokens.spacingHorizontalM },
  input: { minWidth: 0 },
  muted: { color: tokens.colorNeutralForeground2 },
});

const dayOf = (local = '') => local.slice(0, 10);
const timeOf = (local = '') => local.slice(11, 16);

/** Does it end before it begins? A day that ends is still part of it. */
export function endsFirst({ starts, ends }: Period): boolean {
  return starts !== undefined && ends !== undefined && starts.slice(0, 16) > ends.padEnd(16, '~');
}

/** From when to when, to the day or to the minute, and on which days of the week. */
export function PeriodFields(props: { period: Period; timeZone: string; onChange: (change: Period) => void }) {
  const styles = useStyles();
  const { period, onChange } = props;
  const names = weekdayNames();
  const days = period.weekdays ?? weekdays;
  const put = (end: 'starts' | 'ends', day: string, time: string) =>
    onChange({ [end]: day === '' ? undefined : [day, time].filter(Boolean).join('T') });
  const wrong = endsFirst(period) && { validationState: 'error' as const, validationMessage: audienceText.endsFirst };
  return (
    <div className={styles.root}>
      <div className={styles.row}>
        {(['starts', 'ends'] as const).flatMap((end) => {
          const [day, time] = [dayOf(period[end]), timeOf(period[end])];
          return [
            <Field key={`${end} day`} label={audienceText[end]} {...(end === 'ends' ? wrong : {})}>
              <Input
                className={styles.input}
                type="date"
                value={day}
                onChange={(_, { value }) => put(end, value, time)}
              />
            </Field>,
            <Field key={`${end} time`} label={audienceText[`${end}At`]}>
              <Input
                className={styles.input}
                type="time"
                value={time}
                disabled={day === ''}
                onChange={(_, { value }) => put(end, day, value)}
              />
            </Field>,
          ];
        })}
      </div>
      <Caption1 className={styles.muted}>{audienceText.zone(props.timeZone)}</Caption1>
      <CheckGroup label={audienceText.weekdays}>
        {weekdays.map((day) => (
          <Checkbox
            key={day}
            label={names[day]}
            checked={days.includes(day)}
            onChange={(_, { checked }) => {
              const next = weekdays.filter((one) => (one === day ? checked : days.includes(one)));
              onChange({ weekdays: next.length === 0 || next.length === 7 ? undefined : next });
            }}
          />
        ))}
      </CheckGroup>
    </div>
  );
}
