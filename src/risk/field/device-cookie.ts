/** Only the field's own pages send it; no script reads it. */
export const deviceCookie = (url: URL) => (url.protocol === 'https:' ? '__Secure-fener-phone' : 'fener-phone')

/** Browsers keep a cookie 400 days at most; its person signs in again after that, and nothing on the phone is lost. */
export const deviceCookieOptions = (url: URL) =>
  ({
    path: '/field',
    httpOnly: true,
    sameSite: 'strict',
    secure: url.protocol === 'https:',
    maxAge: 400 * 86_400
  }) as const
