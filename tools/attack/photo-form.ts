import { from } from './addresses';
import { type Answer, ask } from './client';

const BOUNDARY = 'soko-attack-boundary';
const PHOTO_FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** Where the photo begins in a form; the end never comes unless somebody writes it. */
function photoFormHead(type = 'image/jpeg', name = 'photo.jpg'): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
}

export function photoForm(photo: Buffer, fields: Record<string, string> = {}, type = 'image/jpeg'): Buffer {
  const words = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return Buffer.concat([
    Buffer.from(words.join('') + photoFormHead(type)),
    photo,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
}

/** `count` tiny fields. */
export function manyFields(count: number): Buffer {
  const field = (at: number) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="f${at}"\r\n\r\nx\r\n`;
  return Buffer.from(`${Array.from({ length: count }, (_, at) => field(at)).join('')}--${BOUNDARY}--\r\n`);
}

/** A form as a client at that address would send it. */
export function sendForm(url: string, body: Buffer | string, address: string, type = PHOTO_FORM_TYPE): Promise<Answer> {
  return ask(`${url}/api/search`, { method: 'POST', headers: { 'content-type': type, ...from(address) }, body });
}

/** The head of a request whose photo is announced with so many bytes. */
export function uploadHead(port: number, address: string, length: number): string {
  const form = photoFormHead();
  return `POST /api/search HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Forwarded-For: ${address}\r\nContent-Type: ${PHOTO_FORM_TYPE}\r\nContent-Length: ${form.length + length}\r\n\r\n${form}`;
}
