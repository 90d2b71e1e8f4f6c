import { Fragment } from 'react';
import type { Field } from './describe-schema';

/** What a call takes or answers, line by line: beside each other where there is room, below each other on a phone. */
export function FieldList({ fields }: { fields: Field[] }) {
  return (
    <dl className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface text-sm">
      {fields.map(({ name, type, isRequired, description }) => (
        <div key={name + type} className="grid gap-x-5 gap-y-0.5 px-3 py-2 sm:grid-cols-[14rem_minmax(0,1fr)] sm:px-4">
          <dt className="[overflow-wrap:anywhere]">
            <code className="font-medium">{name}</code>
            {isRequired ? null : <span className="ml-2 text-xs text-ink-faint">optional</span>}
          </dt>
          <dd className="text-pretty">
            <code className="text-[0.8125rem] text-ink-soft [overflow-wrap:anywhere]">{type}</code>
            {description === undefined ? null : (
              <p>
                <Told text={description} />
              </p>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Words of the document, with what stands between backticks as code. */
export function Told({ text }: { text: string }) {
  return text.split('`').map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence, which never move
    <Fragment key={index}>
      {index % 2 === 0 ? part : <code className="rounded-sm bg-sunken px-1">{part}</code>}
    </Fragment>
  ));
}
