import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { TemplateDetail } from '../../../contract/index.ts';
import { useTemplateVerb } from '../../api/template-queries.ts';
import { templateText } from '../messages.ts';

/** What waits to be published: for somebody else, or for its time. */
export function WaitingBar({ template }: { template: TemplateDetail }) {
  const verb = useTemplateVerb(template.id);
  const { waiting } = template;
  if (!waiting) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        {waiting.state === 'approval' ? templateText.waiting : templateText.scheduled(waiting.at ?? '')}{' '}
        {waiting.problem}
      </MessageBarBody>
      <MessageBarActions>
        {waiting.state === 'approval' && (
          <Button size="small" appearance="primary" onClick={() => verb.mutate({ verb: 'approve' })}>
            {templateText.approve}
          </Button>
        )}
        <Button size="small" onClick={() => verb.mutate({ verb: 'withdraw' })}>
          {templateText.withdraw}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
