import { z } from 'zod';

export const SYSTEM_VARIABLE = 'SOKO_BROWSER_SYSTEM';

const user = z.object({ email: z.string(), password: z.string() });
const schema = z.object({
  url: z.string(),
  /** The stand-in WhatsApp. */
  worldOrigin: z.string(),
  users: z.object({ moderator: user, admin: user }),
  syncIds: z.array(z.string()),
  /** For what no page and no API of ours lets anybody do. */
  databaseUrl: z.string().optional(),
  /** Where the stand-in mail server puts what it is sent. */
  mailFolder: z.string().optional(),
});

/** The running system that the specs look at. */
export type TestedSystem = z.infer<typeof schema>;

export function testedSystem(): TestedSystem {
  return schema.parse(JSON.parse(process.env[SYSTEM_VARIABLE] ?? 'null'));
}
