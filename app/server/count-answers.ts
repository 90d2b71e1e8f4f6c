import { counter } from '@/lib/platform/metrics';
import { onRequest } from './gate';

/** Counts what web answers, pages and API alike. */
export function countAnswers(): void {
  const answers = counter({
    name: 'soko_answers_total',
    help: 'Answers of web, by the first digit of their status',
    labelNames: ['status'],
  });
  for (const digit of [2, 3, 4, 5]) answers.inc({ status: `${digit}xx` }, 0);
  onRequest(({ response }) => {
    response.once('finish', () => answers.inc({ status: `${Math.floor(response.statusCode / 100)}xx` }));
  });
}
