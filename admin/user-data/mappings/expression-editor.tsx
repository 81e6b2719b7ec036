import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons/svg/add';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import type { Expression } from '../../../contract/index.ts';
import { AttributeBox } from '../../conditions/attribute-box.tsx';
import { directoryAttributes } from '../rules/directory-attributes.ts';
import { expressionKinds, kindOf, ofKind } from './expression-words.ts';
import { mappingText } from './messages.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'flex-end' },
  box: { minWidth: 0, width: '220px', maxWidth: '100%' },
  nested: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    alignItems: 'flex-start',
    paddingInlineStart: tokens.spacingHorizontalM,
    borderInlineStartWidth: '3px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
    '> :first-child': { flexGrow: 1 },
  },
});

const deepest = 4;

/** Edits where a value comes from: a property, a text, or either of them worked on, nested. */
export function ExpressionEditor(props: {
  expression: Expression;
  onChange: (expression: Expression) => void;
  depth?: number;
}) {
  const styles = useStyles();
  const { expression, onChange, depth = 1 } = props;
  const kind = kindOf(expression);
  const kinds = depth < deepest ? expressionKinds : expressionKinds.slice(0, 2);
  return (
    <div className={styles.root}>
      <div className={styles.row}>
        <Field label={mappingText.kind}>
          <Select
            className={styles.box}
            value={kind}
            onChange={(_, { value }) => {
              const next = kinds.find((known) => known === value);
              if (next) onChange(ofKind(next, expression));
            }}
          >
            {kinds.map((known) => (
              <option key={known} value={known}>
                {mappingText.kinds[known]}
              </option>
            ))}
          </Select>
        </Field>
        <Details expression={expression} onChange={onChange} />
      </div>
      <Inner expression={expression} onChange={onChange} depth={depth + 1} />
    </div>
  );
}

type Part = { expression: Expression; onChange: (expression: Expression) => void };

/** What a kind needs beside the expressions inside it. */
function Details({ expression, onChange }: Part) {
  const styles = useStyles();
  if (typeof expression === 'string')
    return (
      <Field label={mappingText.property}>
        <AttributeBox className={styles.box} names={directoryAttributes} open value={expression} onPick={onChange} />
      </Field>
    );
  if ('join' in expression)
    return (
      <Field label={mappingText.separator}>
        <Input
          className={styles.box}
          value={expression.separator}
          maxLength={200}
          onChange={(_, { value }) => onChange({ ...expression, separator: value })}
        />
      </Field>
    );
  if ('replace' in expression)
    return (
      <>
        <Field label={mappingText.find}>
          <Input
            className={styles.box}
            value={expression.find}
            maxLength={200}
            onChange={(_, { value }) => onChange({ ...expression, find: value })}
          />
        </Field>
        <Field label={mappingText.with}>
          <Input
            className={styles.box}
            value={expression.with}
            maxLength={200}
            onChange={(_, { value }) => onChange({ ...expression, with: value })}
          />
        </Field>
      </>
    );
  if ('prefix' in expression)
    return (
      <Field label={mappingText.prefixText}>
        <Input
          className={styles.box}
          value={expression.text}
          maxLength={200}
          onChange={(_, { value }) => onChange({ ...expression, text: value })}
        />
      </Field>
    );
  if ('phone' in expression)
    return (
      <Field label={mappingText.format}>
        <Select
          className={styles.box}
          value={expression.format}
          onChange={(_, { value }) =>
            onChange({ ...expression, format: value === 'national' || value === 'e164' ? value : 'international' })
          }
        >
          {(['international', 'national', 'e164'] as const).map((format) => (
            <option key={format} value={format}>
              {mappingText.formats[format]}
            </option>
          ))}
        </Select>
      </Field>
    );
  if ('text' in expression)
    return (
      <Field label={mappingText.text}>
        <Input
          className={styles.box}
          value={expression.text}
          maxLength={200}
          onChange={(_, { value }) => onChange({ text: value })}
        />
      </Field>
    );
  return null;
}

/** The expressions inside one. */
function Inner({ expression, onChange, depth }: Part & { depth: number }) {
  const styles = useStyles();
  if (typeof expression === 'string') return null;
  const one = (inner: Expression, put: (inner: Expression) => Expression) => (
    <div className={styles.nested}>
      <ExpressionEditor expression={inner} depth={depth} onChange={(next) => onChange(put(next))} />
    </div>
  );
  if ('upper' in expression) return one(expression.upper, (upper) => ({ upper }));
  if ('lower' in expression) return one(expression.lower, (lower) => ({ lower }));
  if ('title' in expression) return one(expression.title, (title) => ({ title }));
  if ('replace' in expression) return one(expression.replace, (replace) => ({ ...expression, replace }));
  if ('prefix' in expression) return one(expression.prefix, (prefix) => ({ ...expression, prefix }));
  if ('phone' in expression) return one(expression.phone, (phone) => ({ ...expression, phone }));
  if ('firstOf' in expression)
    return <Parts parts={expression.firstOf} depth={depth} onChange={(firstOf) => onChange({ firstOf })} />;
  if ('join' in expression)
    return <Parts parts={expression.join} depth={depth} onChange={(join) => onChange({ ...expression, join })} />;
  return null;
}

function Parts(props: { parts: Expression[]; depth: number; onChange: (parts: Expression[]) => void }) {
  const styles = useStyles();
  const { parts, onChange } = props;
  return (
    <>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name of its own, and inputs are controlled
        <div key={index} className={styles.nested}>
          <ExpressionEditor
            expression={part}
            depth={props.depth}
            onChange={(next) => onChange(parts.map((old, at) => (at === index ? next : old)))}
          />
          {parts.length > 1 && (
            <Button
              appearance="subtle"
              icon={<Delete20Regular />}
              aria-label={mappingText.removePart}
              onClick={() => onChange(parts.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {parts.length < 10 && (
        <div>
          <Button
            size="small"
            appearance="subtle"
            icon={<Add16Regular />}
            onClick={() => onChange([...parts, 'displayName'])}
          >
            {mappingText.addPart}
          </Button>
        </div>
      )}
    </>
  );
}
