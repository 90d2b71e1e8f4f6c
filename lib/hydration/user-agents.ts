/** HYDRATE_USER_AGENTS' default: phones that are common where the sellers are. Which tags a page has may depend on the agent. */
export const DEFAULT_USER_AGENTS: readonly string[] = [
  'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 13; TECNO KI5k) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 12; Infinix X6816) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; Redmi Note 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36',
];

/** The agents in turn, so that a page that is asked for again is asked for by another one. */
export function createUserAgentRotation(agents: readonly string[]): () => string {
  const list = agents.length === 0 ? DEFAULT_USER_AGENTS : agents;
  let next = 0;
  return () => {
    const agent = list[next % list.length];
    next += 1;
    return agent ?? '';
  };
}
