/** Why the engine cannot start or go on, in words for whoever runs it. */
export class EngineError extends Error {
  override name = 'EngineError';
}
