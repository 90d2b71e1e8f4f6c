/**
 * JSON as the SDK's signature check re-writes it (RFC 8785: keys in order, no spaces). Sent as it is, the bytes on the wire
 * are the bytes that are signed.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // The SDK's canonicalizer leaves objects with this key to JSON.stringify.
  if ('toJSON' in value && value.toJSON !== null && value.toJSON !== undefined) return JSON.stringify(value);
  const record = value as Record<string, unknown>;
  const members: string[] = [];
  for (const key of Object.keys(record).sort()) {
    const member = record[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}
