import type { FunctionDefinition } from '../protocol/function-definition';
import type { Registration } from '../protocol/registration';
import type { Query } from './database';

/** A process of an app, and what it serves. */
export interface AppUrl {
  appId: string;
  url: string;
  functionIds: string[];
}

/** Keeps what an app's process serves. Within the caller's transaction. */
export async function saveRegistration(
  query: Query,
  { appId, url, functions }: Registration,
  now: number,
): Promise<void> {
  await query(
    `INSERT INTO engine.functions (id, app_id, definition, registered_at)
     SELECT definition->>'id', $1, definition, $3 FROM jsonb_array_elements($2::jsonb) AS definition
     ON CONFLICT (id) DO UPDATE SET app_id = $1, definition = excluded.definition, registered_at = $3`,
    [appId, JSON.stringify(functions), new Date(now)],
  );
  await query(
    `INSERT INTO engine.app_urls (app_id, url, function_ids, registered_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (app_id, url) DO UPDATE SET function_ids = $3, registered_at = $4`,
    [appId, url, functions.map(({ id }) => id), new Date(now)],
  );
}

/** Everything that is served by some process. */
export async function readApps(query: Query): Promise<{ urls: AppUrl[]; functions: FunctionDefinition[] }> {
  const urls = await query<AppUrl>(
    'SELECT app_id AS "appId", url, function_ids AS "functionIds" FROM engine.app_urls ORDER BY registered_at',
  );
  // Written by this engine alone, from what the registration's schema let through.
  const functions = await query<{ definition: FunctionDefinition }>(
    `SELECT definition FROM engine.functions f
     WHERE EXISTS (SELECT FROM engine.app_urls u WHERE u.app_id = f.app_id AND f.id = ANY(u.function_ids))`,
  );
  return { urls, functions: functions.map(({ definition }) => definition) };
}

/** Whatever an older engine let in: of each app the addresses that registered last, within the bound. */
export async function trimAppUrls(query: Query, most: number): Promise<void> {
  await query(
    `DELETE FROM engine.app_urls WHERE (app_id, url) IN (
       SELECT app_id, url FROM (
         SELECT app_id, url, row_number() OVER (PARTITION BY app_id ORDER BY registered_at DESC) AS place
         FROM engine.app_urls
       ) AS placed WHERE place > $1)`,
    [most],
  );
}

export async function removeAppUrl(query: Query, appId: string, url: string): Promise<void> {
  await query('DELETE FROM engine.app_urls WHERE app_id = $1 AND url = $2', [appId, url]);
}
