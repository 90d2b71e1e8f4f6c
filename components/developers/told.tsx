import { Fragment } from 'react';

/** Words of the document, with what stands between backticks as code. */
export function Told({ text }: { text: string }) {
  return text.split('`').map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence, which never move
    <Fragment key={index}>
      {index % 2 === 0 ? part : <code className="rounded-sm bg-sunken px-1">{part}</code>}
    </Fragment>
  ));
}
