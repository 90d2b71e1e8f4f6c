import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Attack, Outcome } from '../attack';
import type { AttackedSystem } from '../attacked-system';
import { anAttacker, ask, from } from '../client';
import { honestSync } from '../honest-sync';
import { formsOfPhone } from '../log-lines';

const PRODUCTS = 12;
/** What is under way in the queues may end first. */
const GONE_WITHIN_MS = 10_000;

const rowsSchema = z.array(z.object({ productId: z.string(), s3ImageUrl: z.string().nullable() }));

/** Row 11: a seller who wants to be forgotten. */
export const erasure: Attack = {
  row: '11',
  name: 'erasure',
  what: 'a seller is erased; every table, the stored pictures, the log and the optimizer are searched',
  right: 'the phone and the pictures are nowhere',
  form: 'short',
  async run(system): Promise<Outcome> {
    const { phone } = await system.world.addSeller(PRODUCTS);
    const lost = await honestSync(system, { phone, count: PRODUCTS });
    const pictures = await storedPictures(system, phone);
    const optimised = pictures.map((url) => `${system.url}/_next/image?url=${encodeURIComponent(url)}&w=640&q=75`);
    for (const url of optimised) await ask(url, { headers: from(anAttacker()) });
    const erased = await system.soko('sellers', 'erase', phone, '--yes');
    if (erased.code !== 0) return { happened: '', holes: [`it could not be erased: ${erased.output.slice(0, 200)}`] };
    const tables = await tablesThatStillHold(system.database, phone);
    const holes = [...lost, ...tables.map((table) => `the phone is in ${table}`)];
    for (const url of [...pictures.map((one) => system.url + one), ...optimised]) {
      const { status } = await ask(url, { headers: from(anAttacker()) });
      if (status < 400) holes.push(`${new URL(url).pathname} still answers ${status}`);
    }
    const left = await filesNamed(system, pictures);
    if (left.length > 0) holes.push(`${left.length} stored pictures are left`);
    if (formsOfPhone(phone).some((form) => form.test(`${erased.output}`))) holes.push('the CLI writes the phone');
    return { happened: `${pictures.length} pictures, ${tables.length} tables`, holes: [...new Set(holes)] };
  },
};

async function storedPictures({ database }: AttackedSystem, phone: string): Promise<string[]> {
  for (const giveUpAt = Date.now() + GONE_WITHIN_MS; ; await sleep(250)) {
    const { rows } = await database.query('SELECT "productId", "s3ImageUrl" FROM "products" WHERE "sellerPhone" = $1', [
      phone,
    ]);
    const urls = rowsSchema.parse(rows).flatMap(({ s3ImageUrl }) => s3ImageUrl ?? []);
    if (urls.length === rows.length || Date.now() > giveUpAt) return urls;
  }
}

/** Every table of every schema, its bytes too. */
async function tablesThatStillHold(database: Pool, phone: string): Promise<string[]> {
  const hex = Buffer.from(phone).toString('hex');
  for (const giveUpAt = Date.now() + GONE_WITHIN_MS; ; await sleep(500)) {
    const { rows: tables } = await database.query<{ name: string }>(
      `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const holding: string[] = [];
    for (const { name } of tables) {
      const { rowCount } = await database.query(
        `SELECT FROM ${name} AS t WHERE t::text LIKE $1 OR t::text LIKE $2 LIMIT 1`,
        [`%${phone}%`, `%${hex}%`],
      );
      if (rowCount) holding.push(name);
    }
    if (holding.length === 0 || Date.now() > giveUpAt) return holding;
  }
}

async function filesNamed({ home }: AttackedSystem, pictures: string[]): Promise<string[]> {
  const entries = await readdir(path.join(home, 'media'), { recursive: true });
  return entries.filter((entry) => pictures.some((url) => url.endsWith(path.basename(entry))));
}
