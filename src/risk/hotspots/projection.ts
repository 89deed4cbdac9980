// Coordinates that are no degrees: which projection they look like, so that whoever brings them in knows what to ask for.
type Box = { west: number; east: number; south: number; north: number }

const codeIn = (crs: string): string | undefined => /EPSG:{1,2}[\d.]*:?(\d{4,5})/i.exec(crs)?.[1]

/** A name for people: what the file says itself, or what its numbers look like. */
export const guessProjection = ({ west, east, south, north }: Box, crs?: string): string => {
  const code = crs && codeIn(crs)
  if (code) return `EPSG:${code}`
  const lies = (x0: number, x1: number, y0: number, y1: number) =>
    west >= x0 && east <= x1 && south >= y0 && north <= y1
  if (lies(100_000, 900_000, 0, 10_000_000)) return 'UTM'
  // Gauss and Krüger's zones 5 to 8, where the number of the zone leads the easting: the cadastres of the Balkans
  if (lies(5_000_000, 9_000_000, 4_000_000, 5_500_000)) return 'Gauss-Krüger'
  if (lies(-20_037_509, 20_037_509, -20_048_967, 20_048_967)) return 'EPSG:3857'
  return 'other'
}
