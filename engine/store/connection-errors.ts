const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'EAI_AGAIN']);
/** Shutting down, crashed, starting up, too many connections; class 08 is the connection itself. */
const SERVER_CODES = /^(57P0[123]|53300|08\w{3})$/;
const DRIVER_WORDS =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Query read timeout|Client has encountered/;

/** Whether the database was away, rather than unwilling: the same work can succeed when it is back. */
export function isConnectionError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return SOCKET_CODES.has(code) || SERVER_CODES.test(code) || DRIVER_WORDS.test(error.message);
}
