/** The agents in turn, so that a page that is asked for again is asked for by another one. Undefined from an empty list. */
export function createUserAgentRotation(agents: readonly string[]): () => string | undefined {
  let next = 0;
  return () => {
    const agent = agents[next % agents.length];
    next += 1;
    return agent;
  };
}
