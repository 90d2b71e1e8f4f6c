import { anAttacker } from '../addresses';
import type { Attack, Outcome } from '../attack';
import { atOnce, tallyOf } from '../client';
import { photoForm, sendForm } from '../photo-form';
import { BOMB_KINDS, type Bomb, bomb } from '../picture-bombs';

const AT_ONCE = 24;

/** Row 4: a photo of a kilobyte that takes seconds and hundreds of megabytes to open. */
const bombs = (
  name: string,
  form: Attack['form'],
  what: string,
  kinds: Bomb[],
  address: () => () => string,
): Attack => ({
  row: '4',
  name,
  what,
  right: 'refused or opened few at once; other shoppers go on',
  form,
  async run(system): Promise<Outcome> {
    const forms: Buffer[] = [];
    for (const kind of kinds) forms.push(photoForm(await bomb(system.home, kind)));
    const who = address();
    const all = Array.from({ length: AT_ONCE }, (_, at) => forms[at % forms.length] ?? Buffer.alloc(0));
    const answers = await atOnce(all, AT_ONCE, (body) => sendForm(system.url, body, who()));
    const statuses = answers.map(({ status }) => status);
    const longest = Math.round(Math.max(...answers.map(({ ms }) => ms)) / 100) / 10;
    return { happened: `${tallyOf(statuses)}; the last after ${longest} s`, holes: badStatuses(statuses) };
  },
});

/** 503 says to come back; whatever else is 5xx was not foreseen. */
function badStatuses(statuses: number[]): string[] {
  const bad = statuses.filter((status) => status === 0 || (status >= 500 && status !== 503));
  return bad.length > 0 ? [`answers: ${tallyOf(bad)}`] : [];
}

const fromOne = () => {
  const address = anAttacker();
  return () => address;
};
const fromMany = () => anAttacker;

export const pictureBombs: Attack[] = [
  bombs('avif-bombs', 'short', '24 AVIF of 7000 × 7000 at once, from 24 addresses', ['avif'], fromMany),
  bombs('mixed-bombs', 'short', '24 of all formats at once, from one address', BOMB_KINDS, fromOne),
  bombs('png-bombs', 'full', '24 PNG of 7000 × 7000 at once', ['png', 'png of one bit'], fromMany),
  bombs('webp-bombs', 'full', '24 WebP of 7000 × 7000 at once', ['webp'], fromMany),
  bombs(
    'jpeg-bombs',
    'full',
    '24 JPEG of 7000 × 7000 at once, half of them progressive',
    ['jpeg', 'progressive jpeg'],
    fromMany,
  ),
];
