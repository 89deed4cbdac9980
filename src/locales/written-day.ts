// A day as it is written, from words: the same in the server's pages and in the public scripts, which get the words in the page.

/** Seven weekdays from Sunday and twelve months, each joined by `|`, and their order: `{weekday}, {date} {month}`. */
export type DayWords = { weekdays: string; months: string; day: string }

/** `2026-04-15` → “sreda, 15. april”. Always Gregorian, always 0 to 9. */
export const writtenDay = (day: string, words: Partial<DayWords>): string => {
  const weekday = new Date(day + 'T00:00:00Z').getUTCDay()
  const parts: Record<string, string | number | undefined> = {
    weekday: (words.weekdays ?? '').split('|')[weekday],
    date: Number(day.slice(8, 10)),
    month: (words.months ?? '').split('|')[Number(day.slice(5, 7)) - 1]
  }
  return (words.day ?? '').replace(/\{(\w+)\}/g, (_, part: string) => String(parts[part] ?? ''))
}
