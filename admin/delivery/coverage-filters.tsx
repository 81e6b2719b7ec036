import { Field, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import type { CoverageFilter } from '../api/delivery-queries.ts';
import { useSettledSearch } from '../parts/use-settled-search.ts';
import { knownClients, knownOutcomes } from './delivery-words.ts';
import { deliveryText } from './messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalM },
  search: { flexGrow: 1, flexBasis: '220px', maxWidth: '360px', '@media (max-width: 640px)': { maxWidth: 'none' } },
  choice: { flexBasis: '170px', '@media (max-width: 640px)': { flexGrow: 1 } },
});

/** Search, heard of or not, which Outlook, and what became of the last attempt. */
export function CoverageFilters(props: { filter: CoverageFilter; narrow: (change: Partial<CoverageFilter>) => void }) {
  const styles = useStyles();
  const { filter, narrow } = props;
  const text = deliveryText.coverage;
  const [typed, setTyped] = useSettledSearch(filter.query, (query) => narrow({ query }));
  const choices = [
    {
      name: 'seen',
      label: text.seen,
      options: [
        ['', text.everyone],
        ['yes', text.seenYes],
        ['no', text.seenNo],
      ],
    },
    { name: 'client', label: text.client, options: [['', text.everyClient], ...knownClients()] },
    { name: 'outcome', label: text.outcome, options: [['', text.everyOutcome], ...knownOutcomes()] },
  ] as const;
  return (
    <search className={styles.root}>
      <Field label={text.search} className={styles.search}>
        <SearchBox
          placeholder={text.searchHint}
          value={typed}
          maxLength={200}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      {choices.map(({ name, label, options }) => (
        <Field key={name} label={label} className={styles.choice}>
          <Select value={filter[name]} onChange={(_, { value }) => narrow({ [name]: value })}>
            {options.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        </Field>
      ))}
    </search>
  );
}
