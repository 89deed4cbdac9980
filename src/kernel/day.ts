/** A calendar day, 'YYYY-MM-DD'. Days compare as text. */
export type Day = string

/** The day it is at that moment in a time zone. */
export const dayIn = (at: Date, timeZone: string): Day =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
