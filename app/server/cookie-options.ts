import { isHttps } from './same-origin';

/** Of the cookies that somebody is signed in by. */
export const cookieOptions = (maxAge: number) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', maxAge, secure: isHttps() }) as const;
