/** A calendar day, 'YYYY-MM-DD'. Days compare as text. */
export type Day = string

/** The day it is at that moment in a time zone. */
export const dayIn = (at: Date, timeZone: string): Day => {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format.format(at)
}
const formats = new Map<string, Intl.DateTimeFormat>()
