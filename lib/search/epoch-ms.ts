/** SQL for a moment in ms since 1970: pg's own dates are slower to read. */
export const epochMs = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;
