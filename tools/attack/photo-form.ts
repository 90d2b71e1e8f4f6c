import { type Answer, ask, from } from './client';

const BOUNDARY = 'soko-attack-boundary';
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
const FORM_END = `--${BOUNDARY}--\r\n`;

const partHead = (name: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`;

function partsOf(fields: [name: string, value: string][]): string {
  return fields.map(([name, value]) => `${partHead(name)}\r\n\r\n${value}\r\n`).join('');
}

/** A whole form of words. */
export const formOf = (fields: Record<string, string>): string => partsOf(Object.entries(fields)) + FORM_END;

/** Where the photo begins in a form; the end never comes unless somebody writes it. */
function photoHead(type = 'image/jpeg'): string {
  return `${partHead('image')}; filename="photo.jpg"\r\nContent-Type: ${type}\r\n\r\n`;
}

export function photoForm(photo: Buffer, fields: Record<string, string> = {}, type = 'image/jpeg'): Buffer {
  return Buffer.concat([
    Buffer.from(partsOf(Object.entries(fields)) + photoHead(type)),
    photo,
    Buffer.from(`\r\n${FORM_END}`),
  ]);
}

/** `count` tiny fields. */
export function manyFields(count: number): Buffer {
  return Buffer.from(partsOf(Array.from({ length: count }, (_, at) => [`f${at}`, 'x'])) + FORM_END);
}

/** A form as a client at that address would send it. */
export function sendForm(url: string, body: Buffer | string, address: string, type = FORM_TYPE): Promise<Answer> {
  return ask(`${url}/api/search`, { method: 'POST', headers: { 'content-type': type, ...from(address) }, body });
}

/** The head of a request whose photo is announced with so many bytes. */
export function uploadHead(port: number, address: string, length: number): string {
  const form = photoHead();
  const head = [
    'POST /api/search HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    `X-Forwarded-For: ${address}`,
    `Content-Type: ${FORM_TYPE}`,
    `Content-Length: ${form.length + length}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${form}`;
}
