import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, ask, Pour, tallyOf } from '../client';

const MB = 1024 * 1024;
/** What sockets and a parser hold before anybody has decided anything. */
const UNREAD_MB = 16;
const UNFINISHED = 40;

/** Row 3: a body that nobody signed is read before anybody looks at the signature. */
export const inngestBodies: Attack = {
  row: '3',
  name: 'inngest-bodies',
  what: 'POST /api/inngest with 400 MB, 40 unfinished ones, forged signatures; web and worker',
  right: 'refused unread',
  form: 'short',
  async run(system): Promise<Outcome> {
    const { web, worker } = system.ports;
    const holes: string[] = [];
    const happened: string[] = [];
    const large = system.isShort ? 150 * MB : 400 * MB;
    for (const [who, port] of [
      ['web', web],
      ['worker', worker],
    ] as const) {
      for (const [how, headers] of [
        ['unsigned', ''],
        ['unsigned and chunked', 'Transfer-Encoding: chunked\r\n'],
        ['forged', forgedSignature()],
      ] as const) {
        const { sentMb, status } = await pourOne(port, headers, large);
        happened.push(`${who}, ${how}: ${status || 'closed'} after ${sentMb} MB`);
        if (sentMb > UNREAD_MB) holes.push(`${who} took ${sentMb} MB ${how}`);
      }
    }
    const { heldMb, statuses } = await unfinished(system, web);
    happened.push(`${UNFINISHED} unfinished: ${tallyOf(statuses)}, ${heldMb} MB taken`);
    if (heldMb > UNFINISHED * UNREAD_MB) holes.push(`${heldMb} MB of unfinished bodies were taken`);
    const junk = await ask(`${system.url}/api/inngest?fnId=${'x'.repeat(8_000)}&stepId=%00&probe=trust`);
    if (junk.status >= 500) holes.push(`GET with junk answers ${junk.status}`);
    return { happened: happened.join('; '), holes };
  },
};

const forgedSignature = () => `X-Inngest-Signature: t=${Math.floor(Date.now() / 1_000)}&s=${'ab'.repeat(32)}\r\n`;

function headOf(port: number, headers: string, length: number): string {
  const size = headers.includes('chunked') ? '' : `Content-Length: ${length}\r\n`;
  const head = [
    'POST /api/inngest?fnId=soko-web-quality-control&stepId=step HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/json',
    `X-Forwarded-For: ${anAttacker()}`,
  ];
  return `${head.join('\r\n')}\r\n${headers}${size}\r\n`;
}

/** A chunk of a chunked body, or a piece of a plain one: JSON never comes to an end in it. */
function pieceFor(headers: string): Buffer<ArrayBuffer> {
  const text = Buffer.alloc(64 * 1024, ' ');
  return headers.includes('chunked') ? Buffer.concat([Buffer.from('10000\r\n'), text, Buffer.from('\r\n')]) : text;
}

async function pourOne(port: number, headers: string, length: number): Promise<{ sentMb: number; status: number }> {
  const pour = new Pour(port, headOf(port, headers, length));
  await pour.write(length, { chunk: pieceFor(headers) });
  await pour.refusedWithin(2_000);
  pour.end();
  return { sentMb: Math.round(pour.sent / MB), status: pour.status };
}

async function unfinished(system: AttackedSystem, port: number): Promise<{ heldMb: number; statuses: number[] }> {
  const each = system.isShort ? 20 * MB : 60 * MB;
  const pours = Array.from({ length: UNFINISHED }, () => new Pour(port, headOf(port, forgedSignature(), 2 * each)));
  await Promise.all(pours.map((pour) => pour.write(each)));
  await Promise.all(pours.map((pour) => pour.refusedWithin(2_000)));
  for (const pour of pours) pour.end();
  return {
    heldMb: Math.round(pours.reduce((sum, { sent }) => sum + sent, 0) / MB),
    statuses: pours.map(({ status }) => status),
  };
}
