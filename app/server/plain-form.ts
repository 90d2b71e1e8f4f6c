/** As a browser sends a form without JavaScript, which an error's JSON would not help. */
export const isPlainForm = ({ headers }: Request): boolean =>
  headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') === true;

/** On to a page. Relative: whatever name the browser knows us by. */
export const seeOther = (path: string): Response => new Response(null, { status: 303, headers: { location: path } });
