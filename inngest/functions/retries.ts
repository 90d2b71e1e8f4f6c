/**
 * Products' own troubles are tried again in rounds; the engine's retries are for outages of ours (the database restarting, a
 * killed worker), which last minutes. Inngest's backoff spreads ten over some hours.
 */
export const OUTAGE_RETRIES = 10;
