/** `__Host-` binds the cookie to this host over TLS; on loopback without TLS, the one exception, it cannot be had. */
export const sessionCookie = (url: URL) => (url.protocol === 'https:' ? '__Host-fener' : 'fener')

export const cookieOptions = (url: URL, expires: Date) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:', expires }) as const
