import type { Fault } from '../fault';
import type { LineState } from '../line';

const STATES: [name: string, state: LineState, words: string][] = [
  ['down', 'cut', 'down for a minute (connections refused)'],
  ['slow', 'slow', 'answers take 20 s for a minute'],
  ['garbage', 'garbage', 'answers garbage for a minute'],
];

const during = (service: 's3' | 'milvus', [name, state, words]: (typeof STATES)[number]): Fault => ({
  name: `${service}-${name}`,
  what: `${service === 's3' ? 'S3 (versitygw)' : 'Milvus'}: ${words}`,
  place: 'services',
  lasts: 'a minute',
  inject: async ({ lines }) => lines[service]?.set(state),
  end: async ({ lines }) => lines[service]?.set('open'),
});

export const services: Fault[] = (['s3', 'milvus'] as const).flatMap((service) =>
  STATES.map((each) => during(service, each)),
);
