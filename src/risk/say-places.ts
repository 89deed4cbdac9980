// “Domorovce and Donje Korminjane”; of many the first four and how many more.
type Say = (key: string, params?: Record<string, string | number>) => string
const mostNamed = 4

export const sayPlaces = (names: readonly string[], say: Say): string => {
  const [last = '', ...rest] = names.toReversed()
  if (rest.length === 0) return last
  if (names.length > mostNamed + 1)
    return say('places.and-others', {
      first: names.slice(0, mostNamed).join(', '),
      n: names.length - mostNamed
    })
  return say('places.and', { first: rest.toReversed().join(', '), last })
}
