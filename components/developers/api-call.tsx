import { Badge } from '@/components/ui/badge';
import type { Field } from './describe-schema';
import { FieldList, Told } from './field-list';

interface ApiCallProps {
  id: string;
  method: string;
  path: string;
  summary: string;
  notes: string[];
  /** Who must be signed in. */
  role?: string | undefined;
  parameters: Field[];
  body?: { name: string; types: string } | undefined;
  answers: { status: string; name: string; text: string }[];
  errors: { status: number; code: string }[];
}

/** One call of the API: what it takes, what it answers, what it refuses with. */
export function ApiCall({ id, method, path, summary, notes, role, parameters, body, answers, errors }: ApiCallProps) {
  return (
    <section aria-labelledby={id} className="scroll-mt-24 border-t border-line pt-6">
      <h3
        id={id}
        className="flex scroll-mt-28 flex-wrap items-center gap-x-3 gap-y-1 font-sans text-base font-semibold"
      >
        <Badge tone={method === 'GET' ? 'accent' : 'good'}>{method}</Badge>
        <code className="[overflow-wrap:anywhere]">{path}</code>
        {role === undefined ? null : <Badge tone="warn">{role}</Badge>}
      </h3>
      <p className="mt-2 max-w-prose font-medium text-pretty">
        <Told text={summary} />
      </p>
      <p className="max-w-prose text-ink-soft text-pretty">
        <Told text={notes.join(' ')} />
      </p>
      {parameters.length > 0 ? (
        <>
          <h4 className="mt-4 mb-1.5 text-sm font-semibold">Parameters</h4>
          <FieldList fields={parameters} />
        </>
      ) : null}
      <ul className="mt-4 grid gap-1.5 text-sm">
        {body === undefined ? null : (
          <li>
            Takes <SchemaLink name={body.name} /> <span className="text-ink-soft">as {body.types}</span>
          </li>
        )}
        {answers.map(({ status, name, text }) => (
          <li key={status}>
            Answers <code>{status}</code> <SchemaLink name={name} /> <span className="text-ink-soft">{text}</span>
          </li>
        ))}
        <li className="text-ink-soft [overflow-wrap:anywhere]">
          Refuses with{' '}
          {errors.map(({ status, code }, index) => (
            <span key={code}>
              {index > 0 ? ', ' : ''}
              {status} <code>{code}</code>
            </span>
          ))}
        </li>
      </ul>
    </section>
  );
}

function SchemaLink({ name }: { name: string }) {
  return (
    <a href={`#schema-${name}`} className="font-medium text-accent underline underline-offset-2">
      {name}
    </a>
  );
}
