import { maskLogLine } from '@/lib/platform/mask-log-line';
import type { Attack, Outcome } from '../attack';
import { anAttacker, ask, from } from '../client';
import { paste } from '../honest-sync';
import { formsOfPhone } from '../log-lines';

const PHONE = '254798765432';
const LOCAL = `0${PHONE.slice(3)}`;
/** As people, links and programs write it. */
const FORMS = [
  PHONE,
  `+${PHONE}`,
  `%2B${PHONE}`,
  `%2b254%20798%20765%20432`,
  LOCAL,
  '254-798-765-432',
  '+254 (798) 765-432',
  '254.798.765.432',
  '0798-765-432',
  '0798%20765%20432',
  '0798 765 432',
  `x${PHONE}y`,
  `tel${LOCAL}`,
  `wa.me/${PHONE}?text=hi`,
  `phone_${PHONE}`,
];

/** What every line of every process goes through. */
function isMasked(form: string): boolean {
  const lines = [
    `a request to /c/${form} failed`,
    JSON.stringify({ level: 'error', msg: `no page for ${form}`, path: `/c/${form}` }),
  ];
  return lines.every((line) => formsOfPhone(PHONE).every((pattern) => !pattern.test(maskLogLine(line))));
}

/** Row 20: the whole output of the run, searched for every phone that was in it. */
export const phonesInLogs: Attack = {
  row: '20',
  name: 'phones-in-logs',
  what: 'phones in paths, pastes, forms and headers, local, dashed, encoded, glued; then the whole log',
  right: 'the log has none of them',
  form: 'short',
  async run(system): Promise<Outcome> {
    const holes = FORMS.filter((form) => !isMasked(form)).map((form) => `not masked: ${form}`);
    for (const form of FORMS) {
      for (const path of [
        `/c/${form}`,
        `/sellers/${form}`,
        `/api/products/${form}`,
        `/media/${form}.jpg`,
        `/sitemaps/${form}`,
        `/api/syncs/${form}`,
      ]) {
        await ask(system.url + path, { headers: from(anAttacker()) });
      }
      await ask(`http://127.0.0.1:${system.ports.worker}/c/${form}`);
      await ask(`http://127.0.0.1:${system.ports.engine}/e/${form}`, { method: 'POST', body: `{"phone":"${form}"` });
    }
    await paste(system, FORMS.join('\n'), anAttacker());
    await ask(`${system.url}/api/inngest?fnId=${PHONE}`, {
      method: 'POST',
      body: `{"phone":"${PHONE}"}`,
      headers: { 'user-agent': PHONE },
    });
    const log = await system.log();
    const phones = [PHONE, ...system.world.phones];
    const found = phones.filter((phone) => formsOfPhone(phone).some((form) => form.test(log)));
    const line = log
      .split('\n')
      .find((one) => found.some((phone) => formsOfPhone(phone).some((form) => form.test(one))));
    return {
      happened: `${phones.length} phones, ${log.split('\n').length} lines`,
      holes: [
        ...holes,
        ...(found.length > 0 ? [`${found.length} phones are in the log, e.g. ${line?.slice(0, 160)}`] : []),
      ],
    };
  },
};
