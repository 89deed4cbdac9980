/** How a call ended in which nothing was said that can be helped with. */
export const wordlessEndings = ['hung-up', 'silent', 'wrong-number'] as const
export type WordlessEnding = (typeof wordlessEndings)[number]
