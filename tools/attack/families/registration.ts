import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, ask, atOnce, from, tallyOf } from '../client';
import { honestSeller } from '../honest-sync';

const INVENTED_HOSTS = 500;

/** Rows 1 and 2: whoever may say where web is served, says where calls with phones in them go. */
export const registration: Attack = {
  row: '1, 2',
  name: 'registration',
  what: 'PUT /api/inngest with forged addresses, then a sync of 20',
  right: 'refused; nothing is registered; the sync ends whole',
  form: 'short',
  async run(system): Promise<Outcome> {
    const { web, worker } = system.ports;
    const hosts = [
      `localhost:${worker}`,
      `127.0.0.1:${web}`,
      `127.0.0.1:${worker}`,
      `[::1]:${web}`,
      '127.0.0.2:1',
      'evil.example',
    ];
    const forged = hosts.flatMap((host) => formsOf(host));
    const invented = Array.from({ length: system.isShort ? 60 : INVENTED_HOSTS }, (_, at) => ({
      host: `127.0.${at >> 8}.${at & 255}:${20_000 + at}`,
    }));
    const statuses = await atOnce([...forged, ...invented], 8, (headers, at) => register(system, headers, at));
    const lost = await honestSeller(system, 20, 45_000);
    return {
      happened: `${tallyOf(statuses)}; a sync of 20 ${lost.length === 0 ? 'ended whole' : 'did not'}`,
      holes: lost,
    };
  },
};

/** Every way there is to say a host. */
function formsOf(host: string): Record<string, string>[] {
  return [
    { host },
    { 'x-forwarded-host': host, 'x-forwarded-proto': 'http' },
    { forwarded: `host=${host};proto=http` },
    { host, 'x-inngest-server-kind': 'cloud' },
    {
      host,
      'x-inngest-sync-kind': 'in_band',
      'x-inngest-signature': `t=${Math.floor(Date.now() / 1_000)}&s=${'0'.repeat(64)}`,
    },
    { host, 'x-inngest-expected-server-kind': 'dev', 'x-inngest-env': 'test' },
  ];
}

/** Every other one as if through a proxy. */
async function register(system: AttackedSystem, headers: Record<string, string>, at: number): Promise<number> {
  const host = headers.host ?? headers['x-forwarded-host'] ?? 'evil.example';
  const { status } = await ask(`${system.url}/api/inngest${at % 3 === 0 ? '?deployId=1' : ''}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...(at % 2 === 0 ? from(anAttacker()) : {}), ...headers },
    body: JSON.stringify({ url: `http://${host}/api/inngest`, deployId: 'x' }),
  });
  return status;
}
